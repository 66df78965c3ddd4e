"""The closed words of accounts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountKind(models.TextChoices):
    """Whose account it is."""

    CLIENT = "client", _("client")
    OUTSIDER = "outsider", _("outsider")
    STAFF = "staff", _("staff")


class Basis(models.TextChoices):
    """What a role rests on; it ends when that ends."""

    COMMISSION = "commission", _("commission")
    CONSENT = "consent", _("consent of the client")
    EMPLOYMENT = "employment", _("employment")
    HIRING = "hiring", _("hiring")
    OWN_DOSSIER = "own_dossier", _("own dossier")


class DeclarationKind(models.TextChoices):
    """What was declared."""

    CONFIDENTIALITY = "confidentiality", _("confidentiality")
    INSTRUCTION = "instruction", _("handling instruction")


class InvitationKind(models.TextChoices):
    """What somebody is let in anew for."""

    PASSWORD = "password", _("a new password")
    SECOND_FACTOR = "second_factor", _("a new second step")
