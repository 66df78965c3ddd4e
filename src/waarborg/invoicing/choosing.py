"""What can be chosen for a new invoice: trajectories, the reference to begin with, fixed prices not charged yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.selectors import opened_records, rows_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.invoicing.governing import claims, field_for, names_allowed, required_governing
from waarborg.invoicing.models import Charged
from waarborg.ledger.vocabulary import Kind
from waarborg.practice.billing import FixedPrice
from waarborg.practice.selectors import Practice, practice_of

COMMISSION = "commission"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToInvoice:
    """Of which trajectories an invoice may be made, the reference to begin with, and the fixed prices left."""

    dossier_id: UUID
    number: str
    trajectories: Sequence[Mapping[str, Any]]
    reference: str
    fixed: Sequence[FixedPrice]
    with_name: bool
    practice: Practice


def to_invoice(actor: Actor, dossier_id: UUID) -> ToInvoice:
    """What the form needs. Raises `Refused`, `NotFound`, and `InvalidInput` where nothing governs invoices."""
    entry = required_governing(actor)
    practice = practice_of(actor.organisation_id)
    with open_door(actor, "write", dossier_id=dossier_id, claims=claims(actor)) as door:
        allowed = {str(one.id) for one in door.scopes if door.decide(entry.key, one, author=True).allowed}
        trajectories = [one for one in door.outline.given["trajectories"] if one["id"] in allowed]
        if not trajectories:
            door.require(entry.key, door.scopes[-1], author=True)
        door.note(Kind.INVOICES_READ, categories=(entry.key,))
        return ToInvoice(
            dossier_id=dossier_id,
            number=door.dossier["number"],
            trajectories=trajectories,
            reference=_reference(door),
            fixed=_left(door, practice, {one["type"] for one in trajectories}),
            with_name=names_allowed(actor),
            practice=practice,
        )


def _reference(door: Door) -> str:
    """The number by which the commission is known, where the actor may read one; else that of the dossier."""
    entry = catalogue_of(door.actor.in_force).serving_as(COMMISSION)
    field = field_for(entry, "reference") if entry else None
    if entry and field:
        for record in opened_records(door, rows_of(door, {entry.key})):
            if said := record.content.fields.get(field):
                return said
    return str(door.dossier["number"])


def _left(door: Door, practice: Practice, kinds: set[str]) -> list[FixedPrice]:
    if practice.way.billing is None:
        return []
    rows = Charged.objects.using(door.using).filter(dossier_id=UUID(door.dossier["id"]), released_at=None)
    gone = set(rows.exclude(fixed="").values_list("fixed", flat=True))
    return [one for kind in sorted(kinds) for one in practice.way.billing.fixed_for(kind) if one.key not in gone]
