"""The closed words of documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scan(models.TextChoices):
    """What the virus scanner said."""

    MADE_HERE = "made_here", _("made here from a template")
    CLEAN = "clean", _("scanned for viruses, nothing found")
    UNSCANNED = "unscanned", _("not scanned for viruses: no scanner is set up")
