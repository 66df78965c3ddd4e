"""Decisions and events, and the tree over them. Rows are only ever added; PostgreSQL refuses the rest (security.sql).

Nothing here names anybody: people and dossiers are identifiers, whose names stand encrypted elsewhere. What an event
adds in `EventContent` may be forgotten; the event itself stays, and stays proved. After the ledger's own term only its
place and its hash do.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from waarborg.kernel.identifiers import new_id


class Decision(models.Model):
    """One answer of the regulation: what was asked, by whom, what it said and why. Outlives its events."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation_id = models.UUIDField()
    at = models.DateTimeField(_("moment"))
    actor_id = models.UUIDField(null=True)
    roles = ArrayField(models.TextField())
    action = models.TextField()
    allowed = models.BooleanField()
    regulation = models.TextField()  # <id>@<in force from>
    regulation_hash = models.TextField()
    rules = ArrayField(models.TextField())
    articles = ArrayField(models.TextField())
    purpose = models.TextField()
    ground = models.TextField()
    facts_known = models.TextField()  # bit masks, hexadecimal
    facts_true = models.TextField()
    claims = models.JSONField()

    class Meta:
        verbose_name = _("decision")

    def __str__(self) -> str:
        return f"decision {self.pk}"


class Event(models.Model):
    """One thing that happened. `commitment` and `leaf` are what the tree proves of it (see `commitment`)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation_id = models.UUIDField()
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+", db_constraint=False)
    kind = models.TextField()
    at = models.DateTimeField(_("moment"))
    actor_id = models.UUIDField(null=True)
    responsible_id = models.UUIDField(null=True)
    dossier_id = models.UUIDField(null=True)
    dossier_ids = ArrayField(models.UUIDField())
    categories = ArrayField(models.TextField())
    purpose = models.TextField()
    from_where = models.TextField()
    commitment = models.BinaryField(max_length=32)
    leaf = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = _("event")
        indexes: ClassVar = [
            models.Index(
                fields=["organisation_id", "dossier_id", "id"],
                condition=Q(dossier_id__isnull=False),
                name="event_of_dossier",
            ),
            models.Index(fields=["organisation_id"], condition=Q(kind="ledger_ended"), name="event_of_an_end"),
        ]

    def __str__(self) -> str:
        return f"event {self.pk}"


class EventContent(models.Model):
    """The part of an event that may be forgotten, with the salt of its commitment."""

    event = models.OneToOneField(Event, models.PROTECT, primary_key=True, related_name="+", db_constraint=False)
    organisation_id = models.UUIDField()
    salt = models.BinaryField(max_length=16)
    details = models.JSONField()

    class Meta:
        verbose_name = _("content of an event")

    def __str__(self) -> str:
        return f"content of event {self.pk}"


class Shown(models.Model):
    """That a list showed a dossier: made from `Event.dossier_ids`, so that "who looked" is one index look-up."""

    pk = models.CompositePrimaryKey("organisation_id", "dossier_id", "event_id")
    organisation_id = models.UUIDField()
    dossier_id = models.UUIDField()
    event = models.ForeignKey(Event, models.PROTECT, related_name="+", db_constraint=False, db_index=False)

    class Meta:
        verbose_name = _("dossier shown in a list")

    def __str__(self) -> str:
        return f"dossier {self.dossier_id} in event {self.event_id}"


class Leaf(models.Model):
    """The place of an event in its organisation's tree. Apart from the event, so that no event is ever updated."""

    pk = models.CompositePrimaryKey("organisation_id", "index")
    organisation_id = models.UUIDField()
    index = models.PositiveBigIntegerField()
    event = models.OneToOneField(Event, models.PROTECT, related_name="+", db_constraint=False)

    class Meta:
        verbose_name = _("leaf")

    def __str__(self) -> str:
        return f"leaf {self.index} of {self.organisation_id}"


class TreeHead(models.Model):
    """A signed root over the first `size` leaves: the seal. Copies of it leave the machine."""

    pk = models.CompositePrimaryKey("organisation_id", "size")
    organisation_id = models.UUIDField()
    size = models.PositiveBigIntegerField()
    root = models.BinaryField(max_length=32)
    at = models.DateTimeField(_("moment"))
    public_key = models.BinaryField(max_length=32)
    signature = models.BinaryField(max_length=64)
    frontier = models.BinaryField()  # what the next seal builds on, see tree.Frontier
    sealed_before = models.TextField()  # the transaction and event after which the next seal looks on

    class Meta:
        verbose_name = _("tree head")

    def __str__(self) -> str:
        return f"tree head {self.size} of {self.organisation_id}"
