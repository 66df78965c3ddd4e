"""Files: those that wait to be filed, and those that are part of a record."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.documents.choices import Scan
from waarborg.dossiers.models import Dossier, Record
from waarborg.kernel.identifiers import new_id


class WaitingFile(models.Model):
    """A file in quarantine: cleaned and scanned, but nobody said yet what it is. Seen by who brought it alone.

    It has a key of its own, which is destroyed with it: when it is filed, thrown away, or waited too long.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    scan = models.CharField(max_length=10, choices=Scan)
    size = models.PositiveBigIntegerField()
    blob_id = models.UUIDField()
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    received_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("file in quarantine")
        indexes = [models.Index(fields=["dossier", "account"]), models.Index(fields=["expires_at"])]

    def __str__(self) -> str:
        return f"waiting file {self.pk}"


class Document(models.Model):
    """The file of a record: one version of one field. Who may read the record may read the file."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    field = models.CharField(max_length=60)
    version = models.PositiveIntegerField(default=1)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=8)
    scan = models.CharField(max_length=10, choices=Scan)
    size = models.PositiveBigIntegerField()
    blob_id = models.UUIDField()
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    filed_at = models.DateTimeField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("document")
        indexes = [models.Index(fields=["dossier", "-filed_at"])]
        constraints = [
            models.UniqueConstraint(fields=["record", "field", "version"], name="document_version_once"),
        ]

    def __str__(self) -> str:
        return f"document {self.pk}"
