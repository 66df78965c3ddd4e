"""The closed words of mailings."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """What became of a message to several at once for one of them."""

    WAITING = "waiting", _("waits its turn")
    QUEUED = "queued", _("goes")
    ON_PAGES = "on_pages", _("stands on their own pages")
    OBJECTS = "objects", _("objects: gets nothing of this kind")
    NO_ADDRESS = "no_address", _("no e-mail address that is known to be right")
    NOT_ALLOWED = "not_allowed", _("the regulation does not let you write here")
    FAILED = "failed", _("went wrong, and did not go")


REACHED = (Outcome.QUEUED, Outcome.ON_PAGES)
"""It comes to them, by e-mail or on their own pages."""


class MessageState(models.TextChoices):
    """Where a message to several stands. The words are stored, so none is ever renamed."""

    RUNNING = "running", _("on its way")
    DONE = "done", _("everybody was looked at")


class ListState(models.TextChoices):
    """Where a list stands. The words are stored, so none is ever renamed."""

    PREPARED = "prepared", _("ready, not given yet")
    GIVEN = "given", _("given")
    STOPPED = "stopped", _("stopped before it went")
