"""The client's own words added to an item or to the whole dossier: unaltered, at once, with nobody's leave (AVG 16).

    add_statement(actor, dossier_id, NewStatement(words="...", record_id=record))     by who hears it, or by the client

They stand wherever the item stands, and leave along with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.choices import GivenBy, SaidAs
from waarborg.dossiers.models import ClientStatement, Record
from waarborg.dossiers.said import STATEMENT
from waarborg.dossiers.standing import standing_in
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.services import open_keys

ACT = "add_statement"
THEMSELVES = frozenset({"client", "representative"})
"""The roles in which somebody speaks for themself, or for whom they represent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStatement:
    """What the client says; of which item, or without one of the whole dossier; who speaks for them; when."""

    words: str
    record_id: UUID | None = None
    said_as: SaidAs = SaidAs.STATEMENT
    given_by: GivenBy = GivenBy.CLIENT
    said_on: date | None = None


def add_statement(actor: Actor, dossier_id: UUID, new: NewStatement) -> UUID:
    """Add it. Raises `Refused`, `NotFound`, `Conflict` where there is nothing yet to add it to, `InvalidInput`."""
    act = ACT if THEMSELVES & set(actor.roles) else "read"
    with open_door(actor, act, dossier_id=dossier_id) as door:
        return add_in(door, new)


def add_in(door: Door, new: NewStatement) -> UUID:
    """Add it in an open unit of work, for reading or as the client's own act; returns its id."""
    record = record_meant(door, new.record_id)
    own = record.author_id == door.actor.account_id
    door.require(record.category, door.scope(record.scope_id), author=own, marks=record.marks)
    if not new.words.strip():
        raise InvalidInput(
            _("Some things are not right yet."), {"words": _("Write down what the client says, in their words.")}
        )
    if new.said_on and new.said_on > clock.today():
        raise InvalidInput(_("Some things are not right yet."), {"said_on": _("This day is still to come.")})
    keys = open_keys(record.organisation_id, {record.data_key_id}, using=door.using)
    if record.data_key_id not in keys:
        raise NotFound("This record has been destroyed.")
    row = ClientStatement(
        id=new_id(),
        organisation_id=record.organisation_id,
        dossier_id=record.dossier_id,
        record_id=record.pk,
        of_dossier=new.record_id is None,
        said_as=new.said_as,
        given_by=new.given_by,
        said_on=new.said_on or clock.today(),
        account_id=door.actor.somebody,
        recorded_at=clock.now(),
        data_key_id=record.data_key_id,
    )
    row.sealed = keys[record.data_key_id].seal(new.words.strip().encode(), row=row.pk, table=STATEMENT)
    row.decision_id = door.note(Kind.STATEMENT_ADDED, categories=(record.category,), details={"record": str(record.pk)})
    ClientStatement.objects.using(door.using).bulk_create([row])
    return row.pk


def record_meant(door: Door, record_id: UUID | None) -> Record:
    """The item that is meant; without one, who the client is. Raises `NotFound`, `Conflict`."""
    rows = standing_in(door)
    if record_id is not None:
        found = rows.filter(pk=record_id).first()
        if found is None:
            raise NotFound("There is no such record here.")
        return found
    found = rows.filter(category=catalogue_of(door.actor.in_force).identity.key).first()
    if found is None:
        raise Conflict(_("First write down who the client is: what is said of the whole dossier stands there."))
    return found
