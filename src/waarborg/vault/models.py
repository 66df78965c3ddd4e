"""Wrapped keys and encrypted files, in a PostgreSQL schema of their own. No personal data stands here in clear.

The vault lies below the rooms that know organisations, persons and dossiers: here they are only identifiers.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from waarborg.kernel.identifiers import new_id
from waarborg.vault.choices import KeyKind


class OrganisationKey(models.Model):
    """A key of one organisation in one epoch, wrapped by the epoch's key file. The row goes when the epoch goes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation_id = models.UUIDField()
    kind = models.CharField(max_length=16, choices=KeyKind)
    epoch = models.PositiveIntegerField()
    wrapped = models.BinaryField()
    current = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = '"vault"."organisation_key"'
        verbose_name = "organisation key"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation_id", "kind", "epoch"], name="organisation_key_epoch"),
            models.UniqueConstraint(
                fields=["organisation_id", "kind"], condition=Q(current=True), name="organisation_key_current"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} key of epoch {self.epoch}"


class DestroyedEpoch(models.Model):
    """That an epoch's key file was destroyed, and when: what a certificate of destruction rests on. Never changed."""

    id = models.UUIDField(primary_key=True, editable=False)  # of the organisation key that went with it
    organisation_id = models.UUIDField()
    kind = models.CharField(max_length=16, choices=KeyKind)
    epoch = models.PositiveIntegerField()
    destroyed_at = models.DateTimeField()

    class Meta:
        db_table = '"vault"."destroyed_epoch"'
        verbose_name = "destroyed epoch"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation_id", "kind", "epoch"], name="destroyed_epoch_once"),
        ]

    def __str__(self) -> str:
        return f"destroyed {self.kind} epoch {self.epoch}"


class DataKey(models.Model):
    """The key of one fate: what ends together (person × trajectory or dossier × retention class) opens with one key.

    An item that may be erased alone has a key of its `own`. A destroyed key keeps its row, without the key.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation_id = models.UUIDField()
    person_id = models.UUIDField(null=True)
    scope_id = models.UUIDField(null=True)
    retention_class = models.CharField(max_length=200)
    own = models.BooleanField(default=False)
    wrapped_by = models.ForeignKey(
        OrganisationKey, models.PROTECT, null=True, related_name="+", db_constraint=False, db_index=False
    )
    wrapped = models.BinaryField(null=True)
    created_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)
    destroyed_under = models.UUIDField(null=True)  # the organisation key whose epoch must go too

    class Meta:
        db_table = '"vault"."data_key"'
        verbose_name = "data key"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation_id", "person_id", "scope_id", "retention_class"],
                condition=Q(own=False, destroyed_at=None),
                nulls_distinct=False,
                name="data_key_fate",
            ),
            models.CheckConstraint(
                condition=Q(destroyed_at=None, destroyed_under=None, wrapped__isnull=False, wrapped_by__isnull=False)
                | Q(destroyed_at__isnull=False, destroyed_under__isnull=False, wrapped=None, wrapped_by=None),
                name="data_key_is_there_or_destroyed",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation_id", "wrapped_by"], name="data_key_wrapped_by"),
            models.Index(
                fields=["organisation_id", "destroyed_under"],
                condition=Q(destroyed_at__isnull=False),
                name="data_key_destroyed_under",
            ),
        ]

    def __str__(self) -> str:
        return f"data key {self.pk}"


class Blob(models.Model):
    """One encrypted file in the storage backend, under the data key of its fate. Its name says nothing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation_id = models.UUIDField()
    key = models.ForeignKey(DataKey, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    name = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    sealed_size = models.PositiveBigIntegerField()
    chunk_size = models.PositiveIntegerField()
    sealed_sha256 = models.BinaryField(max_length=32)
    created_at = models.DateTimeField()

    class Meta:
        db_table = '"vault"."blob"'
        verbose_name = "encrypted file"
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(sealed_size__gt=F("size")), name="blob_is_sealed"),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation_id", "key"], name="blob_key")]

    def __str__(self) -> str:
        return f"encrypted file {self.pk}"
