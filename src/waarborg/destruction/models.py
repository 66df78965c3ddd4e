"""What is destroyed: the list, who approved it, how far each line is, and what was certified. No content, no name."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.destruction.choices import LeftOut, State, Step
from waarborg.dossiers.models import Dossier
from waarborg.kernel.identifiers import new_id


class Destruction(models.Model):
    """One list of what is due. `not_before` is the day from which it may be done, after the last approval it needs.

    `approvals`, `cooling_off` and `article` are as the regulation said when it was proposed. The certificate says what
    was destroyed, why and when, by numbers; `proof` shows that its event stands in the sealed ledger.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    rule = models.CharField(max_length=120, blank=True)
    article = models.CharField(max_length=40, blank=True)
    approvals = models.PositiveSmallIntegerField()
    cooling_off = models.JSONField(null=True)
    proposed_at = models.DateTimeField()
    not_before = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    certificate = models.JSONField(null=True)
    certified_event = models.UUIDField(null=True)
    proof = models.JSONField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("destruction")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="destruction_number_once"),
            models.CheckConstraint(
                condition=~models.Q(state=State.DONE)
                | models.Q(ended_at__isnull=False, certificate__isnull=False, certified_event__isnull=False),
                name="destruction_done_is_certified",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[State.PROPOSED, State.DECLINED]) | models.Q(not_before__isnull=False),
                name="destruction_approved_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"destruction {self.number}"


class Line(models.Model):
    """One key on the list: what ends with it, by number, when, by which rules. `follows` is what ends with the rest."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    destruction = models.ForeignKey(Destruction, models.PROTECT, related_name="lines")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    scope_id = models.UUIDField()
    data_key_id = models.UUIDField()
    retention_class = models.CharField(max_length=200)
    categories = ArrayField(models.CharField(max_length=80))
    records = models.PositiveIntegerField()
    files = ArrayField(models.CharField(max_length=64))
    earliest = models.DateField(null=True)
    due = models.DateField()
    rests_on = models.JSONField()
    triggers = models.JSONField()
    follows = models.BooleanField()
    identity = models.BooleanField()
    left_out = models.CharField(max_length=10, choices=LeftOut, blank=True)
    step = models.PositiveSmallIntegerField(choices=Step, default=Step.NOTHING)
    ended_at = models.DateTimeField(null=True)
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("line of a destruction")
        constraints = [models.UniqueConstraint(fields=["destruction", "data_key_id"], name="destruction_line_once")]
        indexes = [models.Index(fields=["data_key_id"]), models.Index(fields=["dossier"])]

    def __str__(self) -> str:
        return f"line {self.pk}"


class Approval(models.Model):
    """One person approved a list, or declined it, in a role that they held. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    destruction = models.ForeignKey(Destruction, models.PROTECT, related_name="given")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    role = models.CharField(max_length=40)
    approved = models.BooleanField()
    at = models.DateTimeField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("approval of a destruction")
        constraints = [models.UniqueConstraint(fields=["destruction", "account"], name="destruction_approved_once")]

    def __str__(self) -> str:
        return f"approval {self.pk}"
