"""Time spent on a trajectory until a day, per kind of time: for a document that tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connections

from waarborg.gate.door import Door

UNTIL = """
select t.activity, sum(t.minutes + t.travel_minutes),
       coalesce(sum(t.minutes + t.travel_minutes) filter (where t.worked_on >= %(first)s), 0),
       coalesce(sum((t.minutes + t.travel_minutes) * t.declarable) filter (where t.worked_on >= %(first)s), 0) / 100.0
from work_timeentry t
where t.struck_at is null and t.trajectory_id = %(trajectory)s and t.worked_on <= %(until)s
group by t.activity order by t.activity
"""


@dataclass(frozen=True, slots=True)
class Spent:
    """Time of one kind, in minutes with travel: all of it until a day, that of a period, and the declarable share."""

    activity: str
    until: int
    in_period: int
    declarable: float


def spent_until(door: Door, trajectory_id: UUID, first: date, until: date) -> Sequence[Spent]:
    """What was spent until a day, as far as this unit of work may read it. One statement."""
    with connections[door.using].cursor() as cursor:
        cursor.execute(UNTIL, {"trajectory": trajectory_id, "first": first, "until": until})
        return [Spent(row[0], int(row[1]), int(row[2]), float(row[3])) for row in cursor.fetchall()]
