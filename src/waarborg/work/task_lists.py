"""The task list of a trajectory: made from its type when it starts, following its dates, done or written.

    start_trajectory(actor, dossier_id, trajectory_id, start)  the days of the start, the list, what is otherwise
    on_changed(door, trajectory)                               what follows when a date becomes known or moves
    on_written(written)                                        a report that was written is a task done

Each item of the list becomes a task when the day that it counts from is known, and moves along with that day while it
is open. What somebody decided otherwise for this one trajectory stays as it was decided. A report carries the article
that has its kind of data; any other item comes from the way of working alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import Entry, catalogue_of
from waarborg.dossiers.models import Record, Trajectory
from waarborg.dossiers.trajectories import change_in, when_changed
from waarborg.dossiers.ways import practice_in
from waarborg.dossiers.writing import Written, when_written
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.ledger.vocabulary import Kind
from waarborg.practice.choices import CountsFrom
from waarborg.practice.document import COACH, ReportItem
from waarborg.work.choices import TaskKind
from waarborg.work.list_items import Planned, item_of, planned
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create, finish

KINDS = (TaskKind.LISTED, TaskKind.REPORT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwise:
    """What is otherwise for this one trajectory: left out, on another day, by somebody else, in other words."""

    left_out: bool = False
    due_on: date | None = None
    executor: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The start of a trajectory: its days, its phase, and what of the list is otherwise, by the keys of its items."""

    started_on: date
    planned_end_on: date | None = None
    own_phase: str = ""
    goal: str = ""
    otherwise: Mapping[str, Otherwise] = field(default_factory=dict)


def start_trajectory(actor: Actor, dossier_id: UUID, trajectory_id: UUID, start: Start) -> int:
    """Start a trajectory and make the tasks of its list. Returns how many were made.

    Raises `Refused`, `NotFound`, and `InvalidInput` with a message per field.
    """
    changes: dict[str, Any] = {"started_on": start.started_on, "phase": "running"}
    changes |= {
        name: value
        for name, value in (
            ("planned_end_on", start.planned_end_on),
            ("own_phase", start.own_phase),
            ("goal", start.goal),
        )
        if value
    }
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        door.require_anywhere()
        _decide_otherwise(door, trajectory_id, start)
        row = change_in(door, trajectory_id, changes)
        return len(_standing(door, row.pk))


def register() -> None:
    """Let a list follow the dates of its trajectory, and the reports that are written."""
    when_changed(on_changed)
    when_written(on_written)


def _decide_otherwise(door: Door, trajectory_id: UUID, start: Start) -> None:
    """Make the tasks that are otherwise first: the list itself then leaves them as they are."""
    row = Trajectory.objects.filter(pk=trajectory_id, dossier_id=UUID(door.dossier["id"])).first()
    if row is None or not start.otherwise:
        return
    days = {**_days(row), "started_on": start.started_on, "planned_end_on": start.planned_end_on}
    by_key = {one.key: one for one in _planned(door, row.type, days)}
    unknown = set(start.otherwise) - set(by_key)
    if unknown:
        raise InvalidInput(_("Some things are not right yet."), dict.fromkeys(unknown, _("Choose one from the list.")))
    standing = {task.item for task in _standing(door, trajectory_id)}
    for key, other in start.otherwise.items():
        if key not in standing and (other.left_out or other.due_on or by_key[key].due_on):
            _create(door, row.pk, by_key[key], other)


def on_changed(door: Door, row: Trajectory) -> None:
    """Make what has a day now, and move what counts from a day that moved. Of an ended trajectory nothing is made."""
    if row.ended_on is not None:
        return
    standing = {task.item: task for task in _standing(door, row.pk)}
    moved = []
    for one in _planned(door, row.type, _days(row)):
        task = standing.get(one.key)
        if task is None and one.due_on is not None and not _is_written(door, row, one):
            _create(door, row.pk, one, Otherwise())
        elif task is not None and _follows(task, one):
            moved.append((task, one.due_on))
    if moved:
        details = {"tasks": [str(task.pk) for task, _day in moved], "trajectory": str(row.pk)}
        door.note(Kind.TASKS_MOVED, details=details)
        for task, day in moved:
            Task.objects.using(door.using).filter(pk=task.pk).update(due_on=day)


