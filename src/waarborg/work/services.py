"""Tasks made and done. Most follow by themselves: `waarborg.work.obligations` makes what comes with a yes.

For faces: looking along is granted, reviewed and stopped through `waarborg.dossiers.looks`; its tasks come and go in
the same unit of work. Here one only adds an own reminder (`remind`) and ticks off what has no act (`complete`).
`waarborg.work.selectors.deadlines(actor)` is the list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from waarborg.dossiers.models import Assignment
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.practice.document import COACH
from waarborg.vault.services import data_key
from waarborg.work.choices import DONE_BY_ACT, TaskKind
from waarborg.work.list_items import coach_roles_in
from waarborg.work.models import Task

TABLE = "work_task"
FATE = "task"
"""The retention class of what people write in tasks: it ends with the dossier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTask:
    """A task to make: for an account, or for whoever holds a role. Without `due_on` there is no term."""

    kind: TaskKind
    for_account_id: UUID | None = None
    for_role: str = ""
    due_on: date | None = None
    opens_at: datetime | None = None
    subject_id: UUID | None = None
    trajectory_id: UUID | None = None
    item: str = ""
    reportable: bool = False
    fixed_day: bool = False
    left_out: bool = False
    rule: str = ""
    article: str = ""
    note: str = ""


def create(door: Door, new: NewTask, because: Iterable[Answer] = ()) -> UUID:
    """Make a task in an open unit of work, about its dossier if it has one; the answers `because` of which it is there.

    Raises `InvalidInput` for a note without a dossier: a note needs a dossier's key.
    """
    outline = door.outline.dossier
    dossier_id = UUID(outline["id"]) if outline else None
    task_id = new_id()
    sealed: dict[str, Any] = {}
    if new.note:
        if outline is None:
            raise InvalidInput(_("Choose the dossier that this is about."), {"note": _("Choose a dossier first.")})
        key = data_key(
            door.actor.organisation_id,
            person_id=UUID(outline["person"]),
            scope_id=dossier_id,
            retention_class=FATE,
            using=door.using,
        )
        sealed = {"data_key_id": key.id, "sealed": key.seal(new.note.encode(), row=task_id, table=TABLE)}
    door.noting(because)
    decision = door.note(Kind.TASK_CREATED, details={"task": str(task_id), "kind": new.kind.value})
    Task.objects.using(door.using).bulk_create(
        [
            Task(
                id=task_id,
                organisation_id=door.actor.organisation_id,
                dossier_id=dossier_id,
                subject_id=new.subject_id,
                trajectory_id=new.trajectory_id,
                item=new.item,
                reportable=new.reportable,
                fixed_day=new.fixed_day,
                left_out=new.left_out,
                kind=new.kind,
                for_account_id=new.for_account_id,
                for_role=new.for_role,
                due_on=new.due_on,
                opens_at=new.opens_at or clock.now(),
                rule=new.rule,
                article=new.article,
                created_at=clock.now(),
                decision_id=decision,
                **sealed,
            )
        ]
    )
    return task_id


def remind(actor: Actor, dossier_id: UUID, *, note: str, due_on: date | None = None) -> UUID:
    """Make a reminder for oneself about a dossier one reads in. Raises `Refused`, `NotFound`, `InvalidInput`."""
    if not note.strip():
        raise InvalidInput(_("Some things are not right yet."), {"note": _("Write down what has to be done.")})
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        answer = door.require_anywhere()
        new = NewTask(kind=TaskKind.REMINDER, for_account_id=actor.somebody, due_on=due_on, note=note.strip())
        return create(door, new, [answer])


def complete(actor: Actor, task_id: UUID) -> None:
    """Tick off a task that is for this actor.

    Raises `NotFound` for what is not there, not theirs or done already, and `InvalidInput` for a task that is done by
    doing what it asks.
    """
    with open_door(actor, "read") as door:
        task = Task.objects.filter(pk=task_id, done_at__isnull=True).first()
        if task is None or not _is_for(door, task):
            raise NotFound("There is no such task here.")
        if TaskKind(task.kind) in DONE_BY_ACT:
            raise InvalidInput(_("This is done by doing what it asks, not by ticking it off."))
        finish(door, [task])


def _is_for(door: Door, task: Task) -> bool:
    """Is it for this account, for a role that it holds, or for the coach of a trajectory that it works on?"""
    if task.for_account_id == door.actor.account_id:
        return True
    if task.trajectory_id is None or task.for_role != COACH:
        return task.for_role in door.actor.roles
    return bool(coach_roles_in(door)) and works_on(door, task.trajectory_id)


def works_on(door: Door, trajectory_id: UUID) -> bool:
    """Is the actor assigned to the trajectory today?"""
    today, account = clock.today(), door.actor.somebody
    assigned = Assignment.objects.filter(trajectory_id=trajectory_id, account_id=account, from_on__lte=today)
    return assigned.filter(Q(until_on__isnull=True) | Q(until_on__gte=today)).exists()


def finish(door: Door, tasks: Iterable[Task], because: Iterable[Answer] = ()) -> None:
    """Write, in an open unit of work, that tasks are done, each as an event."""
    for task in tasks:
        door.noting(because)
        details = {"task": str(task.pk), "kind": task.kind}
        decision = door.note(Kind.TASK_COMPLETED, dossier_id=task.dossier_id, details=details)
        Task.objects.using(door.using).filter(pk=task.pk).update(
            done_at=clock.now(), done_by_id=door.actor.account_id, done_by_decision_id=decision
        )
