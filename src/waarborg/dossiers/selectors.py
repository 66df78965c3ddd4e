"""What can be seen: a caseload, a dossier, its records, their history. Each look is a unit of work with its event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connections

from waarborg.dossiers.catalogue import Catalogue, Entry, catalogue_of
from waarborg.dossiers.sealing import Content, opened, place
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door, open_door
from waarborg.gate.scopes import MARKS, Scope
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.model.access import Obligations
from waarborg.vault.services import open_keys

RECORD_COLUMNS = (
    "id", "scope_id", "trajectory_id", "category", "retention_class", "data_key_id", "sealed", "source", "purpose",
    "author_id", "marks", "occurred_on", "version", "created_at", "changed_at",
)  # fmt: skip

RECORDS = f"""
select {", ".join(f"r.{column}" for column in RECORD_COLUMNS)}, a.display_name as author_name
from dossiers_record r left join accounts_account a on a.id = r.author_id
where r.dossier_id = %s
"""  # noqa: S608 - column names of this file


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenRecord:
    """One record, opened: what it says and where it comes from."""

    id: UUID
    entry: Entry
    scope_id: UUID
    content: Content
    source: str
    purpose: str
    author_name: str
    own: bool
    marks: frozenset[str]
    occurred_on: date
    version: int
    created_at: datetime
    changed_at: datetime
    retention_class: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenDossier:
    """A dossier as one actor may see it."""

    id: UUID
    person_id: UUID
    number: str
    name: str
    opened_on: date
    closed_on: date | None
    handed_out_on: date | None
    trajectories: Sequence[Mapping[str, Any]]
    assignments: Sequence[Mapping[str, Any]]
    records: Sequence[SeenRecord]
    readable: frozenset[str]
    writable: frozenset[str]
    correctable: frozenset[str]
    answers: Mapping[str, Answer]
    """For every readable category the yes that opened it."""
    closed: Mapping[str, Answer]
    """For every category that stays shut, the no."""
    obligations: Obligations
    looked_at: datetime
    scopes: Sequence[Scope] = field(default_factory=tuple)

    def of(self, category: str) -> list[SeenRecord]:
        """The records of one category, newest first."""
        return [record for record in self.records if record.entry.key == category]


def dossier(actor: Actor, dossier_id: UUID) -> SeenDossier:
    """Open a dossier: everything the actor may read of it, and the event that they did.

    Raises `Refused` with the nearest no when nothing may be read, and `NotFound` when there is no such dossier here.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        return read_in(door, Kind.DOSSIER_READ)


