"""The closed words of controls."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Finding(models.TextChoices):
    """What a control found. The words are stored, so none is ever renamed."""

    IN_ORDER = "in_order", _("It is in order")
    TO_MEND = "to_mend", _("Something has to be mended")
