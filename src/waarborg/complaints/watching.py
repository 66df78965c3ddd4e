"""What the program sees to by the calendar: that each last day is kept, that acts meanwhile are looked at, and the end.

watch(system)     remind before a last day, tell when it is over, ask for another handler where one left, and to look
                  at what was decided meanwhile
empty(system)     destroy the files whose term of keeping is over; the number stays in the register
"""

from __future__ import annotations

from datetime import date

from django.db import connections

from waarborg.complaints.assigning import left_in
from waarborg.complaints.clocks import next_by
from waarborg.complaints.models import Complaint, ComplaintFile, ComplaintGiving, ComplaintLetter, ComplaintStep
from waarborg.complaints.registering import ask
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, in_context, open_door
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.calendar import shipped_calendar
from waarborg.practice.selectors import practice_of
from waarborg.vault.blobs import remove_blobs_of
from waarborg.vault.services import destroy
from waarborg.work.choices import ABOUT_COMPLAINTS, TaskKind
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create, finish

WORKER = "worker"
REMINDED = "requests_reminded_days"
"""How many days before: as for requests, in the way of working."""


def watch(system: Actor, *, using: str = WORKER) -> int:
    """Remind of every complaint of one organisation that is due, each time once; return of how many."""
    days = practice_of(system.organisation_id, using=using).request_day(REMINDED)
    with open_door(system, "write", using=using) as door:
        rows = list(Complaint.objects.using(using).filter(ended_on__isnull=True, written=True).defer("sealed"))
        told = set(
            Task.objects.using(using)
            .filter(
                subject_id__in=[row.pk for row in rows], kind__in=(TaskKind.COMPLAINT_SOON, TaskKind.COMPLAINT_LATE)
            )
            .values_list("subject_id", "kind")
        )
        due = [(row, kind) for row in rows if (kind := _due(row, days)) and (row.pk, kind.value) not in told]
        door.note(Kind.COMPLAINT_REMINDED, details={"complaints": len(due)})
        for row, kind in due:
            ask(door, row, kind, next_by(row))
        _asked_no_more(door, using)
        left = _ask_for_another(door, using)
        looked_at = _look_back(door, using)
    return len(due) + left + looked_at


def _due(row: Complaint, days: int) -> TaskKind | None:
    last, today = next_by(row), clock.today()
    if last is None:
        return None
    if today > last:
        return TaskKind.COMPLAINT_LATE
    calendar = shipped_calendar()
    soon = calendar.working_day_before(calendar.working_day_before(last) - date.resolution * days)
    return TaskKind.COMPLAINT_SOON if today >= soon else None


def _asked_no_more(door: Door, using: str) -> None:
    """What the complainant took back themself is on nobody's list."""
    ended = Complaint.objects.using(using).filter(ended_on__isnull=False).values("pk")
    kinds = [kind for kind in ABOUT_COMPLAINTS if kind is not TaskKind.COMPLAINT_MEASURE]
    waiting = Task.objects.using(using).filter(subject_id__in=ended, kind__in=kinds, done_at__isnull=True)
    finish(door, list(waiting))


def _ask_for_another(door: Door, using: str) -> int:
    """Ask the role that handles complaints to name somebody, of each whose handler may handle it no more."""
    kind = TaskKind.COMPLAINT_TAKE_OVER
    left = Complaint.objects.using(using).filter(pk__in=left_in(door)).defer("sealed")
    asked = set(
        Task.objects.using(using)
        .filter(subject_id__in=left.values("pk"), kind=kind, done_at__isnull=True)
        .values_list("subject_id", flat=True)
    )
    new = [row for row in left if row.pk not in asked]
    for row in new:
        task = NewTask(
            kind=kind,
            for_role=row.seen_by[0],
            due_on=clock.today(),
            subject_id=row.pk,
            rule=row.rule,
            article=row.article,
        )
        create(door, task)
    return len(new)


def _look_back(door: Door, using: str) -> int:
    """Ask whoever manages it to look at what was decided about a client who complains; nothing of the complaint."""
    with connections[using].cursor() as cursor:
        cursor.execute("select distinct event_id, complaint_id from gate.acts_during_complaints()")
        acts = dict(cursor.fetchall())
    asked = set(
        Task.objects.using(using)
        .filter(subject_id__in=list(acts), kind=TaskKind.REVIEW_DECIDED)
        .values_list("subject_id", flat=True)
    )
    roles = dict(Complaint.objects.using(using).filter(pk__in=set(acts.values())).values_list("pk", "flagged_to"))
    new = [(event, complaint) for event, complaint in acts.items() if event not in asked and roles.get(complaint)]
    for event, complaint in new:
        create(door, NewTask(kind=TaskKind.REVIEW_DECIDED, for_role=roles[complaint][0], subject_id=event))
    return len(new)


def empty(system: Actor, *, using: str = WORKER) -> int:
    """Destroy the files whose last day is over: their keys, and everything that points at anybody; return how many."""
    with in_context(system, using=using):
        due = list(
            Complaint.objects.using(using)
            .filter(keep_until__lt=clock.today(), closed_on__isnull=False, emptied_at__isnull=True)
            .values_list("pk", "data_key_id")
        )
    for complaint_id, key_id in due:
        with open_door(system, "write", using=using) as door:
            door.note(Kind.COMPLAINT_EMPTIED, details={"complaint": str(complaint_id)})
            ComplaintStep.objects.using(using).filter(complaint_id=complaint_id).update(sealed=None, handler_id=None)
            ComplaintLetter.objects.using(using).filter(complaint_id=complaint_id).update(sealed=b"")
            ComplaintGiving.objects.using(using).filter(complaint_id=complaint_id).update(sealed=None, sealed_copy=None)
            files = ComplaintFile.objects.using(using).filter(complaint_id=complaint_id)
            keys = [key_id, *files.values_list("data_key_id", flat=True)]
            files.delete()
            for each in keys:
                remove_blobs_of(system.organisation_id, each, using=using)
            Complaint.objects.using(using).filter(pk=complaint_id).update(
                sealed=None, dossier_id=None, party_id=None, about_id=None, recorded_by_id=None, handler_id=None,
                emptied_at=clock.now(),
            )  # fmt: skip
            destroy(system.organisation_id, keys, using=using)
    return len(due)
