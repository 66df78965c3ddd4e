"""The closed words of mailings."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ListState(models.TextChoices):
    """Where a list stands. The words are stored, so none is ever renamed."""

    PREPARED = "prepared", _("ready, not given yet")
    GIVEN = "given", _("given")
    STOPPED = "stopped", _("stopped before it went")