def category_of(actor: Actor, dossier_id: UUID, category: str) -> SeenDossier:
    """Open one category of a dossier. Raises `Refused` with the article when it stays shut."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        catalogue_of(actor.in_force).entry(category)
        return read_in(door, Kind.DOSSIER_READ, only=category)


def read_in(door: Door, kind: Kind, *, only: str | None = None) -> SeenDossier:
    """Read in a door that is open for `read`: decide, note the event, fetch and open the rows."""
    catalogue = catalogue_of(door.actor.in_force)
    outline = door.dossier
    yes, no = _split(door, catalogue)
    if only is not None:
        if only not in yes:
            door.require(only, door.scope())
        yes_shown = {only: yes[only]}
    else:
        yes_shown = yes
    if not yes_shown:
        raise door.refuse()
    door.noting(yes_shown.values())
    door.note(kind, categories=tuple(yes_shown))
    categories = {*yes_shown, catalogue.identity.key} if catalogue.identity.key in yes else set(yes_shown)
    rows = _rows(door, categories)
    records = [seen for seen in _opened(door, catalogue, rows) if seen.entry.key in categories]
    name = _name_in(catalogue, records)
    return SeenDossier(
        id=UUID(outline["id"]),
        person_id=UUID(outline["person"]),
        number=outline["number"],
        name=name,
        opened_on=date.fromisoformat(outline["opened_on"]),
        closed_on=_day(outline["closed_on"]),
        handed_out_on=_day(outline["handed_out_on"]),
        trajectories=door.outline.given["trajectories"],
        assignments=door.outline.given["assignments"],
        records=records,
        readable=frozenset(yes),
        writable=_categories(door, "write"),
        correctable=_categories(door, "correct"),
        answers=yes,
        closed=no,
        obligations=next(iter(yes_shown.values())).obligations,
        looked_at=door.context.moment,
        scopes=door.scopes,
    )


def _split(door: Door, catalogue: Catalogue) -> tuple[dict[str, Answer], dict[str, Answer]]:
    """Per category the yes of some scope, or else the nearest no."""
    yes: dict[str, Answer] = {}
    no: dict[str, Answer] = {}
    for entry in catalogue:
        for scope in door.scopes:
            for author in (False, True):
                answer = door.decide(entry.key, scope, author=author)
                (yes if answer.allowed else no).setdefault(entry.key, answer)
    return yes, {category: answer for category, answer in no.items() if category not in yes}


def _categories(door: Door, action: str) -> frozenset[str]:
    return frozenset(category for _scope, category in door.permitted(action))


def _rows(door: Door, categories: set[str]) -> list[dict[str, Any]]:
    with connections[door.using].cursor() as cursor:
        cursor.execute(
            f"{RECORDS} and r.category = any(%s) order by r.occurred_on desc, r.id desc",
            [UUID(door.dossier["id"]), sorted(categories)],
        )
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _opened(door: Door, catalogue: Catalogue, rows: Sequence[Mapping[str, Any]]) -> list[SeenRecord]:
    contents = opened(door.actor.organisation_id, rows)
    return [
        SeenRecord(
            id=row["id"],
            entry=catalogue.entries[row["category"]],
            scope_id=row["scope_id"],
            content=contents[row["id"]],
            source=row["source"],
            purpose=row["purpose"],
            author_name=row["author_name"] or "",
            own=row["author_id"] == door.actor.account_id,
            marks=frozenset(mark for mark, bit in MARKS.items() if row["marks"] & bit),
            occurred_on=row["occurred_on"],
            version=row["version"],
            created_at=row["created_at"],
            changed_at=row["changed_at"],
            retention_class=row["retention_class"],
        )
        for row in rows
        if row["id"] in contents and row["category"] in catalogue.entries
    ]


def _name_in(catalogue: Catalogue, records: Sequence[SeenRecord]) -> str:
    for record in records:
        if record.entry.rule.identifies:
            return name_from(catalogue, record.content.fields)
    return ""


def name_from(catalogue: Catalogue, fields: Mapping[str, str]) -> str:
    """The name as people write it, from the identity's fields."""
    return " ".join(fields[key] for key in catalogue.name_fields if fields.get(key))


def record(actor: Actor, dossier_id: UUID, record_id: UUID) -> tuple[SeenDossier, SeenRecord]:
    """One record with the dossier it is in. Raises `NotFound` and `Refused`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        seen = read_in(door, Kind.DOSSIER_READ)
    for one in seen.records:
        if one.id == record_id:
            return seen, one
    raise NotFound("There is no such record here.")


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


def history(actor: Actor, dossier_id: UUID, record_id: UUID) -> tuple[SeenDossier, SeenRecord, list[EarlierVersion]]:
    """A record and everything it said before, newest first. Raises `NotFound` and `Refused`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        seen = read_in(door, Kind.DOSSIER_READ)
        one = next((record for record in seen.records if record.id == record_id), None)
        if one is None:
            raise NotFound("There is no such record here.")
        with connections[door.using].cursor() as cursor:
            cursor.execute(VERSIONS, [record_id])
            rows = cursor.fetchall()
        keys = open_keys(actor.organisation_id, {row[3] for row in rows})
    earlier = [
        EarlierVersion(
            version=row[2],
            content=Content.from_bytes(keys[row[3]].open(bytes(row[4]), row=record_id, table=place(row[2]))),
            source=row[5],
            corrected_by=row[7] or "",
            replaced_at=row[6],
        )
        for row in rows
        if row[3] in keys
    ]
    return seen, one, earlier


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


__all__ = ["EarlierVersion", "SeenDossier", "SeenRecord", "category_of", "dossier", "history", "record"]
