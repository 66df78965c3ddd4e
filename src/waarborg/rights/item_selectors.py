"""The items of a request read: what each is, what the client wants of it, what was decided; and what may be chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from waarborg.accounts.models import Account
from waarborg.dossiers.selectors import SeenDossier, SeenRecord, opened_records, read_in, rows_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import PROVE_NOTHING
from waarborg.letters.services import SeenLetter, letters_in
from waarborg.rights.choices import NEEDS_SECOND, Decided
from waarborg.rights.item_rules import ERASES, grounds_of, refusals_of
from waarborg.rights.item_words import kinds_of_letters, title_of
from waarborg.rights.judging import by_right
from waarborg.rights.lost import LostRestriction, lost_restrictions
from waarborg.rights.models import Request, RequestItem
from waarborg.rights.obstacles import Obstacle, Proposal, frame_of, obstacles, proposed
from waarborg.rights.sealing import ITEM, SaidOfItem
from waarborg.vault.services import open_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenItem:
    """One item of a request."""

    id: UUID
    title: str
    category: str
    record_id: UUID | None
    letter_id: UUID | None
    field: str
    occurred_on: date
    ground: str
    wanted: str
    decided: Decided | None
    because: str
    article: str
    reasons: str
    decided_by: str
    decided_at: datetime | None
    waits_for_second: bool
    mine: bool
    """Did this actor decide it?"""
    goes_alone: bool = True
    """Can it be erased without the rest? A letter that shows that a duty was done cannot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneItem:
    """One item to decide on, with the record as it is now where this actor may read it."""

    number: str
    right: str
    judged_by: str
    ended: bool
    item: SeenItem
    record: SeenRecord | None
    refusals: dict[str, str]
    """Why it may be refused, with the article."""
    obstacles: Sequence[Obstacle] = ()
    """What stands in the way of erasing it."""
    proposal: Proposal | None = None
    """What the rules make of erasing it."""
    restricted: Mapping[str, Any] | None = None
    """That it is restricted now, as the outline has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToChoose:
    """What may be chosen for a request: the records that may be read, the letters, and why a client may ask it."""

    right: str
    seen: SeenDossier
    letters: Sequence[SeenLetter]
    grounds: Sequence[str]
    chosen: frozenset[tuple[UUID | None, str]]
    lost: Sequence[LostRestriction] = ()
    """What is restricted by a request that was lost with a copy: nobody sees it, and it can be named again."""


def items_in(door: Door, request_id: UUID) -> Sequence[SeenItem]:
    """The items of a request, in a unit of work in which that was noted."""
    return _seen(door, _rows(door, request_id))


def one_item(actor: Actor, dossier_id: UUID, request_id: UUID, item_id: UUID) -> OneItem:
    """One of them, to decide on. Raises `Refused`, `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        row = request_in(door, request_id)
        door.noting(by_right(door, row))
        items = [one for one in _rows(door, request_id) if one.pk == item_id]
        if not items:
            raise NotFound("There is no such item here.")
        door.note(Kind.REQUESTS_READ, categories=(items[0].category,) if items[0].category else ())
        found = _in_the_way(door, row, items[0])
        return OneItem(
            number=door.dossier["number"],
            right=row.right,
            judged_by=row.judged_by,
            ended=row.ended_on is not None,
            item=_seen(door, items)[0],
            record=_record(door, items[0]),
            refusals=refusals_of(actor.in_force, row.right),
            obstacles=found or (),
            proposal=proposed(door, row, found) if found is not None else None,
            restricted=next(
                (one for one in door.outline.given["restricted"] if one["record"] == str(items[0].record_id)), None
            ),
        )


def to_choose(actor: Actor, dossier_id: UUID, request_id: UUID) -> ToChoose:
    """What may be chosen. Raises `Refused`, `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        row = request_in(door, request_id)
        chosen = frozenset((one.record_id or one.letter_id, one.field) for one in _rows(door, request_id))
        seen = read_in(door, Kind.DOSSIER_READ)
        return ToChoose(
            right=row.right,
            seen=seen,
            letters=letters_in(door),
            grounds=grounds_of(actor.in_force, row.right),
            chosen=chosen,
            lost=[one for one in lost_restrictions(door, row.right) if (one.record_id, "") not in chosen],
        )


def _in_the_way(door: Door, row: Request, item: RequestItem) -> Sequence[Obstacle] | None:
    """What stands in the way of erasing it, for whom the article names; None where that is not asked."""
    mine = not row.judged_by or row.judged_by in door.actor.roles
    if row.right not in ERASES or item.decided or item.record_id is None or row.ended_on or not mine:
        return None
    return obstacles(door, row, item, frame_of(door, item))


def request_in(door: Door, request_id: UUID) -> Request:
    """A request of the dossier in focus. Raises `Refused` to who has no business there, and `NotFound`."""
    row = Request.objects.using(door.using).filter(pk=request_id, dossier_id=UUID(door.dossier["id"])).first()
    if row is None:
        by_right(door, row)
        raise NotFound("There is no such request here.")
    return row


def _rows(door: Door, request_id: UUID) -> list[RequestItem]:
    rows = RequestItem.objects.using(door.using).filter(request_id=request_id, dossier_id=UUID(door.dossier["id"]))
    return list(rows.order_by("chosen_at", "id"))


def _record(door: Door, item: RequestItem) -> SeenRecord | None:
    """The record as it is, for who may read it."""
    if item.record_id is None:
        return None
    rows = rows_of(door, set(), record_id=item.record_id)
    return next(iter(opened_records(door, rows)), None)


def _seen(door: Door, rows: Sequence[RequestItem]) -> list[SeenItem]:
    keys = open_keys(door.actor.organisation_id, {one.data_key_id for one in rows}, using=door.using)
    people = {one.decided_by_id for one in rows if one.decided_by_id}
    names = dict(Account.objects.using(door.using).filter(pk__in=people).values_list("pk", "display_name"))
    kinds = kinds_of_letters(door, {one.letter_id for one in rows if one.letter_id})
    found = []
    for one in rows:
        if one.data_key_id not in keys:
            continue
        said = SaidOfItem.from_bytes(keys[one.data_key_id].open(bytes(one.sealed), row=one.pk, table=ITEM))
        found.append(
            SeenItem(
                id=one.pk,
                title=title_of(door.actor, one, kinds),
                category=one.category,
                record_id=one.record_id,
                letter_id=one.letter_id,
                field=one.field,
                occurred_on=one.occurred_on,
                ground=one.ground,
                wanted=said.wanted,
                decided=Decided(one.decided) if one.decided else None,
                because=one.because,
                article=one.article,
                reasons=said.reasons,
                decided_by=names.get(one.decided_by_id, "") if one.decided_by_id else "",
                decided_at=one.decided_at,
                waits_for_second=one.because in NEEDS_SECOND and one.agreed_by_id is None,
                mine=one.decided_by_id == door.actor.account_id,
                goes_alone=kinds.get(one.letter_id) in PROVE_NOTHING if one.letter_id else one.record_id is not None,
            )
        )
    return found
