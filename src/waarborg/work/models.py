"""Tasks, every duty with a day and an article, so that nothing the regulation asks is only in a head; and time."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from waarborg.accounts.models import Account, Organisation
from waarborg.dossiers.models import Dossier, Trajectory
from waarborg.kernel.identifiers import new_id
from waarborg.work.agenda_models import AgendaAddress, Appointment
from waarborg.work.choices import ABOUT_REQUESTS, TaskKind
from waarborg.work.draft_models import Draft
from waarborg.work.time_models import TimeApproval, TimeEntry

__all__ = ["AgendaAddress", "Appointment", "Draft", "Task", "TimeApproval", "TimeEntry"]


COMES_BACK = (*ABOUT_REQUESTS, TaskKind.COMPLAINT, TaskKind.BREACH_SOON)
"""What may be asked again of the same thing, once it was done."""


class Task(models.Model):
    """One thing to do, for an account or for whoever holds a role. `subject_id` is the row it is about (a view).

    Without `due_on` the regulation sets no term. It is shown from `opens_at` on. What somebody wrote is sealed under
    the key of the dossier's notes, or not there. What comes from the list of a trajectory's type has its `trajectory`
    and the key of its `item` there; for the role of the coach it is for whoever is assigned. Where somebody decided so
    for this one trajectory, it stays on a `fixed_day` or was `left_out`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, related_name="+")
    subject_id = models.UUIDField(null=True)
    trajectory = models.ForeignKey(Trajectory, models.PROTECT, null=True, related_name="+")
    item = models.CharField(max_length=40, blank=True, default="")
    reportable = models.BooleanField(default=False)
    fixed_day = models.BooleanField(default=False)
    left_out = models.BooleanField(default=False)
    kind = models.CharField(max_length=20, choices=TaskKind)
    for_account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    for_role = models.CharField(max_length=40, blank=True)
    due_on = models.DateField(null=True)
    opens_at = models.DateTimeField()
    rule = models.CharField(max_length=120, blank=True)
    article = models.CharField(max_length=40, blank=True)
    data_key_id = models.UUIDField(null=True)
    sealed = models.BinaryField(null=True)
    created_at = models.DateTimeField()
    decision_id = models.UUIDField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    done_by_decision_id = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("task")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(for_account__isnull=True) ^ models.Q(for_role=""),
                name="task_for_an_account_or_a_role",
            ),
            models.CheckConstraint(
                condition=models.Q(sealed__isnull=True) | models.Q(dossier__isnull=False, data_key_id__isnull=False),
                name="task_note_only_with_a_dossier",
            ),
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True) | models.Q(done_by_decision_id__isnull=False),
                name="task_done_by_decision",
            ),
            models.CheckConstraint(
                condition=models.Q(item="") | models.Q(trajectory__isnull=False), name="task_item_of_a_trajectory"
            ),
            models.UniqueConstraint(
                fields=["trajectory", "item"],
                condition=models.Q(done_at__isnull=True) & ~models.Q(item=""),
                name="task_item_open_once",
            ),
            models.UniqueConstraint(
                fields=["kind", "subject_id", "for_account", "for_role"],
                # A request comes back once the client has answered, a complaint to who handled it before, and a breach
                # as its hours run out.
                condition=models.Q(subject_id__isnull=False)
                & (~models.Q(kind__in=COMES_BACK) | models.Q(done_at__isnull=True)),
                nulls_distinct=False,
                name="task_once_per_subject",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "for_account"], condition=models.Q(done_at__isnull=True), name="task_open"
            ),
            models.Index(
                fields=["organisation", "for_role"], condition=models.Q(done_at__isnull=True), name="task_open_of_role"
            ),
            models.Index(fields=["subject_id"]),
            models.Index(fields=["trajectory"], condition=~models.Q(item=""), name="task_of_a_list"),
        ]

    def __str__(self) -> str:
        return f"task {self.pk}"
