"""The closed words of invoices."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class InvoiceKind(models.TextChoices):
    """What it is. The words are stored, so none is ever renamed."""

    INVOICE = "invoice", _("invoice")
    CREDIT_NOTE = "credit_note", _("credit note")


class InvoiceState(models.TextChoices):
    """Where it stands: a draft can be thrown away, what is final never changes."""

    DRAFT = "draft", _("draft")
    FINAL = "final", _("final")
    SENT = "sent", _("sent")


class SentHow(models.TextChoices):
    """How it went. The words are those of the regulation's channels."""

    EMAIL = "email", _("by e-mail")
    LETTER = "letter", _("by post")
    PORTAL = "portal", _("through the portal")
    IN_PERSON = "in_person", _("in person")
