"""A dossier weighed for a principal whose agreement ended: what goes of it, and of everything else why it stays.

Judged record by record, here and by PostgreSQL. Whoever hands over need not be able to read in the dossier; of what
stays behind they learn kinds and numbers, and no content.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import connections

from waarborg.disclosures.attaching import AT_THE_END, files_to_go, fitting
from waarborg.disclosures.ways import statements
from waarborg.disclosures.weighing import Asked, Weighed, WeighedItem, claims_of, weighed_record
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.leaving import leaving
from waarborg.dossiers.selectors import name_from, opened_records
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door
from waarborg.handing_over.choices import Why
from waarborg.handing_over.models import HandOver
from waarborg.handing_over.rules import rule_for, way_of
from waarborg.kernel.errors import NotFound
from waarborg.parties.models import Party

EVERYTHING = "select id, scope_id, category, marks, by_myself from gate.frames_to_weigh(%s)"
OURS = "select trajectory_id, principal_kind from gate.trajectories_under(%s) where dossier_id = %s"


@dataclass(frozen=True, slots=True)
class Stays:
    """How many things of one kind stay behind, why, and by which articles."""

    category: str
    why: Why
    articles: tuple[str, ...]
    items: int


@dataclass(frozen=True, slots=True)
class ForPrincipal:
    """What of one dossier goes, and what stays."""

    weighed: Weighed
    stays: Sequence[Stays]


def weigh_for(door: Door, row: HandOver) -> ForPrincipal:
    """Weigh the dossier in focus for a hand-over, in a door for handing over to its principal.

    Raises `Refused` to who is kept out of it: that nothing goes is not theirs to say; and `NotFound`.
    """
    if door.outline.given["excluded"]:
        raise door.refuse()
    dossier_id, ours = UUID(door.dossier["id"]), _trajectories(door, row)
    party = Party.objects.using(door.using).filter(pk=row.party_id).first()
    if party is None or not ours:
        raise NotFound("This dossier has no trajectory under this agreement.")
    asked = Asked(way=way_of(door.actor, rule_for(door.actor, party.kind)), party_id=party.pk, trajectory_id=None)
    claims = claims_of(door, asked, party, statements(door.actor, asked.way))
    door.turn_to(asked.way.act, dossier_id, claims=claims)
    catalogue = catalogue_of(door.actor.in_force)
    within = {dossier_id, *ours}
    rows = [
        one
        for one in leaving(door, [dossier_id], catalogue.entries, door.scopes)
        if one["scope_id"] in within and one["moved_on"] is None
    ]
    seen = opened_records(door, rows)
    files = files_to_go(door, seen)
    items = _with_room([weighed_record(door, one, files.get(one.id, ()), let_go=True) for one in seen])
    weighed = Weighed(
        dossier_id=dossier_id,
        number=door.dossier["number"],
        name=next((name_from(catalogue, one.content.fields) for one in seen if one.entry.rule.identifies), ""),
        asked=asked,
        party=party.name,
        items=items,
        closed={},
        statements=[],
        assured=frozenset(),
        said=[said for one in seen for said in one.said if said.of_dossier],
    )
    return ForPrincipal(weighed, _stays(door, weighed, within, row.article))


def _with_room(items: Sequence[WeighedItem]) -> list[WeighedItem]:
    """The items, with the files for which there is room in one package; what is too large never stops the rest."""
    room, found = AT_THE_END.bytes, []
    for item in items:
        kept = fitting(item.files, room) if item.goes else item.files
        room -= sum(file.size for file in kept if file.goes and item.goes)
        found.append(replace(item, files=kept))
    return found


def lines_of(items: Sequence[WeighedItem]) -> dict[str, str]:
    """What goes, per field: the kind of data, its number in the dossier, the field."""
    numbers: Counter[str] = Counter()
    found: dict[str, str] = {}
    for one in items:
        kind = one.record.entry.key
        numbers[kind] += 1
        at = f"{kind}.{numbers[kind]}"
        found[f"{at}.occurred_on"] = one.record.occurred_on.isoformat()
        found |= {f"{at}.{name}": one.record.content.fields[name] for name in one.fields if name not in one.sendable}
    return found


def _trajectories(door: Door, row: HandOver) -> set[UUID]:
    with connections[door.using].cursor() as cursor:
        cursor.execute(OURS, [row.contract_id, UUID(door.dossier["id"])])
        return {one[0] for one in cursor.fetchall()}


def _stays(door: Door, weighed: Weighed, within: set[UUID], where: str) -> list[Stays]:
    """Everything that does not go, counted by kind and reason; `where` nothing else says so, the article of it all."""
    items = {one.record.id: one for one in weighed.items}
    counted: Counter[tuple[str, Why]] = Counter()
    by: dict[tuple[str, Why], dict[str, None]] = {}
    for frame in _frames(door):
        why, articles = _why(door, frame, items.get(frame["id"]), within)
        if why is not None:
            counted[frame["category"], why] += 1
            by.setdefault((frame["category"], why), {}).update(dict.fromkeys(articles))
    for item in weighed.going:
        counted[item.record.entry.key, Why.NO_PAGES] += any(not file.goes and not file.too_large for file in item.files)
        counted[item.record.entry.key, Why.TOO_LARGE] += any(file.too_large for file in item.files)
    found = sorted((key, number) for key, number in counted.items() if number)
    return [Stays(*key, tuple(by.get(key, ())) or (where,), number) for key, number in found]


def _why(
    door: Door, frame: Mapping[str, Any], item: WeighedItem | None, within: set[UUID]
) -> tuple[Why | None, tuple[str, ...]]:
    if frame["scope_id"] not in within:
        return Why.OF_ANOTHER, ()
    if item is not None and item.goes:
        return None, ()
    answer: Answer = item.answer if item is not None else _answer(door, frame)
    if not answer.allowed:
        return Why.BY_RULE, tuple(answer.articles)
    if item is None:
        return Why.UNREADABLE, ()
    if item.too_old_for:
        return Why.TOO_OLD, (item.too_old_for,)
    too_large = any(file.too_large for file in item.files)
    return Why.TOO_LARGE if too_large else Why.NO_FIELD, tuple(answer.articles[:1])


def _answer(door: Door, frame: Mapping[str, Any]) -> Answer:
    scope = next((one for one in door.scopes if one.id == frame["scope_id"]), None)
    return door.decide(frame["category"], scope, author=frame["by_myself"], marks=frame["marks"])


def _frames(door: Door) -> list[dict[str, Any]]:
    with connections[door.using].cursor() as cursor:
        cursor.execute(EVERYTHING, [UUID(door.dossier["id"])])
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
