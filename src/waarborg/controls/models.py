"""Controls that were done: by whom, when, what was looked at, what was found, signed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.controls.choices import Finding
from waarborg.kernel.identifiers import new_id
from waarborg.work.models import Task


class Control(models.Model):
    """One control that was done. Never changed: the next one is a row of its own.

    `number` counts per rule, so that what is laid down has versions. `looked_at` is how many lines of the log stood
    before who did it. The findings, or the text that was laid down, are sealed.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    task = models.OneToOneField(Task, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=120)
    article = models.CharField(max_length=40)
    role = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Finding)
    looked_at = models.PositiveIntegerField(default=0)
    signed_as = models.CharField(max_length=120)
    done_at = models.DateTimeField()
    done_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    decision_id = models.UUIDField()

    class Meta:
        verbose_name = _("control")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "rule", "number"], name="control_number_once"),
            models.CheckConstraint(condition=~models.Q(signed_as=""), name="control_is_signed"),
        ]

    def __str__(self) -> str:
        return f"control {self.pk}"
