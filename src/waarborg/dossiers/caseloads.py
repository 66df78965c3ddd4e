"""Lists of dossiers: one's own caseload, everybody's for who may see all, and what is found by searching.

A list is one event, with the dossiers it showed. Own caseloads are sorted by name in the process; a list of all goes
by number, page by page, and never counts the archive.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connections

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.sealing import opened
from waarborg.dossiers.selectors import name_from
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel.errors import InvalidInput
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.blind_index import name_words
from waarborg.vault.choices import TokenKind
from waarborg.vault.services import blind_token

PAGE = 50
LARGEST_OWN_LIST = 500
"""Of a caseload that is decrypted and sorted in the process."""

ROWS = """
select d.id as dossier_id, d.number, d.opened_on, d.closed_on, r.id, r.data_key_id, r.sealed, r.version,
       t.id as trajectory_id, t.type, t.phase, t.principal_kind, p.name as principal_name, t.started_on,
       t.planned_end_on, t.ended_on
from {source}
left join dossiers_record r on r.dossier_id = d.id and r.category = %(identity)s
left join lateral (
    select * from dossiers_trajectory t where t.dossier_id = d.id order by t.referred_on desc, t.id desc limit 1
) t on true
left join parties_party p on p.id = t.principal_id
where {where}
order by d.number desc
limit %(limit)s
"""

OWN = "d.id = any(array(select gate.dossier_ids('read')))"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseloadRow:
    """One dossier in a list."""

    dossier_id: UUID
    number: str
    name: str
    principal: str
    type: str
    phase: str
    started_on: date | None
    ends_on: date | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Caseload:
    """A page of dossiers; `after` is the number to go on from, when there are more. `articles` opened the list."""

    rows: Sequence[CaseloadRow]
    after: str | None
    whole_archive: bool
    articles: tuple[str, ...]


def caseload(actor: Actor, *, after: str | None = None, words: str = "") -> Caseload:
    """The dossiers this actor works with, or for who may read all, a page of all of them; narrowed by `words`.

    Words are looked up as beginnings of names, a birth date, a postcode or a dossier number. Raises `Refused`.
    """
    catalogue = catalogue_of(actor.in_force)
    with open_door(actor, "read", narrow=[catalogue.identity.key]) as door:
        wide = door.decide(catalogue.identity.key)
        parameters: dict[str, Any] = {"identity": catalogue.identity.key, "limit": LARGEST_OWN_LIST}
        conditions = [] if wide.allowed else [OWN]
        if wide.allowed:
            parameters["limit"] = PAGE + 1
            if after:
                conditions.append("d.number < %(after)s")
                parameters["after"] = after
        conditions += _found_by(actor, words, parameters)
        rows = _fetch(door, conditions, parameters)
        more = wide.allowed and len(rows) > PAGE
        rows = rows[:PAGE] if wide.allowed else rows
        contents = opened(actor.organisation_id, [row for row in rows if row["id"]])
        door.noting([wide] if wide.allowed else [])
        door.note(
            Kind.SEARCH_PERFORMED if words else Kind.CASELOAD_READ,
            dossier_ids=tuple(row["dossier_id"] for row in rows),
            categories=(catalogue.identity.key,),
        )
        found = [
            _row(row, name_from(catalogue, contents[row["id"]].fields) if row["id"] in contents else "") for row in rows
        ]
    if not wide.allowed:
        found.sort(key=lambda row: (row.closed_on is not None, row.name.casefold(), row.number))
    return Caseload(found, rows[-1]["number"] if more else None, wide.allowed, wide.articles if wide.allowed else ())


def _fetch(door: Door, conditions: list[str], parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    source = "dossiers_dossier d"
    statement = ROWS.format(source=source, where=" and ".join(conditions) or "true")
    with connections[door.using].cursor() as cursor:
        cursor.execute(statement, parameters)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _found_by(actor: Actor, words: str, parameters: dict[str, Any]) -> list[str]:
    """Conditions that find by what was typed: every word must match, as a number, a token, or a name's beginning."""
    conditions = []
    for position, word in enumerate(words.split()):
        tokens = list(_tokens(actor, word))
        parameters[f"number{position}"] = word.upper()
        parameters[f"kinds{position}"] = [kind for kind, _token in tokens]
        parameters[f"tokens{position}"] = [token for _kind, token in tokens]
        conditions.append(  # the positions are this loop's own; all values are bound
            f"(d.number = %(number{position})s or d.id in (select s.dossier_id from dossiers_searchtoken s"  # noqa: S608
            f" join unnest(%(kinds{position})s::text[], %(tokens{position})s::bytea[]) w (kind, token)"
            f" on s.kind = w.kind and s.token = w.token))"
        )
    return conditions


def _tokens(actor: Actor, word: str) -> list[tuple[str, bytes]]:
    found = []
    for kind in (TokenKind.NAME, TokenKind.BIRTH_DATE, TokenKind.POSTCODE, TokenKind.NUMBER):
        for value in name_words(word) if kind is TokenKind.NAME else [word]:
            try:
                found.append((kind.value, blind_token(actor.organisation_id, kind, value)))
            except InvalidInput:
                continue  # what was typed is no value of this kind, so nothing has it
    return found


def _row(row: Mapping[str, Any], name: str) -> CaseloadRow:
    return CaseloadRow(
        dossier_id=row["dossier_id"],
        number=row["number"],
        name=name,
        principal=row["principal_name"] or "",
        type=row["type"] or "",
        phase=row["phase"] or "",
        started_on=row["started_on"],
        ends_on=row["ended_on"] or row["planned_end_on"],
        closed_on=row["closed_on"],
    )
