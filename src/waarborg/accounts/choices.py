"""The closed words of accounts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountKind(models.TextChoices):
    """Whose account it is."""

    CLIENT = "client", _("client")
    OUTSIDER = "outsider", _("outsider")
    STAFF = "staff", _("staff")


class Audience(models.TextChoices):
    """Who signs a text: those who come in as this; `everybody` where there is none for them alone."""

    CONTRACTOR = "contractor", _("who is hired")
    EVERYBODY = "everybody", _("everybody who comes in")
    OUTSIDER = "outsider", _("who comes in from outside")
    STAFF = "staff", _("who is employed")
    SUPPLIER = "supplier", _("suppliers")
    VOLUNTEER = "volunteer", _("volunteers")


class Basis(models.TextChoices):
    """What a role rests on; it ends when that ends."""

    COMMISSION = "commission", _("commission")
    CONSENT = "consent", _("consent of the client")
    EMPLOYMENT = "employment", _("employment")
    GUARDIANSHIP = "guardianship", _("guardianship")
    HIRING = "hiring", _("hiring")
    MANDATE = "mandate", _("mandate")
    OWN_DOSSIER = "own_dossier", _("own dossier")
    PARENTHOOD = "parenthood", _("parenthood")


class DeclarationKind(models.TextChoices):
    """What was declared."""

    CONFIDENTIALITY = "confidentiality", _("confidentiality")
    INSTRUCTION = "instruction", _("handling instruction")
    PASSED_ON = "passed_on", _("duties that a principal passes on")


AT_THE_DOOR = (DeclarationKind.CONFIDENTIALITY, DeclarationKind.INSTRUCTION)
"""What is signed before anything opens, in this order; the other belongs to the work under one agreement."""


class InvitationKind(models.TextChoices):
    """What somebody is let in anew for."""

    PASSWORD = "password", _("a new password")
    SECOND_FACTOR = "second_factor", _("a new second step")
