"""Time: what somebody worked on a trajectory, on which day, for how long. And whose week was approved."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.dossiers.models import Dossier, Record, Trajectory
from waarborg.kernel.identifiers import new_id

LONGEST = 24 * 60
"""Minutes in a day."""


class TimeEntry(models.Model):
    """Time that `account` spent on a trajectory. Never changed: a correction strikes it and enters another.

    `category` is the catalogue's kind of data that governs it (hours, or else the contact note), `activity` a key of
    the agency's own list, `declarable` the percentage there on the day of entry. It ends with the key of its fate.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="+")
    category = models.CharField(max_length=80)
    data_key_id = models.UUIDField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    activity = models.CharField(max_length=80)
    worked_on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    travel_minutes = models.PositiveSmallIntegerField(default=0)
    declarable = models.PositiveSmallIntegerField()
    note_record = models.ForeignKey(Record, models.PROTECT, null=True, related_name="+")
    corrects_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    decision_id = models.UUIDField()
    struck_at = models.DateTimeField(null=True)
    struck_decision_id = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("time")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__lte=LONGEST, travel_minutes__lte=LONGEST)
                & (models.Q(minutes__gt=0) | models.Q(travel_minutes__gt=0)),
                name="time_of_one_day",
            ),
            models.CheckConstraint(condition=models.Q(declarable__lte=100), name="time_declarable_share"),
            models.CheckConstraint(
                condition=models.Q(struck_at__isnull=True) | models.Q(struck_decision_id__isnull=False),
                name="time_struck_by_decision",
            ),
        ]
        indexes = [
            models.Index(fields=["trajectory"], condition=models.Q(struck_at__isnull=True), name="time_of_trajectory"),
            models.Index(fields=["organisation", "account", "worked_on"]),
        ]

    def __str__(self) -> str:
        return f"time {self.pk}"


class TimeApproval(models.Model):
    """Somebody's week of time was looked at and found right. Its entries stand, until that is taken back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    week = models.DateField(help_text="The Monday on which it begins.")
    minutes = models.PositiveIntegerField()
    approved_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()
    decision_id = models.UUIDField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_decision_id = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("approved week")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "account", "week"],
                condition=models.Q(taken_back_at__isnull=True),
                name="week_approved_once",
            )
        ]

    def __str__(self) -> str:
        return f"approved week {self.pk}"
