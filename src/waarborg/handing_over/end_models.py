"""The end of the agency itself: decided once, and each step of it ticked by a named person."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.handing_over.choices import AnswersAfter, EndKind, EndStep
from waarborg.kernel.identifiers import new_id


class AgencyEnd(models.Model):
    """That the agency ends: how, on which day, and who answers for the data after it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=EndKind)
    last_day = models.DateField()
    answers_after = models.CharField(max_length=12, choices=AnswersAfter)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("end of the agency")

    def __str__(self) -> str:
        return f"end {self.pk}"


class AgencyEndTick(models.Model):
    """That a step of it was done: when, and by whom. It stays."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    end = models.ForeignKey(AgencyEnd, models.PROTECT, related_name="ticks")
    step = models.CharField(max_length=16, choices=EndStep)
    done_at = models.DateTimeField()
    done_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("step of the end of the agency")
        constraints = [models.UniqueConstraint(fields=["end", "step"], name="ended_step_once")]

    def __str__(self) -> str:
        return f"step {self.pk}"
