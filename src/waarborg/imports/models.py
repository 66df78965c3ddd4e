"""Files of clients that wait, what was chosen for them, what came of them, and rows that wait for what they lack."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.imports.choices import ImportState
from waarborg.kernel.identifiers import new_id


class Import(models.Model):
    """One file of clients. It waits encrypted, under a key of its own that goes with it.

    `sealed` holds what the file is called, its headings, what was chosen and what the dry run found. `done` of `rows`
    says how far the worker is. `strong` is how whoever brings it in had signed in when they asked for the work.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=ImportState, default=ImportState.RECEIVED)
    strong = models.BooleanField(default=False)
    rows = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    coming_in = models.PositiveIntegerField(default=0)
    parked = models.PositiveIntegerField(default=0)
    failed = models.BooleanField(default=False)
    blob_id = models.UUIDField(null=True)
    files_blob_id = models.UUIDField(null=True)
    data_key_id = models.UUIDField(null=True)
    sealed = models.BinaryField(null=True)
    created_at = models.DateTimeField()
    kept_until = models.DateTimeField()
    brought_in_at = models.DateTimeField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("import")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sealed__isnull=True) | models.Q(data_key_id__isnull=False),
                name="import_sealed_under_a_key",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "account", "-created_at"], name="import_of_account")]

    def __str__(self) -> str:
        return f"import {self.pk}"


class ColumnMapping(models.Model):
    """What was chosen for files with these headings, remembered for the next. Headings stand here keyed, never in text.

    `headings` is a keyed digest of them all, and `columns` goes from the keyed digest of one to what it is.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    headings = models.CharField(max_length=64)
    columns = models.JSONField()
    sources = models.JSONField()
    changed_at = models.DateTimeField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("mapping of columns")
        constraints = [models.UniqueConstraint(fields=["organisation", "headings"], name="mapping_once_per_headings")]

    def __str__(self) -> str:
        return f"mapping {self.pk}"


class ImportedDossier(models.Model):
    """That a dossier came from an import, for as long as it can be undone. It outlives the dossier by that much."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    brought_in_by = models.ForeignKey(Import, models.PROTECT, related_name="+")
    dossier_id = models.UUIDField(unique=True)
    person_id = models.UUIDField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("dossier from an import")

    def __str__(self) -> str:
        return f"dossier {self.dossier_id} of import {self.brought_in_by_id}"


class ParkedRow(models.Model):
    """A row that could not come in for want of a ground or a term. Only whoever brought it sees it, until it goes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    brought_by = models.ForeignKey(Import, models.PROTECT, related_name="+")
    row = models.PositiveIntegerField()
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    goes_on = models.DateField()
    created_at = models.DateTimeField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("parked row")
        indexes = [models.Index(fields=["organisation", "account"], name="parked_of_account")]

    def __str__(self) -> str:
        return f"parked row {self.pk}"
