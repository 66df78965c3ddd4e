"""What is written down at the start beside records: the regulation handed out, an address asked after."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.adoption.models import Version
from waarborg.dossiers.models import Dossier
from waarborg.kernel.identifiers import new_id
from waarborg.parties.choices import GivenHow, Proof


class HandOut(models.Model):
    """That the client got the regulation: which version, when, in which way, from whom, and what shows it.

    `record_id` is the record with the scan of the paper that was signed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20, choices=GivenHow)
    handed_on = models.DateField()
    proof = models.CharField(max_length=12, choices=Proof, default=Proof.NOTED)
    record_id = models.UUIDField(null=True)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("handing out of the regulation")
        indexes = [models.Index(fields=["dossier"])]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(proof=Proof.SCAN.value) | models.Q(record_id__isnull=False),
                name="handout_scan_is_there",
            ),
        ]

    def __str__(self) -> str:
        return f"handing out {self.pk}"


class AddressConfirmation(models.Model):
    """That somebody asked whether an address is still right. It is of one version of one record: a change undoes it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    record_id = models.UUIDField()
    record_version = models.PositiveIntegerField()
    confirmed_on = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("confirmation of an address")
        indexes = [models.Index(fields=["record_id"])]

    def __str__(self) -> str:
        return f"confirmation {self.pk}"
