"""Everybody to whom an item was given is told that it was corrected, erased or restricted (AVG 19)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.disclosures.models import Disclosure
from waarborg.dossiers.models import Dossier
from waarborg.kernel.identifiers import new_id
from waarborg.letters.choices import Channel
from waarborg.letters.models import Mail
from waarborg.rights.models import Request


class RecipientNotice(models.Model):
    """One recipient of one giving, told of what was decided on a request; and when and how they were.

    Sealed: their name and address, and the letter, that names kinds of data and days and nothing of what they say.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, models.PROTECT, related_name="notices")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="+")
    article = models.CharField(max_length=40)
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    sealed_letter = models.BinaryField()
    made_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=12, choices=Channel, blank=True)
    mail = models.ForeignKey(Mail, models.PROTECT, null=True, related_name="+")
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("notice to a recipient")
        constraints = [
            models.UniqueConstraint(fields=["request", "disclosure"], name="recipient_told_once_of_a_request"),
            models.CheckConstraint(
                condition=models.Q(told_at__isnull=True, told_by__isnull=True, channel="")
                | models.Q(told_at__isnull=False, told_by__isnull=False) & ~models.Q(channel=""),
                name="recipient_told_in_some_way",
            ),
        ]

    def __str__(self) -> str:
        return f"notice to a recipient {self.pk}"


class ErasedFile(models.Model):
    """A file of something that was erased, that the program has still to take away. It says nothing of anybody."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    blob_id = models.UUIDField()
    erased_at = models.DateTimeField()

    class Meta:
        verbose_name = _("erased file")

    def __str__(self) -> str:
        return f"erased file {self.pk}"
