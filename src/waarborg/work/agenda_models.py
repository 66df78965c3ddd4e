"""Appointments with clients, and the secret addresses under which a calendar program reads somebody's times."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.dossiers.models import Dossier, Trajectory
from waarborg.kernel.identifiers import new_id
from waarborg.work.choices import AppointmentState


class Appointment(models.Model):
    """A time at which `account` meets a client. `kind` is a key of the agency's own list; the place is sealed.

    `about_id` is what it was made for, such as the request of who comes and looks. `revision` counts how often the time
    or place changed, as calendars ask.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    about_id = models.UUIDField(null=True)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=AppointmentState, default=AppointmentState.PLANNED)
    revision = models.PositiveSmallIntegerField(default=0)
    data_key_id = models.UUIDField()
    sealed = models.BinaryField()
    created_at = models.DateTimeField()
    decision_id = models.UUIDField()
    changed_at = models.DateTimeField()
    changed_by_decision_id = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("appointment")
        constraints = [
            models.CheckConstraint(condition=models.Q(minutes__gt=0, minutes__lte=1440), name="appointment_in_a_day")
        ]
        indexes = [
            models.Index(fields=["organisation", "account", "starts_at"]),
            models.Index(fields=["dossier", "starts_at"]),
        ]

    def __str__(self) -> str:
        return f"appointment {self.pk}"


class AgendaAddress(models.Model):
    """A secret address of somebody's own times. Only its hash is kept: who lost it makes another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    hashed = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
    decision_id = models.UUIDField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("address of an agenda")

    def __str__(self) -> str:
        return f"address of an agenda {self.pk}"
