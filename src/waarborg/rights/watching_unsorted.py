"""What was sent in on the website and stands in no dossier yet: asked again, of everybody for whom it waits, before its
term is over. Its clock runs whether anybody recognised it or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, in_context, open_door
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.request_days import overseer_of
from waarborg.practice.selectors import Practice, practice_of
from waarborg.rights.choices import SentInState
from waarborg.rights.models import IncomingRequest
from waarborg.work.choices import TO_SORT, TaskKind
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create

SAID = {TaskKind.SORT_REQUEST_AGAIN: Kind.REQUEST_REMINDED, TaskKind.SORT_REQUEST_LATE: Kind.REQUEST_ESCALATED}


def watch_unsorted(system: Actor, *, using: str) -> int:
    """Ask again about what waits too long in one organisation, once each; return how many tasks that were."""
    practice = practice_of(system.organisation_id, using=using)
    with in_context(system, using=using):
        rows = list(
            IncomingRequest.objects.using(using).filter(state=SentInState.WAITING).defer("sealed").order_by("pk")
        )
        asked = set(
            Task.objects.using(using)
            .filter(subject_id__in=[row.pk for row in rows], kind__in=TO_SORT)
            .values_list("subject_id", "kind")
        )
    made = 0
    for row in rows:
        for kind in _due(row, practice):
            if (row.pk, kind) not in asked:
                made += _ask(system, row, kind, using)
    return made


def _due(row: IncomingRequest, practice: Practice) -> Iterator[TaskKind]:
    today = clock.today()
    if today >= row.answer_by - timedelta(days=practice.request_day("requests_escalated_days")):
        yield TaskKind.SORT_REQUEST_LATE
    elif today >= clock.day_of(row.received_at) + timedelta(days=practice.request_day("receipts_given_days")):
        yield TaskKind.SORT_REQUEST_AGAIN


def _ask(system: Actor, row: IncomingRequest, kind: TaskKind, using: str) -> int:
    """Ask everybody for whom it waits: whoever was asked first may be away."""
    with open_door(system, "read", using=using) as door:
        door.note(SAID[kind], details={"incoming": str(row.pk), "on": row.answer_by.isoformat()})
        for role in row.seen_by:
            create(door, _task(door, row, kind, role))
    return len(row.seen_by)


def _task(door: Door, row: IncomingRequest, kind: TaskKind, role: str) -> NewTask:
    version = door.actor.in_force
    sees_to_it = overseer_of(version.regulation, version.laws, row.rights[0], clock.day_of(row.received_at))
    return NewTask(
        kind=kind,
        for_role=role,
        due_on=row.answer_by if kind is TaskKind.SORT_REQUEST_LATE else clock.today(),
        subject_id=row.pk,
        article=sees_to_it.article if sees_to_it else "",
        rule=sees_to_it.at.rule if sees_to_it else "",
    )
