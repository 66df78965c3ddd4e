"""What the program sees to by the calendar: that who answers a request is asked in time, that whom the regulation names
hears when there is no answer yet, that silence is written down, and that a request is confirmed.

How many days before comes from the agency's way of working; the days that count come from the regulation and the law.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, in_context, open_door
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import LetterKind, LetterState
from waarborg.policy.calendar import day_of
from waarborg.policy.request_days import overseer_of
from waarborg.policy.term_clock import Clock, ClockState
from waarborg.practice.selectors import Practice, practice_of
from waarborg.rights.clocks import clock_of, steps_of
from waarborg.rights.models import Request, RequestLetter
from waarborg.rights.planning import whose
from waarborg.work.choices import ABOUT_REQUESTS, TaskKind
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create

WORKER = "worker"
OVERSEEN = frozenset({TaskKind.REQUEST_ESCALATED, TaskKind.REQUEST_LATE, TaskKind.REQUEST_SILENT})
"""What whom the regulation names hears; the rest is for who answers it."""
SAID = {
    TaskKind.REQUEST_ESCALATED: Kind.REQUEST_ESCALATED,
    TaskKind.REQUEST_LATE: Kind.REQUEST_UNANSWERED,
    TaskKind.REQUEST_RECEIPT: Kind.REQUEST_REMINDED,
    TaskKind.REQUEST_SILENT: Kind.REQUEST_UNANSWERED,
    TaskKind.REQUEST_SOON: Kind.REQUEST_REMINDED,
}


@dataclass(frozen=True, slots=True)
class Due:
    """Something that somebody has to be told about one request, and the day that it is about."""

    kind: TaskKind
    on: date | None


def watch(system: Actor, *, using: str = WORKER) -> int:
    """Tell everybody what is due about the open requests of one organisation, once each; return how many tasks."""
    practice = practice_of(system.organisation_id, using=using)
    with in_context(system, using=using):
        rows = list(Request.objects.using(using).filter(ended_on__isnull=True).order_by("pk"))
        ids = [row.pk for row in rows]
        steps, told = steps_of(ids, using=using), _told(ids, using)
        unconfirmed = _unconfirmed(rows, practice, using)
    made = 0
    for row in rows:
        counted = clock_of(row, steps.get(row.pk, []))
        due = [*_due(counted, practice), *(Due(TaskKind.REQUEST_RECEIPT, None) for _one in {row.pk} & unconfirmed)]
        new = [one for one in due if (row.pk, one.kind, one.on) not in told]
        if new:
            _tell(system, row, new, using)
            made += len(new)
    return made


def _told(ids: Sequence[UUID], using: str) -> set[tuple[UUID | None, TaskKind, date | None]]:
    """What somebody was told already: by request, of what, and about which day."""
    kinds = (*ABOUT_REQUESTS, TaskKind.REQUEST_RECEIPT)
    rows = Task.objects.using(using).filter(subject_id__in=ids, kind__in=kinds)
    return {
        (subject, TaskKind(kind), None if kind == TaskKind.REQUEST_RECEIPT else due_on)
        for subject, kind, due_on in rows.values_list("subject_id", "kind", "due_on")
    }


def _unconfirmed(rows: Sequence[Request], practice: Practice, using: str) -> set[UUID]:
    """The requests that were written down so long ago, and whose confirmation nobody gave."""
    until = clock.now() - timedelta(days=practice.request_day("receipts_given_days"))
    old = [row.pk for row in rows if row.recorded_at <= until]
    waiting = RequestLetter.objects.using(using).filter(
        request_id__in=old, letter__kind=LetterKind.REQUEST_RECEIPT, letter__state=LetterState.READY
    )
    return set(waiting.values_list("request_id", flat=True))


def _due(counted: Clock, practice: Practice) -> Iterator[Due]:
    """What is due about a request today; nothing while it waits for the client."""
    today = clock.today()
    last, until, silent = counted.act_by(today), counted.in_time_until(today), counted.silent_from(today)
    if counted.state is not ClockState.RUNNING or last is None or until is None:
        return
    if counted.is_silent(today):
        yield Due(TaskKind.REQUEST_SILENT, silent)
    elif counted.is_late(today):
        yield Due(TaskKind.REQUEST_LATE, day_of(until))
    else:
        for kind, name in (
            (TaskKind.REQUEST_SOON, "requests_reminded_days"),
            (TaskKind.REQUEST_ESCALATED, "requests_escalated_days"),
        ):
            day = counted.remind_on(practice.request_day(name), today)
            if day is not None and today >= day:
                yield Due(kind, last)


def _tell(system: Actor, row: Request, due: Sequence[Due], using: str) -> None:
    with open_door(system, "read", dossier_id=row.dossier_id, using=using) as door:
        for one in due:
            details = {"request": str(row.pk), "on": one.on.isoformat() if one.on else ""}
            door.note(SAID[one.kind], details=details)
            create(door, _task(door, row, one))


def _task(door: Door, row: Request, one: Due) -> NewTask:
    account, role = whose(door, row)
    article, rule = "", ""
    overseer = overseer_of(door.actor.in_force.regulation, door.actor.in_force.laws, row.right, row.received_on)
    if one.kind in OVERSEEN and overseer is not None:
        account, role, article, rule = None, row.overseen_by or overseer.role, overseer.article, overseer.at.rule
    return NewTask(
        kind=one.kind,
        for_account_id=account,
        for_role=role,
        due_on=one.on or clock.today(),
        subject_id=row.pk,
        article=article,
        rule=rule,
    )
