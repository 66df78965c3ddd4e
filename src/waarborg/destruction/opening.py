"""What was put away: seen by number and kind, and opened only where a duty of the law is stated.

put_away_parts(actor)                     every part: number, kinds, until when, by which article; no content
open_part(actor, part_id, asked)          what it says; an event each time, and a row that says by which duty

Nobody reads it otherwise, whatever their role: the key opens in no other context (PostgreSQL), and the rules are asked
whether this person may open it for such a duty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _

from waarborg.destruction.choices import Duty
from waarborg.destruction.models import Opening, PutAway
from waarborg.destruction.proposing import may_look
from waarborg.destruction.sealing import OPENING, PUT_AWAY, items_in
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, Door, open_door
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.explaining import explains
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.blobs import blob_row, open_blob
from waarborg.vault.services import OpenKey, open_keys

ACT = "open_archive"
"""The act about which the rules are asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PutAwayPart:
    """A part of a dossier that was put away, and who opened it since."""

    id: UUID
    number: str
    categories: Sequence[str]
    records: int
    statute: bool
    rests_on: Sequence[Mapping[str, Any]]
    put_away_on: date
    until_on: date
    openings: Sequence[SeenOpening] = ()


@dataclass(frozen=True, slots=True)
class SeenOpening:
    """Who opened it, when, by which duty of the law."""

    name: str
    duty: Duty
    at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """By which duty it is opened, and in one's own words who asks it."""

    duty: Duty
    words: str


def put_away_parts(actor: Actor) -> list[PutAwayPart]:
    """Every part that is still there, the nearest end first. Raises `NotFound` for whose approval does not count."""
    if not may_look(actor):
        raise NotFound("There is nothing put away for you to see.")
    with open_door(actor, "read") as door:
        door.note(Kind.DESTRUCTIONS_READ)
        return list(_parts(door, PutAway.objects.using(door.using).exclude(sealed=b"").order_by("until_on", "pk")))


def put_away_part(actor: Actor, part_id: UUID) -> PutAwayPart:
    """One part. Raises `NotFound`."""
    if not may_look(actor):
        raise NotFound("There is nothing put away for you to see.")
    with open_door(actor, "read") as door:
        door.note(Kind.DESTRUCTIONS_READ)
        return _one(door, part_id)


def open_part(actor: Actor, part_id: UUID, asked: Asked) -> list[dict[str, Any]]:
    """What a part says, item by item. Raises `NotFound`, `InvalidInput` without words, and `Refused`."""
    _check(asked)
    dossier_id = _dossier_of(actor, part_id)
    with open_door(actor, ACT, dossier_id=dossier_id, claims=Claims(facts=(asked.duty.value,))) as door:
        row, key = _opened(door, part_id, asked)
        return items_in(key.open(bytes(row.sealed), row=row.pk, table=PUT_AWAY))


def open_file(actor: Actor, part_id: UUID, blob_id: UUID, asked: Asked) -> tuple[str, Iterator[bytes]]:
    """One file of a part, by its number there: its kind and its content. Raises as `open_part` does."""
    _check(asked)
    dossier_id = _dossier_of(actor, part_id)
    with open_door(actor, ACT, dossier_id=dossier_id, claims=Claims(facts=(asked.duty.value,))) as door:
        row, key = _opened(door, part_id, asked)
        items = items_in(key.open(bytes(row.sealed), row=row.pk, table=PUT_AWAY))
        kinds = {one["file"]["id"]: one["file"]["kind"] for one in items if one["file"]}
        if str(blob_id) not in kinds:
            raise NotFound("There is no such file.")
        blob = blob_row(actor.organisation_id, blob_id, using=door.using)
    return kinds[str(blob_id)], open_blob(blob, key)


def _opened(door: Door, part_id: UUID, asked: Asked) -> tuple[PutAway, OpenKey]:
    """The part and its key, once the rules let this person give each kind of data in it; and that it was opened."""
    row = PutAway.objects.using(door.using).filter(pk=part_id).exclude(sealed=b"").first()
    if row is None:
        raise NotFound("There is no such part.")
    scope = next((one for one in door.scopes if one.id == row.scope_id), door.scope())
    for category in row.categories:
        door.require(category, scope)
    decision = door.note(Kind.PUT_AWAY_OPENED, categories=tuple(row.categories), details={"duty": asked.duty.value})
    key = open_keys(row.organisation_id, [row.data_key_id], using=door.using)[row.data_key_id]
    made = new_id()
    opening = Opening(
        id=made,
        organisation_id=row.organisation_id,
        put_away_id=row.pk,
        account_id=door.actor.somebody,
        duty=asked.duty,
        at=door.context.moment,
        data_key_id=key.id,
        sealed=key.seal(asked.words.strip().encode(), row=made, table=OPENING),
        decision_id=decision,
    )
    Opening.objects.using(door.using).bulk_create([opening])
    return row, key


def _check(asked: Asked) -> None:
    if not explains(asked.words):
        raise InvalidInput(
            _("Some things are not right yet."), {"words": _("Say in a few words who asks it, and by which law.")}
        )


def _dossier_of(actor: Actor, part_id: UUID) -> UUID:
    if not may_look(actor):
        raise NotFound("There is nothing put away for you to see.")
    with open_door(actor, "read") as door:
        door.note(Kind.DESTRUCTIONS_READ)
        found = PutAway.objects.using(door.using).filter(pk=part_id).values_list("dossier_id", flat=True).first()
        if found is None:
            raise NotFound("There is no such part.")
        return found


def _one(door: Door, part_id: UUID) -> PutAwayPart:
    found = next(_parts(door, PutAway.objects.using(door.using).filter(pk=part_id)), None)
    if found is None:
        raise NotFound("There is no such part.")
    return found


def _parts(door: Door, rows: Any) -> Iterator[PutAwayPart]:
    found = list(rows)
    with connections[door.using].cursor() as cursor:
        cursor.execute("select id, number from gate.numbers_put_away()")
        numbers = dict(cursor.fetchall())
    openings = Opening.objects.using(door.using).filter(put_away_id__in=[one.pk for one in found])
    opened: dict[UUID, list[SeenOpening]] = {}
    for each in openings.select_related("account").order_by("at"):
        opened.setdefault(each.put_away_id, []).append(SeenOpening(each.account.display_name, Duty(each.duty), each.at))
    for one in found:
        yield PutAwayPart(
            id=one.pk,
            number=numbers.get(one.dossier_id, ""),
            categories=one.categories,
            records=one.records,
            statute=one.statute,
            rests_on=one.rests_on,
            put_away_on=one.put_away_on,
            until_on=one.until_on,
            openings=opened.get(one.pk, []),
        )
