"""The closed words of the outside world."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartyKind(models.TextChoices):
    """What a party is to the agency; for principals the words of the regulation's vocabulary."""

    AGENCY = "agency", _("other agency")
    CLIENT = "client", _("the person themself")
    EMPLOYER = "employer", _("employer")
    INSURER = "insurer", _("insurer")
    MUNICIPALITY = "municipality", _("municipality")
    OWN_RISK_BEARER = "own_risk_bearer", _("own-risk bearer")
    PRIVATE = "private", _("private principal")
    UWV = "uwv", _("UWV")


class ActsAs(models.TextChoices):
    """The agency's own role for a commission (GDPR art. 4(7) and (8))."""

    CONTROLLER = "controller", _("controller")
    JOINT = "joint", _("joint controller")
    PROCESSOR = "processor", _("processor")


class Proof(models.TextChoices):
    """What shows that the regulation was handed out."""

    ON_SCREEN = "on_screen", _("signed on this screen")
    SCAN = "scan", _("signed on paper, with the scan in the dossier")
    PAPER = "paper", _("signed on paper, kept with the agreement")
    SENT = "sent", _("sent from here")
    NOTED = "noted", _("written down by who gave it")


SIGNED = frozenset({Proof.ON_SCREEN, Proof.SCAN, Proof.PAPER})
"""With the signature of who got it."""


class GivenHow(models.TextChoices):
    """In which way the regulation was handed out. The words are those of the regulation's channels."""

    IN_PERSON = "in_person", _("in person")
    LETTER = "letter", _("by post")
    EMAIL = "email", _("by e-mail")
    PORTAL = "portal", _("through the portal")
