"""The register of paper dossiers: where each stands, who has it, since when. Looking is an event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connections

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.frames import SeenFrame, open_frame
from waarborg.dossiers.sealing import opened
from waarborg.dossiers.selectors import name_from
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Claims, Door, open_door
from waarborg.gate.kinds import scopes_of_list
from waarborg.kernel import clock
from waarborg.kernel.errors import Refused
from waarborg.ledger.vocabulary import Kind

MOST = 1000
"""Paper parts in one register; a cabinet holds no more."""

PAPERS = """
select f.id, f.dossier_id, d.number, f.index_number, f.cabinet, f.shelf, f.categories, f.filed_on, f.version,
       l.borrower_id, b.display_name as borrower, l.taken_at, l.due_on,
       r.id as record_id, r.data_key_id, r.sealed, r.version as record_version
from paper_paperfile f
join dossiers_dossier d on d.id = f.dossier_id
left join paper_loan l on l.paper_id = f.id and l.back_at is null
left join accounts_account b on b.id = l.borrower_id
left join dossiers_record r on r.dossier_id = f.dossier_id and r.category = %(identity)s
where f.destroyed_on is null and (%(dossier)s::uuid is null or f.dossier_id = %(dossier)s)
order by f.index_number limit %(limit)s
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPaper:
    """One paper part: `name` only for who may read it."""

    id: UUID
    dossier_id: UUID
    dossier_number: str
    name: str
    index_number: int
    cabinet: str
    shelf: str
    categories: tuple[str, ...]
    filed_on: date
    version: int
    borrower_id: UUID | None
    borrower: str
    taken_at: datetime | None
    due_on: date | None

    @property
    def is_out(self) -> bool:
        """Did somebody take it out?"""
        return self.taken_at is not None

    @property
    def is_late(self) -> bool:
        """Should it have been back?"""
        return self.due_on is not None and self.due_on < clock.today()


def register(actor: Actor) -> list[SeenPaper]:
    """The paper dossiers that this actor may know of, by name where that may be read, else by number. One event.

    Raises `Refused` for who may neither take one out nor read in any dossier.
    """
    with open_door(actor, "read") as door:
        found = _papers(door, None)
        door.note(Kind.PAPER_REGISTER_READ, dossier_ids=tuple(dict.fromkeys(one.dossier_id for one in found)))
    return sorted(found, key=lambda one: (not one.name, one.name.casefold(), one.index_number))


@dataclass(frozen=True, slots=True)
class PaperOfDossier:
    """The paper parts of one dossier, and whether the actor may file one or take one out."""

    frame: SeenFrame
    papers: Sequence[SeenPaper]
    may_file: bool
    may_take_out: frozenset[UUID]


def of_dossier(actor: Actor, dossier_id: UUID) -> PaperOfDossier:
    """The paper parts of a dossier. Raises `Refused` and `NotFound`."""
    with open_frame(actor, dossier_id, Kind.PAPER_REGISTER_READ) as (door, frame):
        papers = _papers(door, dossier_id)
        carried = {category for _scope, category in door.permitted("lend")}
        may = frozenset(one.id for one in papers if carried.issuperset(one.categories))
        return PaperOfDossier(frame, papers, bool(door.permitted("write")), may)


def papers_of(door: Door, dossier_id: UUID) -> list[SeenPaper]:
    """The paper parts of a dossier in an open unit of work: for closing it, answering its client, and its end."""
    return _papers(door, dossier_id)


@dataclass(frozen=True, slots=True)
class Index:
    """The index of the cabinet on paper: the parts by name, as far as names may be printed."""

    papers: Sequence[SeenPaper]
    printed_on: date


def index(actor: Actor, purpose: str | None = None) -> Index:
    """The alphabetical index, for printing: a name stands in it only where the rules let it be printed.

    Raises `Refused` with the nearest no when no name may be.
    """
    identity = catalogue_of(actor.in_force).identity.key
    with open_door(actor, "print", claims=Claims(purpose=purpose)) as door:
        answers = [(scope.dossier_id, door.decide(identity, scope)) for scope in scopes_of_list(door)]
        allowed = {dossier for dossier, answer in answers if answer.allowed}
        yes: list[Answer] = [answer for _dossier, answer in answers if answer.allowed]
        if not yes:
            raise Refused(answers[0][1] if answers else door.decide(identity))
        door.noting(yes[:1])
        found = [one for one in _papers(door, None) if one.dossier_id in allowed]
        door.note(
            Kind.PRINT_MADE,
            dossier_ids=tuple(dict.fromkeys(one.dossier_id for one in found)),
            categories=(identity,),
        )
    return Index(sorted(found, key=lambda one: (one.name.casefold(), one.index_number)), clock.today())


def _papers(door: Door, dossier_id: UUID | None) -> list[SeenPaper]:
    catalogue = catalogue_of(door.actor.in_force)
    with connections[door.using].cursor() as cursor:
        cursor.execute(PAPERS, {"identity": catalogue.identity.key, "dossier": dossier_id, "limit": MOST})
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    called = _names(door, rows)
    return [_seen(row, called.get(row["record_id"], "")) for row in rows]


def _names(door: Door, rows: Iterable[Mapping[str, Any]]) -> dict[UUID, str]:
    """The names that may be read, by the record that holds them."""
    catalogue = catalogue_of(door.actor.in_force)
    sealed = {
        row["record_id"]: {"id": row["record_id"], "version": row["record_version"], **row_part(row)}
        for row in rows
        if row["record_id"]
    }
    contents = opened(door.actor.organisation_id, sealed.values())
    return {pk: name_from(catalogue, content.fields) for pk, content in contents.items()}


def row_part(row: Mapping[str, Any]) -> dict[str, Any]:
    """What opening a record needs beside its number and version."""
    return {"data_key_id": row["data_key_id"], "sealed": row["sealed"]}


def _seen(row: Mapping[str, Any], name: str) -> SeenPaper:
    return SeenPaper(
        id=row["id"],
        dossier_id=row["dossier_id"],
        dossier_number=row["number"],
        name=name,
        index_number=row["index_number"],
        cabinet=row["cabinet"],
        shelf=row["shelf"],
        categories=tuple(row["categories"]),
        filed_on=row["filed_on"],
        version=row["version"],
        borrower_id=row["borrower_id"],
        borrower=row["borrower"] or "",
        taken_at=row["taken_at"],
        due_on=row["due_on"],
    )
