"""Who has still to hear that the regulation changed: clients of open dossiers who got an earlier version of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connections

from waarborg.dossiers.handing_out import CLIENT
from waarborg.dossiers.named_rows import named_rows
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.gate.policies import InForce
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.notices import CHANGED, Told, notices

MOST = 200
"""Clients on one page."""
FROM = """
from dossiers_dossier d
left join lateral (
    select max(v.in_force_from) as got from dossiers_handout h join adoption_version v on v.id = h.version_id
    where h.dossier_id = d.id) g on true
"""
STILL = (
    FROM
    + """
where d.closed_on is null and coalesce(g.got, d.regulation_handed_out_on) < %(since)s
  and ((select gate.wide('write')) or d.id = any(array(select gate.dossier_ids('write'))))
"""
)
ROWS = (
    """
select d.id as dossier_id, d.number, coalesce(g.got, d.regulation_handed_out_on) as got,
       r.id, r.data_key_id, r.sealed, r.version
"""
    + FROM
    + "left join dossiers_record r on r.dossier_id = d.id and r.category = %(identity)s"
    + """
where d.closed_on is null and coalesce(g.got, d.regulation_handed_out_on) < %(since)s
  and (%(all)s or d.id = any(array(select gate.dossier_ids('read'))))
order by d.number limit %(most)s
"""
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToTell:
    """One client who has an earlier version. `name` is empty for who may not read it."""

    dossier_id: UUID
    number: str
    name: str
    got: date
    """The day from which what they have is in force, or else on which they got something."""


def told_of_changes(version: InForce) -> Told | None:
    """The rule by which clients hear of a change; None where nothing says so."""
    found = notices(version.regulation, version.laws, [CHANGED])
    return next((told for told in found if CLIENT in told.rule.to), None)


def to_tell(actor: Actor) -> Sequence[ToTell]:
    """One's own clients who have an earlier version, or for who may read all everybody's, as an event.

    Raises `Refused`.
    """
    rows = named_rows(actor, ROWS, {"since": actor.in_force.regulation.in_force_from, "most": MOST})
    return [
        ToTell(dossier_id=row["dossier_id"], number=row["number"], name=row["name"], got=row["got"]) for row in rows
    ]


def how_many_to_tell(door: Door) -> int:
    """How many of them the actor may write to, in a unit of work for `write`; nobody is shown.

    Raises `Refused` to who may write to no client at all.
    """
    with connections[door.using].cursor() as cursor:
        cursor.execute("select gate.wide('write') or exists (select from gate.dossier_ids('write'))")
        if cursor.fetchall() != [(True,)]:
            door.require_anywhere()
    [(found,)] = _still(door, "select count(*) " + STILL)
    return int(found)


def next_to_tell(actor: Actor, *, after: UUID | None, most: int, using: str = "default") -> Sequence[UUID]:
    """The dossiers of at most so many of them, in a fixed order after this one, as an event. Raises `Refused`."""
    with open_door(actor, "write", using=using) as door:
        asked = "select d.id " + STILL + " and d.id > %(after)s order by d.id limit %(most)s"
        found = tuple(row[0] for row in _still(door, asked, after=after or UUID(int=0), most=most))
        door.note(Kind.CASELOAD_READ, dossier_ids=found)
    return found


def _still(door: Door, statement: str, **asked: Any) -> list[tuple[Any, ...]]:
    since = door.actor.in_force.regulation.in_force_from
    with connections[door.using].cursor() as cursor:
        cursor.execute(statement, {**asked, "since": since})
        return list(cursor.fetchall())
