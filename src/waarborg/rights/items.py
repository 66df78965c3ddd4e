"""What a request is about: the records, values, files and letters that the client means, each with why.

choose(actor, dossier_id, request_id, Chosen(things=(Thing(record_id=...),), ground="incorrect", wanted="..."))
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.standing import standing_in
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.models import Letter
from waarborg.rights.choices import BY_ITEM, SAYS_WHAT
from waarborg.rights.going_on import handled
from waarborg.rights.item_rules import grounds_of
from waarborg.rights.lost import lost_restrictions
from waarborg.rights.models import Request, RequestItem
from waarborg.rights.sealing import ITEM, SaidOfItem, key_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing that is meant: a record, one field of it, or a letter."""

    record_id: UUID | None = None
    field: str = ""
    letter_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What is meant, why, and what it should become in the client's words."""

    things: Sequence[Thing]
    ground: str = ""
    wanted: str = ""


def choose(actor: Actor, dossier_id: UUID, request_id: UUID, chosen: Chosen) -> Sequence[UUID]:
    """Write down what a request is about; more can be chosen later, until it was answered.

    Raises `Refused`, `NotFound`, `Conflict`, and `InvalidInput` with a message per field.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        row, _counted = handled(door, request_id)
        if row.right not in BY_ITEM:
            raise Conflict(_("This is not asked item by item."))
        _check(door, row, chosen)
        found = [_found(door, row, one) for one in dict.fromkeys(chosen.things)]
        _require_new(door, row, found)
        decision = door.note(
            Kind.REQUEST_ITEMS_CHOSEN,
            categories=tuple(dict.fromkeys(one.category for one in found if one.category)),
            details={"request": str(row.pk), "items": len(found)},
        )
        made = [_made(door, row, one, chosen, decision) for one in found]
        RequestItem.objects.using(door.using).bulk_create(made)
        return [one.pk for one in made]


def item_in(door: Door, row: Request, item_id: UUID) -> RequestItem:
    """An item of this request that nothing was decided on. Raises `NotFound` and `Conflict`."""
    item = RequestItem.objects.using(door.using).filter(pk=item_id, request_id=row.pk).first()
    if item is None:
        raise NotFound("There is no such item here.")
    if item.decided:
        raise Conflict(_("This was decided already."))
    return item


@dataclass(frozen=True, slots=True)
class _Meant:
    thing: Thing
    category: str
    on: date


def _check(door: Door, row: Request, chosen: Chosen) -> None:
    wrong, grounds = dict[str, str](), grounds_of(door.actor.in_force, row.right)
    if not chosen.things:
        wrong["things"] = _("Choose what it is about.")
    if (grounds or chosen.ground) and chosen.ground not in grounds:
        wrong["ground"] = _("Choose why the client asks this.")
    if row.right in SAYS_WHAT and not chosen.wanted.strip():
        wrong["wanted"] = _("Write down what it should become, in the client's words. Help them with it where needed.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)


def _found(door: Door, row: Request, thing: Thing) -> _Meant:
    dossier_id = UUID(door.dossier["id"])
    if thing.letter_id is not None:
        letter = Letter.objects.using(door.using).filter(pk=thing.letter_id, dossier_id=dossier_id).first()
        if letter is None:
            raise NotFound("There is no such letter here.")
        return _Meant(thing, "", clock.day_of(letter.made_at))
    if thing.record_id is None:
        raise NotFound("There is no such record here.")
    record = standing_in(door).filter(pk=thing.record_id).first()
    if record is None:
        return _out_of_sight(door, row, thing)
    own = record.author_id == door.actor.account_id
    door.require(record.category, door.scope(record.scope_id), author=own, marks=record.marks)
    return _Meant(thing, record.category, record.occurred_on)


def _out_of_sight(door: Door, row: Request, thing: Thing) -> _Meant:
    """An item whose restriction came back with a copy without its request: meant whole, known by its kind alone."""
    lost = lost_restrictions(door, row.right) if not thing.field else ()
    found = next((one for one in lost if one.record_id == thing.record_id), None)
    if found is None:
        raise NotFound("There is no such record here.")
    return _Meant(thing, found.category, found.since)


def _require_new(door: Door, row: Request, found: Iterable[_Meant]) -> None:
    before = set(
        RequestItem.objects.using(door.using).filter(request_id=row.pk).values_list("record_id", "field", "letter_id")
    )
    if any((one.thing.record_id, one.thing.field, one.thing.letter_id) in before for one in found):
        said = _("One of these was chosen already.")
        raise InvalidInput(_("Some things are not right yet."), {"things": said})


def _made(door: Door, row: Request, meant: _Meant, chosen: Chosen, decision: UUID) -> RequestItem:
    key = key_in(door)
    item = RequestItem(
        id=new_id(),
        organisation_id=row.organisation_id,
        request_id=row.pk,
        dossier_id=row.dossier_id,
        record_id=meant.thing.record_id,
        letter_id=meant.thing.letter_id,
        field=meant.thing.field,
        category=meant.category,
        occurred_on=meant.on,
        ground=chosen.ground,
        chosen_by_id=door.actor.somebody,
        chosen_at=clock.now(),
        data_key_id=key.id,
        decision_id=decision,
    )
    item.sealed = key.seal(SaidOfItem(wanted=chosen.wanted.strip()).to_bytes(), row=item.pk, table=ITEM)
    return item
