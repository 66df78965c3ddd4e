"""What must be done again after a restore, what was done (copies, rehearsals, restores), and plans for a calamity."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.backups.choices import CalamityKind, Lost, Repeated, RunKind
from waarborg.kernel.identifiers import new_id


class Repeat(models.Model):
    """One thing that a copy made before must do again, or of which it must say that it is lost. Written by triggers in
    the transaction that did it.

    `written_at` is when it stood in the destruction log, outside the database. `value` holds days, words and numbers of
    rows; no content.
    """

    number = models.BigAutoField(primary_key=True)
    organisation_id = models.UUIDField()
    at = models.DateTimeField()
    what = models.CharField(max_length=16, choices=[*Repeated.choices, *Lost.choices])
    row_id = models.UUIDField()
    value = models.JSONField()
    written_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("thing to do again after a restore")
        indexes: ClassVar = [
            models.Index(fields=["number"], condition=models.Q(written_at__isnull=True), name="repeat_to_write")
        ]

    def __str__(self) -> str:
        return f"repeat {self.number}"


class Run(models.Model):
    """A copy that was made, a rehearsal, a restore: when, whether it succeeded, and what was counted.

    Of the whole installation, whichever agencies stand in it; `report` holds numbers and words, and nobody.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=16, choices=RunKind)
    name = models.CharField(max_length=40, blank=True)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    succeeded = models.BooleanField()
    report = models.JSONField()

    class Meta:
        verbose_name = _("run of a backup, rehearsal or restore")
        indexes: ClassVar = [models.Index(fields=["kind", "-began_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class CalamityPlan(models.Model):
    """What is done in a calamity, and whom to reach: one version. Never changed; the next one is a row of its own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("calamity plan")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "number"], name="calamity_plan_number_once")
        ]

    def __str__(self) -> str:
        return f"calamity plan {self.number}"


class Calamity(models.Model):
    """Something that happened to the installation: what, when, by which version of the plan it was met.

    `number` counts per year. Sealed: what happened, in words; and at its end what is learnt from it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=CalamityKind)
    happened_at = models.DateTimeField()
    plan = models.ForeignKey(CalamityPlan, models.PROTECT, null=True, related_name="+")
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    decision_id = models.UUIDField()
    over_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    sealed_lesson = models.BinaryField(null=True)

    class Meta:
        verbose_name = _("calamity")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "year", "number"], name="calamity_number_once"),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, closed_by__isnull=True, sealed_lesson__isnull=True)
                | models.Q(
                    closed_at__isnull=False, closed_by__isnull=False, sealed_lesson__isnull=False, over_at__isnull=False
                ),
                name="calamity_closed_with_what_is_learnt",
            ),
        ]

    def __str__(self) -> str:
        return f"calamity {self.pk}"


class CalamityStep(models.Model):
    """What somebody did in a calamity, when: one line of its log. Never changed; the words are sealed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    calamity = models.ForeignKey(Calamity, models.PROTECT, related_name="+")
    done_at = models.DateTimeField()
    written_at = models.DateTimeField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("step in a calamity")

    def __str__(self) -> str:
        return f"step {self.pk}"
