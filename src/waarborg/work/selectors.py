"""What has to be done, by whom, by when, and by which article. Looking at one's list is an event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connections

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.ways import practice_in
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.languages import reader_language
from waarborg.ledger.vocabulary import Kind
from waarborg.practice.document import COACH, ReportItem
from waarborg.vault.services import open_keys
from waarborg.work.choices import DONE_BY_ACT, TaskKind
from waarborg.work.list_items import coach_roles_in, item_of
from waarborg.work.services import TABLE

MOST = 200
"""Tasks in one list; who has more than this has another problem than a list can solve."""

MINE = """
with due as materialized (
    select t.id, t.kind, t.dossier_id, t.subject_id, t.due_on, t.article, t.rule, t.for_role, t.data_key_id, t.sealed,
           t.item, t.trajectory_id
    from work_task t
    where t.done_at is null and t.opens_at <= gate.moment()
      and (t.for_account_id = gate.actor_id()
           or (t.for_role = any(%s) and (t.trajectory_id is null or t.for_role <> %s))
           or (t.for_role = any(%s) and t.trajectory_id = any (array(
               select a.trajectory_id from dossiers_assignment a where a.account_id = gate.actor_id()
                 and gate.day() between a.from_on and coalesce(a.until_on, 'infinity')))))
    order by t.due_on nulls last, t.id limit %s
)
select due.*, n.number, y.type as trajectory_type
from due
left join dossiers_trajectory y on y.id = due.trajectory_id
left join gate.numbers_of(array(select dossier_id from due where dossier_id is not null)) n on n.id = due.dossier_id
order by due.due_on nulls last, due.id
"""


USED = """
select t.trajectory_id, sum(t.minutes), sum(t.travel_minutes),
       sum((t.minutes + t.travel_minutes)::int * t.declarable) / 100.0
from work_timeentry t
where t.struck_at is null and t.trajectory_id = any(%s)
group by t.trajectory_id
"""


NEXT_STEPS = """
select true from work_task n where n.dossier_id = d.id and n.done_at is null and n.kind = 'next_step' limit 1
"""
NEXT_STEP_ON = """
select min(n.due_on) from work_task n where n.dossier_id = d.id and n.done_at is null and n.kind = 'next_step'
"""
"""For lists of dossiers: is there a next step for whoever looks, and by when is the first."""


@dataclass(frozen=True, slots=True)
class Used:
    """Time spent on a trajectory, in minutes; travel stands apart, and the declarable share is of both."""

    minutes: int = 0
    travel_minutes: int = 0
    declarable_minutes: float = 0

    @property
    def hours(self) -> float:
        """Work and travel together, in hours."""
        return (self.minutes + self.travel_minutes) / 60


def hours_used(door: Door, trajectory_ids: Sequence[UUID]) -> Mapping[UUID, Used]:
    """What was spent on each of these trajectories, as far as this unit of work may read it. One statement.

    A trajectory on which nothing was spent, or of which the hours may not be read, is not in it.
    """
    with connections[door.using].cursor() as cursor:
        cursor.execute(USED, [list(trajectory_ids)])
        return {row[0]: Used(int(row[1]), int(row[2]), float(row[3])) for row in cursor.fetchall()}


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenTask:
    """One task, as the person sees it whom it is for. `days` counts from today: below zero it is late."""

    id: UUID
    kind: TaskKind
    dossier_id: UUID | None
    dossier_number: str
    subject_id: UUID | None
    due_on: date | None
    days: int | None
    article: str
    rule: str
    for_role: str
    note: str
    trajectory_id: UUID | None = None
    listed: str = ""
    """What the list of the trajectory's type calls it."""
    of_list: bool = False
    """Does the way of working ask it, by the list of a kind of trajectory?"""
    category: str = ""
    """Of a report: the kind of data in which it is written, where the regulation has one."""

    @property
    def title(self) -> str:
        """What has to be done, in the language of the screen."""
        return self.listed or str(self.kind.label)

    @property
    def by_ticking(self) -> bool:
        """May it be ticked off? If not, it is done by doing what it asks."""
        return self.kind not in DONE_BY_ACT


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Somebody's open tasks, by how near their day is. The week ends on Sunday."""

    late: Sequence[SeenTask]
    today: Sequence[SeenTask]
    this_week: Sequence[SeenTask]
    later: Sequence[SeenTask]
    without_term: Sequence[SeenTask]


def deadlines(actor: Actor) -> Deadlines:
    """The open tasks of this actor, and the event that they looked. One statement, and one more where notes are."""
    today = clock.today()
    sunday = today + timedelta(days=7 - today.isoweekday())
    with open_door(actor, "read") as door:
        tasks = [_seen(row, today) for row in _fetch(door)]
        shown = tuple(dict.fromkeys(task.dossier_id for task in tasks if task.dossier_id))
        door.note(Kind.TASKS_READ, dossier_ids=shown)
    dated = [(task.due_on, task) for task in tasks if task.due_on]
    return Deadlines(
        late=[task for due, task in dated if due < today],
        today=[task for due, task in dated if due == today],
        this_week=[task for due, task in dated if today < due <= sunday],
        later=[task for due, task in dated if due > sunday],
        without_term=[task for task in tasks if task.due_on is None],
    )


def _fetch(door: Door) -> list[dict[str, Any]]:
    with connections[door.using].cursor() as cursor:
        mine = list(door.actor.roles)
        cursor.execute(MINE, [mine, COACH, coach_roles_in(door), MOST])
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    keys = open_keys(door.actor.organisation_id, {row["data_key_id"] for row in rows if row["data_key_id"]})
    practice, catalogue = practice_in(door), catalogue_of(door.actor.in_force)
    for row in rows:
        item = item_of(practice, row["trajectory_type"] or "", row["item"])
        entry = catalogue.serving_as(item.serves_as) if isinstance(item, ReportItem) else None
        row["listed"] = item.label(reader_language()) if item else ""
        row["category"] = entry.key if entry else ""
        key = keys.get(row["data_key_id"])
        row["note"] = key.open(bytes(row["sealed"]), row=row["id"], table=TABLE).decode() if key else ""
    return rows


def _seen(row: Mapping[str, Any], today: date) -> SeenTask:
    return SeenTask(
        id=row["id"],
        kind=TaskKind(row["kind"]),
        dossier_id=row["dossier_id"],
        dossier_number=row["number"] or "",
        subject_id=row["subject_id"],
        due_on=row["due_on"],
        days=(row["due_on"] - today).days if row["due_on"] else None,
        article=row["article"],
        rule=row["rule"],
        for_role=row["for_role"],
        note=row["note"],
        trajectory_id=row["trajectory_id"],
        listed=row["listed"],
        of_list=bool(row["item"]),
        category=row["category"],
    )
