"""Copies of the regulation, and counts of visits. Neither names anybody who asked or came."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.adoption.models import Version
from waarborg.kernel.identifiers import new_id
from waarborg.parties.choices import GivenHow
from waarborg.publication.choices import CopyFor, Counted
from waarborg.work.models import Task


class Copy(models.Model):
    """A copy of what a rule publishes (`what`), asked for on a day, and given on another or the same; always free."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=120, blank=True)
    what = models.CharField(max_length=40)
    asked_for = models.CharField(max_length=12, choices=CopyFor)
    how = models.CharField(max_length=12, choices=GivenHow)
    asked_on = models.DateField()
    taken_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")
    decision_id = models.UUIDField()
    given_on = models.DateField(null=True)
    given_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    given_decision_id = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("copy of the regulation")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(given_on__isnull=True, given_by__isnull=True, given_decision_id__isnull=True)
                | models.Q(given_on__isnull=False, given_by__isnull=False, given_decision_id__isnull=False),
                name="copy_given_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(task__isnull=False) | models.Q(given_on__isnull=False), name="copy_asked_or_given"
            ),
        ]

    def __str__(self) -> str:
        return f"copy of {self.what}"


class Visits(models.Model):
    """How often something was so on a day: a number, and nothing by which two visits could be one visitor's."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    day = models.DateField()
    counted = models.CharField(max_length=10, choices=Counted)
    value = models.CharField(max_length=20, blank=True)
    number = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("count of visits")
        verbose_name_plural = _("counts of visits")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "day", "counted", "value"], name="visits_counted_once")
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.counted} {self.value}"
