"""When each kind of data of a dossier ends, and what holds its destruction."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.dossiers.models import Dossier
from waarborg.kernel.identifiers import new_id


class Ending(models.Model):
    """When data that share a key, a kind and a purpose end. Counted by PostgreSQL, whenever something happens.

    `earliest` is the first day on which they may go, `latest` the last on which they may still be there, `due` the one
    of these that puts them on the list. `waits_for` names events that have not come; `counts_again_on` is the next day
    on which the calendar alone changes the answer. On `weigh_on` somebody weighs again whether it is still needed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    scope_id = models.UUIDField()
    data_key_id = models.UUIDField()
    category = models.CharField(max_length=80)
    purpose = models.CharField(max_length=80, blank=True)
    statutory = models.BooleanField()
    occurred_on = models.DateField()
    retention_class = models.CharField(max_length=200)
    status = models.CharField(max_length=12)
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    due = models.DateField(null=True)
    action = models.CharField(max_length=40, blank=True)
    shielded = models.BooleanField()
    triggers = models.JSONField()
    rests_on = models.JSONField()
    waits_for = ArrayField(models.CharField(max_length=60))
    version_id = models.UUIDField(null=True)
    counts_again_on = models.DateField(null=True)
    weigh_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("end of data")
        constraints = [
            models.UniqueConstraint(
                fields=["data_key_id", "scope_id", "category", "purpose", "statutory"], name="ending_once"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "due"], condition=models.Q(due__isnull=False), name="ending_due"),
            models.Index(
                fields=["organisation", "counts_again_on"],
                condition=models.Q(counts_again_on__isnull=False),
                name="ending_counts_again",
            ),
            models.Index(
                fields=["organisation", "weigh_on"],
                condition=models.Q(weigh_on__isnull=False),
                name="ending_weigh",
            ),
            models.Index(fields=["organisation", "version_id"], name="ending_of_version"),
            models.Index(fields=["dossier"]),
        ]

    def __str__(self) -> str:
        return f"end {self.pk}"


class Hold(models.Model):
    """What stops the destruction of a dossier, besides what clients ask: who placed it, since when, why (sealed).

    It lasts until somebody lifts it; on `review_on` somebody looks whether it still has to.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    hold = models.CharField(max_length=40)
    article = models.CharField(max_length=40)
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    review_on = models.DateField()
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    lifted_decision_id = models.UUIDField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("hold")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lifted_at__isnull=True)
                | models.Q(lifted_by__isnull=False, lifted_decision_id__isnull=False),
                name="hold_lifted_by_decision",
            ),
        ]
        indexes = [models.Index(fields=["dossier"], condition=models.Q(lifted_at__isnull=True), name="hold_open")]

    def __str__(self) -> str:
        return f"hold {self.pk}"
