"""What the program sees to by the calendar: that a principal is answered in time, and that a late answer is told.

How many days before comes from the agency's way of working, as for what clients ask; the last day from the duty.
"""

from __future__ import annotations

from waarborg.dossiers.working import working_on
from waarborg.enquiries.models import Enquiry
from waarborg.enquiries.planning import TaskFor, put_on_lists
from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context, open_door
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.term_clock import Step, StepKind, taken
from waarborg.practice.selectors import Practice, practice_of
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task

WORKER = "worker"
REMINDED = "requests_reminded_days"
"""The number of days in the way of working."""


def watch(system: Actor, *, using: str = WORKER) -> int:
    """Remind of every question of one organisation that is due, once; return of how many."""
    practice = practice_of(system.organisation_id, using=using)
    with in_context(system, using=using):
        rows = list(Enquiry.objects.using(using).filter(ended_on=None, due_on__isnull=False).order_by("pk"))
        ids = [row.pk for row in rows]
        told = set(
            Task.objects.using(using)
            .filter(subject_id__in=ids, kind__in=(TaskKind.ENQUIRY_SOON, TaskKind.ENQUIRY_LATE))
            .values_list("subject_id", "kind")
        )
    due = [(row, kind) for row in rows if (kind := _due(row, practice)) and (row.pk, kind.value) not in told]
    for row, kind in due:
        with open_door(system, "read", dossier_id=row.dossier_id, using=using) as door:
            door.note(Kind.ENQUIRY_REMINDED, details={"enquiry": str(row.pk)})
            working = working_on(door.outline.given["assignments"], clock.today())
            put_on_lists(door, TaskFor(row=row, kind=kind, due_on=row.due_on), working, ())
    return len(due)


def _due(row: Enquiry, practice: Practice) -> TaskKind | None:
    """What is to be told of it today."""
    counted, today = taken("", row.terms, [Step(StepKind.RECEIVED, row.received_on)], ()), clock.today()
    if row.due_on is not None and today > row.due_on:
        return TaskKind.ENQUIRY_LATE
    day = counted.remind_on(practice.request_day(REMINDED), today)
    return TaskKind.ENQUIRY_SOON if day is not None and today >= day else None
