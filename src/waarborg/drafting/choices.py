"""The closed words of a draft."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Why(models.TextChoices):
    """What a number of a draft came from."""

    BEGUN = "begun", _("begun from the version in force")
    TEXT = "text", _("the text was changed")
    TERMS = "terms", _("terms and lists were changed")
    ACCEPTED = "accepted", _("a finding was accepted or justified")
    ANSWERED = "answered", _("a question was answered")
    DECIDED = "decided", _("it was decided how something is read")
    DAY = "day", _("another first day")
