"""Lists of dossiers: one's own caseload, everybody's for who may see all, narrowed, sorted and searched.

A list is one event, with the dossiers it showed. An own caseload is narrowed and sorted in the process, since a name
can be read there alone; a list of all goes by number, page by page, and never counts the archive.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connections

from waarborg.dossiers.catalogue import Catalogue, catalogue_of
from waarborg.dossiers.list_filters import ALSO, CHOICES, ROWS, Asked, Choices, conditions_of, narrowed
from waarborg.dossiers.saved_lists import KEPT, KeptList, taken
from waarborg.dossiers.sealing import finds, opened
from waarborg.dossiers.selectors import name_from
from waarborg.dossiers.ways import practice_in
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.practice.selectors import Practice

PAGE = 50
LARGEST_OWN_LIST = 500
"""Of a caseload that is decrypted and sorted in the process."""
SUGGESTED = 8
"""Dossiers that are suggested while somebody types."""

BOTH = """
select x.*, case when row_number() over (order by x.number desc) = 1 then k.lists end as lists
from (select ({kept}) as lists) k left join ({rows}) x on true
order by x.number desc
"""
"""A list with the lists that are kept, in one statement; the latter stand in its first row, also when it is empty."""
OWN = "d.id = any(array(select gate.dossier_ids('read')))"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadRow:
    """One dossier in a list, with its latest trajectory."""

    dossier_id: UUID
    number: str
    name: str
    principal: str
    type: str
    phase: str
    coaches: tuple[str, ...]
    referred_on: date | None
    started_on: date | None
    ends_on: date | None
    closed_on: date | None
    next_step_on: date | None
    has_next_step: bool


@dataclass(frozen=True, slots=True)
class Caseload:
    """A page of dossiers; `after` is the number to go on from, when there are more. `articles` opened the list."""

    rows: Sequence[CaseloadRow]
    after: str | None
    whole_archive: bool
    articles: tuple[str, ...]
    choices: Choices
    """What the list can be narrowed to."""
    practice: Practice
    """The way of working in force."""
    kept: Sequence[KeptList] = ()
    """The lists that whoever looks keeps."""


def caseload(actor: Actor, asked: Asked | None = None, *, most: int | None = None) -> Caseload:
    """The dossiers this actor works with, or for who may read all, a page of all of them; narrowed as asked.

    With `most` no more than so many are shown, and only those stand in the event. Raises `Refused`.
    """
    catalogue, asked = catalogue_of(actor.in_force), asked or Asked()
    with open_door(actor, "read", narrow=_looked_in(catalogue, asked)) as door:
        wide = door.decide(catalogue.identity.key)
        found = listed(door, asked, catalogue.identity.key, whole=wide.allowed)
        choices = _choices_of_all(door) if wide.allowed else Choices.of(found.rows)
        rows = found.rows if wide.allowed else narrowed(found.rows, asked)
        more = wide.allowed and len(rows) > PAGE
        rows = rows[:PAGE] if wide.allowed else rows
        contents = opened(actor.organisation_id, [row for row in rows if row["id"]])
        names = {pk: name_from(catalogue, content.fields) for pk, content in contents.items()}
        seen = [_row(row, names.get(row["id"], "")) for row in rows]
        if not wide.allowed:
            seen.sort(key=SORTS[asked.sort], reverse=asked.descending)
            seen.sort(key=lambda row: row.closed_on is not None)
        seen = seen[:most] if most else seen
        door.noting([wide] if wide.allowed else [])
        door.note(
            Kind.SEARCH_PERFORMED if asked.words else Kind.CASELOAD_READ,
            dossier_ids=tuple(row.dossier_id for row in seen),
            categories=(catalogue.identity.key,),
        )
        practice = practice_in(door)
    articles = wide.articles if wide.allowed else ()
    return Caseload(seen, rows[-1]["number"] if more else None, wide.allowed, articles, choices, practice, found.kept)


def _looked_in(catalogue: Catalogue, asked: Asked) -> list[str]:
    """The kinds of data that a list needs: the name, and for a search all that somebody can be found by."""
    identity = catalogue.identity.key
    if not asked.words:
        return [identity]
    return [entry.key for entry in catalogue if entry.key == identity or finds(entry)]


@dataclass(frozen=True, slots=True)
class Listed:
    """The rows behind a list, still sealed, and the lists that whoever looks keeps."""

    rows: list[dict[str, Any]]
    kept: list[KeptList]


def listed(door: Door, asked: Asked, identity: str, *, whole: bool) -> Listed:
    """The rows behind a list. Of an own caseload all that the words find: the rest is narrowed afterwards."""
    parameters: dict[str, Any] = {"identity": identity, "today": clock.day_of(door.context.moment)}
    parameters["limit"] = PAGE + 1 if whole else LARGEST_OWN_LIST
    conditions = [] if whole else [OWN]
    wanted = asked if whole else replace(Asked(), words=asked.words, state="all")
    conditions += conditions_of(door.actor.organisation_id, wanted, parameters)
    also = "".join(f", ({ALSO[name]}) as {name}" for name in ALSO)
    rows = ROWS.format(also=also, where=" and ".join(conditions) or "true")
    with connections[door.using].cursor() as cursor:
        cursor.execute(BOTH.format(kept=KEPT, rows=rows), parameters)
        names = [column.name for column in cursor.description]
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    kept = taken(found[0]["lists"])
    found = [row for row in found if row["dossier_id"]]
    for row in found:
        row["coaches"] = json.loads(row["coaches"]) if isinstance(row["coaches"], str) else row["coaches"] or {}
    return Listed(found, kept)


def _choices_of_all(door: Door) -> Choices:
    with connections[door.using].cursor() as cursor:
        cursor.execute(CHOICES)
        return Choices.from_rows(cursor.fetchall())


SORTS: Mapping[str, Callable[[CaseloadRow], Any]] = {
    "name": lambda row: (row.name.casefold(), row.number),
    "number": lambda row: row.number,
    "principal": lambda row: (row.principal.casefold(), row.name.casefold()),
    "phase": lambda row: (row.phase, row.name.casefold()),
    "started_on": lambda row: (row.started_on or date.max, row.number),
    "ends_on": lambda row: (row.ends_on or date.max, row.number),
    "next_step_on": lambda row: (row.next_step_on or date.max, row.number),
}
"""By what an own caseload can be sorted."""


def _row(row: Mapping[str, Any], name: str) -> CaseloadRow:
    return CaseloadRow(
        dossier_id=row["dossier_id"],
        number=row["number"],
        name=name,
        principal=row["principal_name"] or "",
        type=row["type"] or "",
        phase=row["phase"] or "",
        coaches=tuple(row["coaches"].values()),
        referred_on=row["referred_on"],
        started_on=row["started_on"],
        ends_on=row["ended_on"] or row["planned_end_on"],
        closed_on=row["closed_on"],
        next_step_on=row.get("next_step_on"),
        has_next_step=bool(row.get("next_steps")),
    )
