"""The task that goes with a request: for who must answer it, on the last working day that is in time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from waarborg.dossiers.working import working_on
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door
from waarborg.kernel import clock
from waarborg.policy.request_days import target_of
from waarborg.policy.term_clock import Clock
from waarborg.rights.models import Request
from waarborg.work.choices import ABOUT_REQUESTS, TaskKind
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create, finish


def plan(door: Door, row: Request, counted: Clock, because: Sequence[Answer]) -> None:
    """Put it on the list, on the day as the clock stands now; what stood there before is done."""
    unplan(door, row, because)
    account, role = whose(door, row)
    new = NewTask(
        kind=TaskKind.REQUEST,
        for_account_id=account,
        for_role=role,
        due_on=_on(door, row, counted),
        subject_id=row.pk,
        rule=counted.terms[0].rule if counted.terms else "",
        article=counted.terms[0].article if counted.terms else "",
    )
    create(door, new, because)


def unplan(door: Door, row: Request, because: Sequence[Answer]) -> None:
    """Take it off the list: it was answered, or waits for the client."""
    waiting = Task.objects.using(door.using).filter(subject_id=row.pk, kind__in=ABOUT_REQUESTS, done_at__isnull=True)
    finish(door, waiting, because)


def confirmed(door: Door, request_ids: Iterable[UUID], because: Sequence[Answer]) -> None:
    """The letter that confirms these requests was given: nobody is asked for it any more."""
    waiting = Task.objects.using(door.using).filter(
        subject_id__in=list(request_ids), kind=TaskKind.REQUEST_RECEIPT, done_at__isnull=True
    )
    finish(door, waiting, because)


def _on(door: Door, row: Request, counted: Clock) -> date | None:
    """The last working day that is in time; earlier where the regulation sets itself a pace."""
    last = counted.act_by(clock.today())
    target = target_of(door.actor.in_force.regulation, row.right, row.received_on)
    if target is None or last is None:
        return last
    paused = timedelta(days=counted.paused_days(clock.today()))
    return min(last, counted.calendar.working_day_before(target.on + paused))


def plan_telling(door: Door, row: Request, article: str, because: Sequence[Answer]) -> None:
    """Put on the list that everybody who got it has still to be told, before the request itself had to be answered."""
    working = working_on(door.outline.given["assignments"], clock.today())
    account, role = (UUID(working[0]["account"]), "") if working else whose(door, row)
    new = NewTask(
        kind=TaskKind.TELL_RECIPIENTS,
        for_account_id=account,
        for_role=role,
        due_on=max(row.due_on or clock.today(), clock.today()),
        subject_id=row.pk,
        article=article,
    )
    create(door, new, because)


def unplan_telling(door: Door, request_id: UUID, because: Sequence[Answer]) -> None:
    """Take it off the list: everybody was told."""
    waiting = Task.objects.using(door.using).filter(subject_id=request_id, kind=TaskKind.TELL_RECIPIENTS)
    finish(door, waiting.filter(done_at__isnull=True), because)


def whose(door: Door, row: Request) -> tuple[UUID | None, str]:
    """Who must answer: the role that an article names; else who works on the dossier today; else whoever took it in."""
    if row.judged_by:
        return None, row.judged_by
    working = working_on(door.outline.given["assignments"], clock.today())
    return (UUID(working[0]["account"]) if working else row.recorded_by_id), ""
