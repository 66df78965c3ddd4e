"""What a client says about an item or about the whole dossier, in their own words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.dossiers.choices import GivenBy, SaidAs
from waarborg.dossiers.models import Dossier, Record
from waarborg.kernel.identifiers import new_id


class ClientStatement(models.Model):
    """Words of the client that stand with an item; what is said of the whole dossier stands with who they are.

    Only ever added, and sealed under the key of the item, so that they end with it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    of_dossier = models.BooleanField(default=False)
    said_as = models.CharField(max_length=12, choices=SaidAs, default=SaidAs.STATEMENT)
    given_by = models.CharField(max_length=20, choices=GivenBy, default=GivenBy.CLIENT)
    said_on = models.DateField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("statement of the client")
        indexes = [models.Index(fields=["record"]), models.Index(fields=["dossier", "recorded_at"])]

    def __str__(self) -> str:
        return f"statement {self.pk}"
