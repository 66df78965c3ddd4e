"""What a principal sees of what it sent here: the frame of its own commissions, and what the rules let it read itself.

    commissions(actor)             all of them, each with initials where a rule lets the name be read
    commission(actor, number)      one dossier, with the principal's own trajectories and no other's

Nothing here is wider than the regulation: where no rule lets a principal read, the frame is all there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connections

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.sealing import opened
from waarborg.dossiers.selectors import SeenRecord, name_from, opened_records, rows_of, split
from waarborg.dossiers.ways import practice_in
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door, in_context, open_door
from waarborg.gate.kinds import scopes_of_list
from waarborg.gate.scopes import MARKS
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.practice.selectors import Practice

OWN = "select * from gate.own_commissions()"
NAMES = """
select r.id, r.dossier_id, r.data_key_id, r.sealed, r.version from dossiers_record r
where r.dossier_id = any(%s) and r.category = %s and r.moved_on is null and r.erased_on is null order by r.occurred_on
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commission:
    """One trajectory that this principal commissioned; of the person no more than initials, where a rule lets."""

    trajectory_id: UUID
    dossier_id: UUID
    number: str
    party_id: UUID
    principal_name: str
    type: str
    phase: str
    own_phase: str
    contract_number: str
    contract_ends_on: date | None
    hours_granted: Decimal | None
    referred_on: date | None
    started_on: date | None
    planned_end_on: date | None
    ended_on: date | None
    initials: str = ""
    reads: bool = False
    """Does a rule let this principal read anything of it?"""


@dataclass(frozen=True, slots=True)
class Commissions:
    """Those of one principal, with the way of working in whose words they stand."""

    found: Sequence[Commission]
    practice: Practice


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCommission:
    """One dossier as its principal may see it: its own trajectories, the records that a rule opens, and the noes."""

    number: str
    dossier_id: UUID
    own: Sequence[Commission]
    records: Sequence[SeenRecord]
    answers: Mapping[str, Answer]
    closed: Mapping[str, Answer]
    practice: Practice


def commissions(actor: Actor) -> Commissions:
    """Everything that the actor's principal commissioned under an agreement that runs. One event."""
    identity = catalogue_of(actor.in_force).identity.key
    with open_door(actor, "read") as door:
        own = _own(door.using)
        scopes = [scope for scope in scopes_of_list(door) if scope.dossier_id in {one.dossier_id for one in own}]
        reading = {scope.id for scope in scopes if _reads_anything(door, scope)}
        naming = {scope.dossier_id: answer for scope in scopes if (answer := door.decide(identity, scope)).allowed}
        door.noting(list(naming.values())[:1])
        door.note(
            Kind.COMMISSIONS_READ,
            dossier_ids=tuple(dict.fromkeys(one.dossier_id for one in own)),
            categories=(identity,) if naming else (),
        )
        initials = _initials(door, naming, identity)
        found = [
            replace(one, initials=initials.get(one.dossier_id, ""), reads=one.trajectory_id in reading) for one in own
        ]
        return Commissions(found, practice_in(door))


def commission(actor: Actor, number: str) -> SeenCommission:
    """One dossier with the principal's own commissions in it. Raises `NotFound` for any other number."""
    dossier_id = own_dossier(actor, number)
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        yes, no = split(door)
        door.noting(yes.values())
        door.note(Kind.DOSSIER_READ if yes else Kind.COMMISSIONS_READ, categories=tuple(yes))
        own = [replace(one, reads=bool(yes)) for one in _own(door.using) if one.dossier_id == dossier_id]
        if not own:
            raise NotFound("There is no such commission here.")
        records = opened_records(door, rows_of(door, set(yes))) if yes else []
        return SeenCommission(
            number=number,
            dossier_id=dossier_id,
            own=own,
            records=[one for one in records if one.moved_on is None and _may_read(door, one)],
            answers=yes,
            closed=no,
            practice=practice_in(door),
        )


def own_dossier(actor: Actor, number: str) -> UUID:
    """The dossier of this number, when one of its trajectories is this principal's own. Raises `NotFound`."""
    return own_of(actor, number).dossier_id


def own_of(actor: Actor, number: str) -> Commission:
    """The latest of this principal's own commissions in the dossier of this number. Raises `NotFound`."""
    with in_context(actor):
        found = next((one for one in _own("default") if one.number == number), None)
    if found is None:
        raise NotFound("There is no such commission here.")
    return found


def _own(using: str) -> list[Commission]:
    with connections[using].cursor() as cursor:
        cursor.execute(OWN)
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [Commission(**{**row, "contract_number": row["contract_number"] or ""}) for row in rows]


def _reads_anything(door: Door, scope: Any) -> bool:
    return any(door.decide(entry.key, scope).allowed for entry in catalogue_of(door.actor.in_force))


def _may_read(door: Door, record: SeenRecord) -> bool:
    scope = next((one for one in door.scopes if one.id == record.scope_id), None)
    marks = sum(MARKS[mark] for mark in record.marks)
    return door.decide(record.entry.key, scope, author=record.own, marks=marks).allowed


def _initials(door: Door, dossiers: Iterable[UUID], identity: str) -> dict[UUID, str]:
    """Of people whose name may be read, the initials: a list needs no more."""
    wanted = list(dossiers)
    if not wanted:
        return {}
    with connections[door.using].cursor() as cursor:
        cursor.execute(NAMES, [wanted, identity])
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    contents = opened(door.actor.organisation_id, rows)
    catalogue = catalogue_of(door.actor.in_force)
    return {
        row["dossier_id"]: _letters(name_from(catalogue, contents[row["id"]].fields))
        for row in rows
        if row["id"] in contents
    }


def _letters(name: str) -> str:
    return " ".join(f"{part[0].upper()}." for part in name.split() if part)
