"""The closed words of what principals ask."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Asks(models.TextChoices):
    """What a principal asks. The words are stored, so none is ever renamed."""

    INFORMATION = "information", _("data that a law lets them ask")
    COOPERATION = "cooperation", _("whether the client cooperates: what a law has us report")
    TRANSFER = "transfer", _("the dossier, or part of it, to go elsewhere")


class AskedBy(models.TextChoices):
    """How the question came in."""

    EMAIL = "email", _("by e-mail")
    IN_PERSON = "in_person", _("in person")
    LETTER = "letter", _("by letter")
    OURSELVES = "ourselves", _("of our own motion")
    PORTAL = "portal", _("in the portal")
    TELEPHONE = "telephone", _("by telephone")


class EnquiryOutcome(models.TextChoices):
    """What became of it. The words are stored, so none is ever renamed."""

    ANSWERED = "answered", _("answered with data")
    REFUSED = "refused", _("refused by letter")
    WITHDRAWN = "withdrawn", _("asked no more")
