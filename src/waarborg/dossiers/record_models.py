"""Records: everything personal, sealed under the key of its fate. And views: a colleague's time-boxed look."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.dossiers.choices import ViewState
from waarborg.dossiers.models import Dossier, Trajectory
from waarborg.dossiers.sealed_field import SealedField
from waarborg.kernel.identifiers import new_id


class Record(models.Model):
    """One item of a dossier. `sealed` holds its fields as JSON; `marks` the facts about it that rules ask, as bits.

    `scope_id` is the trajectory it belongs to, or the dossier when it belongs to the person. `only_one` says that the
    regulation has at most one of its kind there, and the database holds that. On `moved_on` it was taken to the dossier
    where it belongs: what is left here says nothing. On `erased_on` it was erased because the client asked it;
    `erased_note` says that the regulation wants that to be seen.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, models.PROTECT, null=True, related_name="+")
    scope_id = models.UUIDField()
    category = models.CharField(max_length=80)
    retention_class = models.CharField(max_length=120)
    data_key_id = models.UUIDField()
    sealed = SealedField()
    source = models.CharField(max_length=40)
    purpose = models.CharField(max_length=80)
    ground = models.CharField(max_length=40, blank=True)
    author = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    marks = models.SmallIntegerField(default=0)
    only_one = models.BooleanField(default=False)
    moved_on = models.DateField(null=True)
    erased_on = models.DateField(null=True)
    erased_note = models.BooleanField(default=False)
    occurred_on = models.DateField()
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("record")
        indexes = [
            models.Index(fields=["dossier", "category", "-occurred_on"]),
            models.Index(fields=["scope_id"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["scope_id", "category"], condition=models.Q(only_one=True), name="record_only_one"
            ),
        ]

    def __str__(self) -> str:
        return f"record {self.pk}"


class RecordVersion(models.Model):
    """What a record said before a correction, and why it was corrected (sealed with it)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    scope_id = models.UUIDField()
    category = models.CharField(max_length=80)
    marks = models.SmallIntegerField()
    version = models.PositiveIntegerField()
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    source = models.CharField(max_length=40)
    author = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    corrected_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    replaced_at = models.DateTimeField()
    decision_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "version"], name="record_version_once")]

    def __str__(self) -> str:
        return f"version {self.version} of record {self.record_id}"


class SearchToken(models.Model):
    """One keyed token by which a dossier can be found. Derived from records: never dumped, rebuilt at restore."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    record = models.ForeignKey(Record, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    token = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "kind", "token"]), models.Index(fields=["record"])]

    def __str__(self) -> str:
        return f"token {self.pk}"


class View(models.Model):
    """A colleague's look at a dossier that is not theirs: asked, decided, time-boxed, reviewed afterwards."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=ViewState, default=ViewState.REQUESTED)
    rule = models.CharField(max_length=120, blank=True)
    categories = ArrayField(models.CharField(max_length=80), null=True)
    on_the_spot = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    review_by = models.DateField(null=True)
    reviewed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    client_told_at = models.DateTimeField(null=True)
    data_key_id = models.UUIDField()
    sealed = models.BinaryField(help_text="Reason, answer and review, sealed together.")
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("view")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("account")),
                name="view_never_granted_to_oneself",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ViewState.GRANTED) | models.Q(ends_at__isnull=False),
                name="view_always_ends",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "dossier"]),
            models.Index(fields=["organisation", "state"]),
        ]

    def __str__(self) -> str:
        return f"view {self.pk}"