def _is_written(door: Door, row: Trajectory, one: Planned) -> bool:
    """Is it a report that comes once, is the only one of its kind of data, and is there before its day was known?"""
    kind, entry = practice_in(door).types[row.type], _entry(door, one)
    alike = [item for item in kind.reports if item.serves_as == one.serves_as]
    if entry is None or len(alike) > 1 or any(item.every for item in alike):
        return False
    return Record.objects.using(door.using).filter(trajectory_id=row.pk, category=entry.key).exists()


def _entry(door: Door, one: Planned) -> Entry | None:
    """The kind of data in which a report is written; None for a task, and where the regulation has none."""
    return catalogue_of(door.actor.in_force).serving_as(one.serves_as) if one.serves_as else None


def on_written(written: Written) -> None:
    """A report was written: its task is done, and the next one comes when the list says so."""
    serves = written.entry.rule.serves_as
    if written.trajectory_id is None or not _asked_for(written.door, serves):
        return
    door, due = written.door, []
    for task in _standing(door, written.trajectory_id, open_only=True):
        item = _report(door, written.trajectory_id, task)
        if item is not None and item.serves_as == serves:
            due.append((task.due_on or date.max, task, item))
    if not due:
        return
    _day, task, item = min(due, key=lambda one: (one[0], one[1].pk))
    finish(door, [task])
    _come_again(door, task, item)


def _asked_for(door: Door, serves: str | None) -> bool:
    """Does any kind of trajectory ask for a report of this kind?"""
    kinds = practice_in(door).types.values()
    return serves is not None and any(item.serves_as == serves for kind in kinds for item in kind.reports)


def _come_again(door: Door, task: Task, item: ReportItem) -> None:
    """The same report once more, as long after this one as the list says, until the trajectory is due to end."""
    row = task.trajectory
    if row is None or item.every is None or task.due_on is None:
        return
    following = max(task.due_on, clock.today()) + timedelta(days=item.every.in_days)
    last = row.ended_on or row.planned_end_on
    if last is None or following <= last:
        new = NewTask(
            kind=TaskKind.REPORT,
            for_role=task.for_role,
            due_on=following,
            trajectory_id=row.pk,
            item=task.item,
            article=task.article,
        )
        create(door, new)


def _create(door: Door, trajectory_id: UUID, one: Planned, other: Otherwise) -> None:
    executor = other.executor or one.executor
    if executor != COACH and executor not in door.actor.in_force.policy.roles:
        raise InvalidInput(_("Some things are not right yet."), {one.key: _("The regulation knows no such role.")})
    entry = _entry(door, one)
    new = NewTask(
        kind=TaskKind.REPORT if one.report else TaskKind.LISTED,
        article=entry.article if entry else "",
        for_role=executor,
        due_on=other.due_on or one.due_on,
        trajectory_id=trajectory_id,
        item=one.key,
        reportable=one.reportable,
        fixed_day=other.due_on not in {None, one.due_on},
        left_out=other.left_out,
        note="" if other.subject == one.label else other.subject.strip(),
    )
    made = create(door, new)
    if other.left_out:
        finish(door, Task.objects.using(door.using).filter(pk=made))


def _follows(task: Task, one: Planned) -> bool:
    """Is it open, from the list as it is, and on another day than the list says now?"""
    return task.done_at is None and not task.fixed_day and one.due_on not in {None, task.due_on}


def _standing(door: Door, trajectory_id: UUID, *, open_only: bool = False) -> Sequence[Task]:
    """The tasks of a trajectory's list; of an item that came more than once the open one stands last."""
    found = Task.objects.using(door.using).filter(trajectory_id=trajectory_id, kind__in=KINDS)
    found = found.order_by(F("done_at").asc(nulls_last=True), "id")
    return list(found.filter(done_at__isnull=True) if open_only else found)


def _report(door: Door, trajectory_id: UUID, task: Task) -> ReportItem | None:
    kinds = {one["id"]: one["type"] for one in door.outline.given["trajectories"]}
    item = item_of(practice_in(door), kinds.get(str(trajectory_id), ""), task.item)
    return item if isinstance(item, ReportItem) else None


def _planned(door: Door, type_key: str, days: Mapping[str, Any]) -> Iterable[Planned]:
    kind = practice_in(door).types.get(type_key)
    return planned(kind, days) if kind else ()


def _days(row: Trajectory) -> dict[str, date | None]:
    return {name: getattr(row, name) for name in CountsFrom.values}
