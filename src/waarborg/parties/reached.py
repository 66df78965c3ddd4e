"""Contact persons of a party: names and how to reach them, sealed, each under a key of its own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.models import ContactPerson, Party
from waarborg.parties.selectors import only_staff
from waarborg.parties.services import ACT
from waarborg.vault.services import OpenKey, data_key, open_keys

TABLE = "parties_contactperson"
FATE = "contact_person"
"""The retention class of who is reached at a party: until they are taken away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Who is reached at a party, as what, and how."""

    name: str
    position: str = ""
    email: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenContact(Reached):
    """The same, with its id."""

    id: UUID


def add_contact(actor: Actor, party_id: UUID, new: Reached) -> UUID:
    """Record a contact person of a party. Raises `Refused`, `NotFound`, and `InvalidInput` without a name."""
    if not new.name.strip():
        raise InvalidInput(_("Some things are not right yet."), {"name": _("Fill in the name.")})
    with open_door(actor, ACT) as door:
        door.require_anywhere()
        if not Party.objects.filter(pk=party_id, organisation_id=actor.organisation_id).exists():
            raise NotFound("There is no such party here.")
        decision = door.note(Kind.CONTACT_PERSON_ADDED, details={"party": str(party_id)})
        key = data_key(actor.organisation_id, person_id=None, scope_id=None, retention_class=FATE, own=True)
        made = ContactPerson(
            id=new_id(),
            organisation_id=actor.organisation_id,
            party_id=party_id,
            data_key_id=key.id,
            added_at=clock.now(),
            decision_id=decision,
        )
        made.sealed = key.seal(_written(new), row=made.pk, table=TABLE)
        ContactPerson.objects.bulk_create([made])
    return made.pk


def take_contact_away(actor: Actor, contact_id: UUID) -> UUID:
    """Take a contact person away for good; returns the party they were reached at. Raises `Refused` and `NotFound`."""
    with open_door(actor, ACT) as door:
        door.require_anywhere()
        found = ContactPerson.objects.filter(pk=contact_id, organisation_id=actor.organisation_id)
        row = found.first()
        if row is None:
            raise NotFound("There is no such contact person here.")
        door.note(Kind.CONTACT_PERSON_TAKEN_AWAY, details={"party": str(row.party_id)})
        found.delete()
    return row.party_id


def contacts_of(actor: Actor, party_id: UUID) -> Sequence[SeenContact]:
    """The contact persons of a party, the first recorded first. Raises `NotFound` to outsiders."""
    only_staff(actor)
    with in_context(actor):
        rows = list(ContactPerson.objects.filter(party_id=party_id).order_by("added_at", "id"))
        keys = open_keys(actor.organisation_id, {row.data_key_id for row in rows}) if rows else {}
    return [SeenContact(id=row.pk, **opened(row, keys[row.data_key_id])) for row in rows if row.data_key_id in keys]


def opened(row: Any, key: OpenKey) -> dict[str, str]:
    """What is sealed of one of them."""
    return dict(json.loads(key.open(bytes(row.sealed), row=row.pk, table=TABLE)))


def _written(new: Reached) -> bytes:
    plain = {name: value.strip() for name, value in asdict(new).items()}
    return json.dumps(plain, ensure_ascii=False).encode()
