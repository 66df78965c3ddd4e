"""A dossier, or one kind of data of it, on paper: for a purpose, as far as the rules let it be printed, as an event.

What is covered stays covered on paper; files do not go along.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import Entry, catalogue_of
from waarborg.dossiers.leaving import leaving, require_something
from waarborg.dossiers.selectors import SeenRecord, name_from, opened_records
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, open_door
from waarborg.kernel.errors import InvalidInput
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.possible import is_possible


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What goes on paper: whose, what for, and the records by kind in the order of the catalogue."""

    number: str
    name: str
    purpose: str
    records: Sequence[tuple[Entry, Sequence[SeenRecord]]]
    printed_at: datetime


def printable(actor: Actor) -> list[Entry]:
    """The kinds of data that the regulation ever lets be printed in these roles."""
    policy = actor.in_force.policy
    return [
        entry
        for entry in catalogue_of(actor.in_force)
        if any(is_possible(policy.cell(role, "print", entry.key)) for role in actor.roles)
    ]


def print_dossier(actor: Actor, dossier_id: UUID, *, purpose: str, categories: Sequence[str] | None = None) -> Printed:
    """Put a dossier, or some kinds of data of it, on paper.

    Raises `InvalidInput` for a purpose that is not of the closed list, `Refused` when nothing may be printed, and
    `NotFound`.
    """
    catalogue = catalogue_of(actor.in_force)
    if purpose not in actor.in_force.policy.purposes:
        raise InvalidInput(_("Some things are not right yet."), {"purpose": _("Choose a purpose from the list.")})
    wanted = [entry for entry in catalogue if categories is None or entry.key in categories]
    with open_door(actor, "print", dossier_id=dossier_id, claims=Claims(purpose=purpose)) as door:
        number = door.dossier["number"]
        require_something(door, [entry.key for entry in wanted], door.scopes)
        kinds = dict.fromkeys([*(entry.key for entry in wanted), catalogue.identity.key])
        found = opened_records(door, leaving(door, [dossier_id], kinds, door.scopes))
        shown = [record for record in found if record.entry in wanted]
        door.note(Kind.PRINT_MADE, categories=tuple(dict.fromkeys(record.entry.key for record in shown)))
        name = next((name_from(catalogue, one.content.fields) for one in found if one.entry.rule.identifies), "")
    by_kind = [(entry, [one for one in shown if one.entry is entry]) for entry in wanted]
    return Printed(
        number=number,
        name=name,
        purpose=purpose,
        records=[(entry, records) for entry, records in by_kind if records],
        printed_at=door.context.moment,
    )
