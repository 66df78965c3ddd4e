"""One record by itself: its history, the form to add or correct one, what is covered shown whole. Each is an event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import NECESSITY, Entry, catalogue_of
from waarborg.dossiers.choices import RevealReason
from waarborg.dossiers.covering import expired_on, put_apart
from waarborg.dossiers.records import stated
from waarborg.dossiers.sealing import Content, place
from waarborg.dossiers.selectors import SeenRecord, name_of, opened_records, rows_of
from waarborg.dossiers.uncovering import REVEAL, opening_act, under_cover
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, Door, open_door
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.services import open_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a record is, or is going to be: the dossier (with its name for who may read it) and the category."""

    dossier_id: UUID
    number: str
    name: str
    entry: Entry
    trajectories: Sequence[Mapping[str, Any]]
    """Those on which the act is allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierVersion:
    """What a record said before."""

    version: int
    content: Content
    source: str
    corrected_by: str
    replaced_at: datetime


VERSIONS = """
select v.id, v.record_id, v.version, v.data_key_id, v.sealed, v.source, v.replaced_at, c.display_name
from dossiers_recordversion v left join accounts_account c on c.id = v.corrected_by_id
where v.record_id = %s order by v.version desc
"""


def history(actor: Actor, dossier_id: UUID, record_id: UUID) -> tuple[Place, SeenRecord, list[EarlierVersion]]:
    """A record and everything it said before, newest first. Raises `NotFound` and `Refused`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        where, record = one_record(door, record_id)
        with connections[door.using].cursor() as cursor:
            cursor.execute(VERSIONS, [record_id])
            rows = cursor.fetchall()
        keys = open_keys(actor.organisation_id, {row[3] for row in rows})
    secret = record.secret_address
    return where, record, [_earlier(where.entry, row, keys, secret=secret) for row in rows if row[3] in keys]


def one(actor: Actor, dossier_id: UUID, record_id: UUID) -> tuple[Place, SeenRecord]:
    """One record, with what is covered still covered. Raises `Refused` and `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        return one_record(door, record_id)


def to_add(actor: Actor, dossier_id: UUID, category: str) -> Place:
    """What the form for a new record needs. Raises `Refused` and `NotFound`."""
    entry = _entry(actor, category)
    claims = stated(entry, entry.serves(actor.in_force.main_purpose))
    with open_door(actor, "write", dossier_id=dossier_id, claims=claims) as door:
        allowed = [scope for scope in door.scopes if door.decide(category, scope, author=True).allowed]
        for scope in allowed or door.scopes[:1]:
            door.require(category, scope, author=True)
        return _place(door, entry, [scope.id for scope in allowed])


def to_correct(actor: Actor, dossier_id: UUID, record_id: UUID, purpose: str | None = None) -> tuple[Place, SeenRecord]:
    """What the form to correct a record needs. Raises `Refused` and `NotFound`."""
    with open_door(actor, "correct", dossier_id=dossier_id, claims=Claims(purpose=purpose, facts=(NECESSITY,))) as door:
        return one_record(door, record_id)


def reveal(actor: Actor, dossier_id: UUID, record_id: UUID, why: RevealReason) -> tuple[Place, SeenRecord]:
    """Show what is covered of one record whole: an act of its own, with its reason.

    Raises `Refused`, `NotFound`, and `InvalidInput` for what holds no longer.
    """
    with open_door(actor, "read", dossier_id=dossier_id, claims=Claims(facts=(NECESSITY,))) as door:
        seen = next(iter(rows_of(door, set(), record_id=record_id)), None)
        door.turn_to(opening_act(door, seen["category"]) if seen else REVEAL, dossier_id)
        where, record = one_record(door, record_id, Kind.RECORD_REVEALED, whole=True, details={"reason": why.value})
        if expired_on(record.entry, record.content.fields):
            said = _("This holds no longer: it is not shown any more. Take it out, or correct it.")
            raise InvalidInput(said, {"": said})
        return where, record


def one_record(
    door: Door, record_id: UUID, kind: Kind = Kind.DOSSIER_READ, *, whole: bool = False, **about: Any
) -> tuple[Place, SeenRecord]:
    """A record that may be read, and the door's own act on it required."""
    rows = rows_of(door, set(), record_id=record_id)
    if not rows:
        # Not there, or not theirs to read: who may do nothing here at all hears the regulation's no.
        if not any(door.permitted(action) for action in (door.action, "read")):
            raise door.refuse()
        raise NotFound("There is no such record here.")
    row = rows[0]
    entry = catalogue_of(door.actor.in_force).entry(row["category"])
    own = row["author_id"] == door.actor.account_id
    door.require(entry.key, door.scope(row["scope_id"]), author=own, marks=row["marks"])
    where = _place(door, entry, [row["scope_id"]], kind, **about)
    records = opened_records(door, rows, whole=whole)
    if not records:
        raise NotFound("This record has been destroyed.")
    return where, records[0]


def _place(door: Door, entry: Entry, scopes: Iterable[UUID], kind: Kind = Kind.DOSSIER_READ, **about: Any) -> Place:
    """Note the event, then look up the name where it may be read."""
    identity = catalogue_of(door.actor.in_force).identity.key
    named = [answer for scope in door.scopes if (answer := door.decide(identity, scope, action="read")).allowed]
    door.noting(named[:1])
    categories = dict.fromkeys([entry.key, identity] if named else [entry.key])
    door.note(kind, categories=tuple(categories), **about)
    within = {str(scope) for scope in scopes}
    return Place(
        dossier_id=UUID(door.dossier["id"]),
        number=door.dossier["number"],
        name=name_of(door) if named else "",
        entry=entry,
        trajectories=[one for one in door.outline.given["trajectories"] if one["id"] in within],
    )


def _entry(actor: Actor, category: str) -> Entry:
    found = catalogue_of(actor.in_force).entries.get(category)
    if found is None:
        raise NotFound("The regulation knows no such kind of data.")
    return found


def _earlier(entry: Entry, row: Any, keys: Mapping[UUID, Any], *, secret: bool) -> EarlierVersion:
    content = Content.from_bytes(keys[row[3]].open(bytes(row[4]), row=row[1], table=place(row[2])))
    content = replace(content, fields=put_apart(entry, content.fields, secret=secret)[0])
    return EarlierVersion(
        version=row[2],
        content=under_cover(entry, content),
        source=row[5],
        corrected_by=row[7] or "",
        replaced_at=row[6],
    )
