"""The closed words of registers. They are stored or stand in addresses, so none is ever renamed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WrittenKind(models.TextChoices):
    """What a person writes and keeps in versions, beside what the program makes itself."""

    IMPACT = "impact", _("impact assessment (DPIA)")
    COOKIES = "cookies", _("cookies of the website and the program")
    DEVICES = "devices", _("devices and how they are protected")
