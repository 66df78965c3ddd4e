"""Whether an address is still right: asked of the client before anything is sent there, with the day of the answer.

What the client gave counts from that day; what somebody else gave has to be asked. A correction has to be asked anew,
and so does an answer that is older than the regulation lets such data be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.models import AddressConfirmation
from waarborg.dossiers.selectors import SeenRecord, opened_records, rows_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.calendar import shipped_calendar
from waarborg.policy.model.catalogue import Recency

BY_POST, BY_MAIL = "address", "email"
"""Types of fields that say where something is sent."""
OF_THEMSELF = frozenset({"client", "representative"})
"""Sources who know their own address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """One record that says where the client is reached: in which ways, and since when that is known to be right."""

    record: SeenRecord
    types: frozenset[str]
    confirmed_on: date | None

    def sent_to(self, kind: str) -> str:
        """Where something of this kind goes, as it is written down."""
        fields = self.record.entry.rule.fields
        return next((value for name, value in self.record.content.fields.items() if fields[name].type == kind), "")


def addresses_in(door: Door) -> Sequence[Address]:
    """Where the client is reached, as far as the actor may read it, in an open unit of work."""
    places = dict(_places(door.actor.in_force))
    readable = {category for category in places if door.decide(category, door.scope(), action="read").allowed}
    return addresses_among(door, opened_records(door, rows_of(door, readable)) if readable else [])


def addresses_among(door: Door, records: Sequence[SeenRecord]) -> Sequence[Address]:
    """The same, of records that were read already in this unit of work."""
    places, asked = dict(_places(door.actor.in_force)), _asked(door)
    return [
        Address(
            record=record,
            types=frozenset(
                rule.type
                for name, rule in record.entry.rule.fields.items()
                if rule.type in {BY_POST, BY_MAIL} and record.content.fields.get(name)
            ),
            confirmed_on=_confirmed(door.actor.in_force, record, asked),
        )
        for record in records
        if record.entry.key in places
    ]


def addresses_of(actor: Actor, dossier_id: UUID) -> Sequence[Address]:
    """The same, as an event. Raises `Refused` to who may read none of it, and `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        places = dict(_places(actor.in_force))
        answers = [answer for category in places if (answer := door.decide(category, door.scope())).allowed]
        if not answers:
            door.require(next(iter(places), catalogue_of(actor.in_force).identity.key), door.scope())
        door.noting(answers)
        door.note(Kind.DOSSIER_READ, categories=tuple(places))
        return addresses_in(door)


def confirm(actor: Actor, dossier_id: UUID, record_id: UUID) -> None:
    """Write down that the client said today that this address is right. Raises `Refused` and `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        found = next((one.record for one in addresses_in(door) if one.record.id == record_id), None)
        if found is None:
            raise NotFound("There is no such address here.")
        door.require(found.entry.key, door.scope())
        decision = door.note(Kind.ADDRESS_CONFIRMED, categories=(found.entry.key,))
        AddressConfirmation.objects.bulk_create(
            [
                AddressConfirmation(
                    id=new_id(),
                    organisation_id=actor.organisation_id,
                    dossier_id=dossier_id,
                    record_id=found.id,
                    record_version=found.version,
                    confirmed_on=clock.today(),
                    account_id=actor.account_id,
                    decision_id=decision,
                )
            ]
        )


def require_confirmed(door: Door, kind: str) -> str:
    """Where something of this kind is sent. Raises `InvalidInput` where nobody asked whether that is still right."""
    reached = [one for one in addresses_in(door) if kind in one.types]
    if not reached:
        raise InvalidInput(_("There is no such address here. Give it another way."))
    right = next((one for one in reached if one.confirmed_on is not None), None)
    if right is None:
        raise InvalidInput(_("Nobody asked yet whether this address is right. Ask the client, and confirm it first."))
    return right.sent_to(kind)


def _places(version: InForce) -> Iterator[tuple[str, str]]:
    """Kinds of data of the person that say where they are reached; what is of a trajectory is of others."""
    for entry in catalogue_of(version):
        types = {rule.type for rule in entry.rule.fields.values()}
        if not entry.of_trajectory and not entry.rule.redacts and {BY_POST, BY_MAIL} & types:
            yield entry.key, entry.article


def _asked(door: Door) -> dict[tuple[UUID, int], date]:
    rows = AddressConfirmation.objects.using(door.using).filter(dossier_id=UUID(door.dossier["id"]))
    return {
        (record, version): on
        for record, version, on in rows.order_by("confirmed_on").values_list(
            "record_id", "record_version", "confirmed_on"
        )
    }


def _confirmed(version: InForce, record: SeenRecord, asked: dict[tuple[UUID, int], date]) -> date | None:
    found = [asked[record.id, record.version]] if (record.id, record.version) in asked else []
    if record.source in OF_THEMSELF:
        found.append(clock.day_of(record.changed_at))
    on = max(found, default=None)
    return on if on is not None and clock.today() <= _holds_until(version, record.entry.key, on) else None


def _holds_until(version: InForce, category: str, on: date) -> date:
    """The last day on which the answer counts; without a rule there is none."""
    for article in version.regulation.articles:
        for rule in article.rules:
            if isinstance(rule, Recency) and {category, "all"} & set(rule.refresh):
                due = shipped_calendar().add(rule.every, on)
                return clock.day_of(due) if isinstance(due, datetime) else due
    return date.max
