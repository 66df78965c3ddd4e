"""The closed words of imports."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

KEPT_WAITING = timedelta(days=1)
"""How long a file waits in quarantine for somebody to confirm it."""


class ImportState(models.TextChoices):
    """Where an import stands. The words are stored, so none is ever renamed."""

    RECEIVED = "received", _("received")
    TRYING = "trying", _("being tried")
    TRIED = "tried", _("tried")
    BRINGING_IN = "bringing_in", _("being brought in")
    DONE = "done", _("brought in")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("undone")
    GONE = "gone", _("gone")


BUSY = frozenset({ImportState.TRYING, ImportState.BRINGING_IN, ImportState.UNDOING})
"""States in which the worker is at it."""
OPEN = frozenset({ImportState.RECEIVED, ImportState.TRYING, ImportState.TRIED, ImportState.BRINGING_IN})
"""States in which the file is kept."""


TO_CHOOSE = frozenset({ImportState.RECEIVED, ImportState.TRYING, ImportState.TRIED})
"""States in which it can still be said what the columns are."""
TO_CONFIRM = frozenset({ImportState.TRIED, ImportState.BRINGING_IN})
"""States in which it can be confirmed: also once more, when the worker was ended halfway and so did nothing."""
TO_UNDO = frozenset({ImportState.DONE, ImportState.UNDOING})


class Weight(models.TextChoices):
    """How heavy a finding weighs, the heaviest first."""

    ROW = "row", _("the row stays out")
    PARK = "park", _("the row stays out, and can be parked")
    COLUMN = "column", _("the column stays out")
    CELL = "cell", _("the cell stays empty")
    NOTE = "note", _("comes in; look again")


class WorksOnIt(models.TextChoices):
    """Who works on a dossier that no column gives to anybody."""

    TODAY = "today", _("I set them up today, and then let them go")
    ME = "me", _("I do, from now on")
