"""The closed words of breaches. They are stored, so none is ever renamed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Nature(models.TextChoices):
    """What happened to data (GDPR art. 4(12))."""

    SEEN = "seen", _("seen or received by somebody who may not")
    CHANGED = "changed", _("changed by somebody who may not, or by mistake")
    LOST = "lost", _("lost, or out of reach")


class Risk(models.TextChoices):
    """How likely it is that somebody suffers from it (GDPR art. 33(1) and 34(1))."""

    UNLIKELY = "unlikely", _("unlikely that it harms anybody")
    SOME = "some", _("a risk")
    HIGH = "high", _("a high risk")


class FoundBy(models.TextChoices):
    """How it was found whom a breach concerns."""

    LEDGER = "ledger", _("found in the log")
    DISCLOSURES = "disclosures", _("found in what was given")
    HAND = "hand", _("added by hand")


class ToWhom(models.TextChoices):
    """Who is told of a breach, beside the clients."""

    AUTHORITY = "authority", _("the supervisory authority")
    CONTROLLER = "controller", _("the principal for whom we only process")
    PRINCIPAL = "principal", _("a principal")
    EMPLOYER = "employer", _("an employer")


class ToldBy(models.TextChoices):
    """How a principal or an employer was told. The words are those of the regulation's channels."""

    LETTER = "letter", _("by post")
    EMAIL = "email", _("by e-mail")
    IN_PERSON = "in_person", _("handed over in person")
    TELEPHONE = "telephone", _("by telephone, with nothing on paper")


SPOKEN = (ToldBy.TELEPHONE,)
"""The ways in which nothing goes on paper: whatever else is told goes as a letter that was made and kept."""


class Phase(models.TextChoices):
    """Which notice to the authority it is (GDPR art. 33(4))."""

    FIRST = "first", _("the first notice")
    FOLLOW_UP = "follow_up", _("a further notice: something was added or changed")
    WITHDRAWN = "withdrawn", _("the notice was withdrawn")


class Part(models.TextChoices):
    """As what the agency holds the data that a breach is about."""

    CONTROLLER = "controller", _("as controller")
    PROCESSOR = "processor", _("as processor for the principal")
    BOTH = "both", _("partly as controller, partly as processor")
