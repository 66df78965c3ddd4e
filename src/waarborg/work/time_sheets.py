"""Time as it was entered: one's own week, and that of a dossier. Looking at it is an event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connections

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.ledger.vocabulary import Kind
from waarborg.work.models import TimeApproval
from waarborg.work.selectors import Used, hours_used
from waarborg.work.time_entries import governing

WEEK = timedelta(days=7)
MOST = 500
"""Entries in one look."""

ROWS = """
with shown as materialized (
    select t.id, t.dossier_id, t.trajectory_id, t.account_id, t.activity, t.worked_on, t.minutes, t.travel_minutes,
           t.declarable, t.note_record_id, t.struck_at
    from work_timeentry t
    where {where}
    order by t.worked_on desc, t.id desc limit %(most)s
)
select shown.*, n.number, c.display_name
from shown
left join gate.numbers_of(array(select dossier_id from shown)) n on n.id = shown.dossier_id
left join accounts_account c on c.id = shown.account_id
order by shown.worked_on desc, shown.id desc
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenTime:
    """One entry. `number` is empty where the dossier is not theirs any more."""

    id: UUID
    dossier_id: UUID
    trajectory_id: UUID
    number: str
    activity: str
    worked_on: date
    minutes: int
    travel_minutes: int
    declarable: int
    with_note: bool
    struck: bool
    mine: bool
    who: str

    @property
    def total(self) -> int:
        """Work and travel, in minutes."""
        return self.minutes + self.travel_minutes

    @property
    def declarable_minutes(self) -> float:
        """The declarable part of both."""
        return self.total * self.declarable / 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Somebody's own week: what they entered, and whether it was approved."""

    monday: date
    entries: Sequence[SeenTime]
    approved: bool

    def of_day(self, day: date) -> list[SeenTime]:
        """The entries of one day."""
        return [one for one in self.entries if one.worked_on == day]

    @property
    def total(self) -> int:
        """Minutes of the whole week."""
        return sum(one.total for one in self.entries)

    @property
    def declarable(self) -> float:
        """The declarable part of it, in minutes."""
        return sum(one.declarable_minutes for one in self.entries)


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def sheet_of(actor: Actor, day: date) -> Sheet:
    """One's own week around a day. Three statements, its event among them."""
    monday = monday_of(day)
    with open_door(actor, "read") as door:
        entries = _entries(
            door,
            "t.account_id = gate.actor_id() and t.struck_at is null"
            " and t.worked_on >= %(first)s and t.worked_on < %(next)s",
            {"first": monday, "next": monday + WEEK},
        )
        approved = (
            TimeApproval.objects.using(door.using)
            .filter(account_id=actor.somebody, week=monday, taken_back_at__isnull=True)
            .exists()
        )
        door.note(Kind.TIME_READ, dossier_ids=tuple(dict.fromkeys(one.dossier_id for one in entries)))
    return Sheet(monday=monday, entries=entries, approved=approved)


def time_in(actor: Actor, dossier_id: UUID) -> tuple[Sequence[SeenTime], Mapping[UUID, Used]]:
    """The time spent in a dossier, newest first, and its sums per trajectory. Raises `Refused` and `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        entry = governing(catalogue_of(actor.in_force))
        if entry is None:
            return [], {}
        allowed = [scope for scope in door.scopes if door.decide(entry.key, scope).allowed]
        for scope in allowed or door.scopes[:1]:
            door.require(entry.key, scope)
        door.note(Kind.TIME_READ, categories=(entry.key,))
        entries = _entries(door, "t.dossier_id = %(dossier)s", {"dossier": dossier_id})
        return entries, hours_used(door, [scope.id for scope in door.scopes])


def _entries(door: Door, where: str, parameters: Mapping[str, Any]) -> list[SeenTime]:
    with connections[door.using].cursor() as cursor:
        cursor.execute(ROWS.format(where=where), {**parameters, "most": MOST})
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [
        SeenTime(
            id=row["id"],
            dossier_id=row["dossier_id"],
            trajectory_id=row["trajectory_id"],
            number=row["number"] or "",
            activity=row["activity"],
            worked_on=row["worked_on"],
            minutes=row["minutes"],
            travel_minutes=row["travel_minutes"],
            declarable=row["declarable"],
            with_note=row["note_record_id"] is not None,
            struck=row["struck_at"] is not None,
            mine=row["account_id"] == door.actor.account_id,
            who=row["display_name"] or "",
        )
        for row in rows
    ]
