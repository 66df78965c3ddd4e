"""The closed words of the outside world."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PartyKind(models.TextChoices):
    """What a party is to the agency: the words of the vocabulary for principals, and for other recipients."""

    AGENCY = "agency", _("other agency")
    CLIENT = "client", _("the person themself")
    COMPLAINTS_BODY = "complaints_body", _("complaints body")
    EMPLOYER = "employer", _("employer")
    INSURER = "insurer", _("insurer")
    MAILING_ORGANISATION = "mailing_organisation", _("organisation that takes addresses")
    MUNICIPALITY = "municipality", _("municipality")
    NEXT_EMPLOYER = "next_employer", _("next employer")
    OCCUPATIONAL_PHYSICIAN = "occupational_physician", _("occupational physician")
    OWN_RISK_BEARER = "own_risk_bearer", _("own-risk bearer")
    PARTNER = "partner", _("partner organisation")
    PRIVATE = "private", _("private principal")
    PROCESSOR = "processor", _("processor")
    RESEARCHER = "researcher", _("researcher")
    SUBSIDY_PROVIDER = "subsidy_provider", _("subsidy provider")
    SUCCESSOR_AGENCY = "successor_agency", _("successor agency")
    SUPPLIER = "supplier", _("supplier")
    SURVEY_ORGANISATION = "survey_organisation", _("survey organisation")
    TRAINING_INSTITUTE = "training_institute", _("training institute")
    UWV = "uwv", _("UWV")


PRINCIPALS = (
    PartyKind.UWV, PartyKind.MUNICIPALITY, PartyKind.INSURER, PartyKind.EMPLOYER, PartyKind.OWN_RISK_BEARER,
    PartyKind.CLIENT, PartyKind.PRIVATE, PartyKind.AGENCY,
)  # fmt: skip
"""Kinds of party that send people; the others receive something, or work for the agency."""


class Assured(models.TextChoices):
    """What was made sure of about a party. The words are facts of the regulation's vocabulary."""

    PROCESSING_AGREEMENT = "processing_agreement", _("there is a processing agreement")
    UNDER_SECRECY = "recipient_under_secrecy", _("bound to secrecy")
    COMPETENT = "recipient_competent", _("competent to receive it")
    PURPOSE_LIMITED = "purpose_limited", _("uses it for the work and the purpose alone")
    PROTECTION = "adequate_protection", _("protects personal data adequately")


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
