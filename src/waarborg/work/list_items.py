"""The items of a trajectory type's lists: its tasks and its reports, by the key under which a task remembers them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from waarborg.dossiers.ways import practice_in
from waarborg.gate.door import Door
from waarborg.kernel.languages import reader_language
from waarborg.practice.document import COACH, ReportItem, TaskItem, TrajectoryType
from waarborg.practice.selectors import Practice

TASK, REPORT = "tasks", "reports"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One item with the day it falls on in a trajectory; without a day it waits for the date that it counts from."""

    key: str
    label: str
    executor: str
    reportable: bool
    report: bool
    serves_as: str
    """Of a report: as which kind of data it serves. Empty for a task."""
    counts_from: str
    due_on: date | None


def planned(kind: TrajectoryType, dates: Mapping[str, Any]) -> list[Planned]:
    """Every item of a type's lists that is in use, for a trajectory with these dates; what comes first stands first."""
    found = [_planned(key, item, dates) for key, item in items(kind) if not item.retired]
    return sorted(found, key=lambda one: (one.due_on is None, one.due_on or date.max, one.key))


def items(kind: TrajectoryType) -> Iterator[tuple[str, TaskItem | ReportItem]]:
    """The items with the keys under which tasks remember them."""
    for task in kind.tasks:
        yield f"{TASK}.{task.key}", task
    for report in kind.reports:
        yield f"{REPORT}.{report.key}", report


def item_of(practice: Practice, type_key: str, key: str) -> TaskItem | ReportItem | None:
    """One item of a type by its key; None for one that this way of working does not know."""
    if not key or type_key not in practice.types:
        return None
    return dict(items(practice.types[type_key])).get(key)


def coach_roles_in(door: Door) -> list[str]:
    """The role of the coach, for who holds one of the roles that the agency counts as such."""
    return [COACH] if set(door.actor.roles) & set(practice_in(door).way.daily.coaches) else []


def _planned(key: str, item: TaskItem | ReportItem, dates: Mapping[str, Any]) -> Planned:
    start = dates.get(item.counts_from)
    day = date.fromisoformat(start) if isinstance(start, str) else start
    return Planned(
        key=key,
        label=item.label(reader_language()),
        executor=item.executor if isinstance(item, TaskItem) else COACH,
        reportable=isinstance(item, TaskItem) and item.reportable,
        report=isinstance(item, ReportItem),
        serves_as=item.serves_as if isinstance(item, ReportItem) else "",
        counts_from=item.counts_from,
        due_on=day + timedelta(days=item.after.in_days) if day else None,
    )
