"""What is known of the outside world: principals by name, each with its agreements. Nothing here is of a client."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from waarborg.gate.actors import Actor, holds
from waarborg.gate.door import in_context
from waarborg.kernel.errors import NotFound
from waarborg.parties.choices import ActsAs, PartyKind
from waarborg.parties.models import Contract, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenContract:
    """An agreement: its number, its days (the last included; None: until further notice), who is controller."""

    id: UUID
    number: str
    starts_on: date
    ends_on: date | None
    acts_as: ActsAs

    def runs_on(self, day: date) -> bool:
        """Does it run on this day?"""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenParty:
    """A principal, with its agreements, the newest first. Who comes by themself has no name."""

    id: UUID
    kind: PartyKind
    name: str
    contracts: Sequence[SeenContract]

    def running_on(self, day: date) -> Sequence[SeenContract]:
        """The agreements that run on this day."""
        return [one for one in self.contracts if one.runs_on(day)]


def principals(actor: Actor) -> Sequence[SeenParty]:
    """Everybody who sends people to the actor's organisation, by name. Two statements. Raises `NotFound` to outsiders.

    People who came by themself are not listed; what was agreed with people who pay for themselves is.
    """
    _only_staff(actor)
    with in_context(actor):
        agreed = _contracts(Contract.objects.filter(organisation_id=actor.organisation_id))
        rows = Party.objects.filter(organisation_id=actor.organisation_id)
        rows = rows.filter(~Q(kind=PartyKind.CLIENT) | Q(pk__in=list(agreed))).order_by("name", "id")
        return [_seen(row, agreed.get(row.pk, ())) for row in rows]


def principal(actor: Actor, party_id: UUID) -> SeenParty:
    """One of them. Raises `NotFound`."""
    _only_staff(actor)
    with in_context(actor):
        row = Party.objects.filter(pk=party_id, organisation_id=actor.organisation_id).first()
        if row is None:
            raise NotFound("There is no such principal here.")
        return _seen(row, _contracts(Contract.objects.filter(party_id=party_id)).get(party_id, ()))


def _only_staff(actor: Actor) -> None:
    """With whom an agency works is known to who works there."""
    kinds = actor.in_force.policy.kinds
    if not holds(actor, [role for role in actor.roles if kinds.get(role) == "staff"]):
        raise NotFound("There is nothing here.")


def _contracts(rows: Iterable[Contract]) -> dict[UUID, list[SeenContract]]:
    found: dict[UUID, list[SeenContract]] = {}
    for row in sorted(rows, key=lambda one: (one.starts_on, one.pk), reverse=True):
        seen = SeenContract(
            id=row.pk, number=row.number, starts_on=row.starts_on, ends_on=row.ends_on, acts_as=ActsAs(row.acts_as)
        )
        found.setdefault(row.party_id, []).append(seen)
    return found


def _seen(row: Party, contracts: Sequence[SeenContract]) -> SeenParty:
    return SeenParty(id=row.pk, kind=PartyKind(row.kind), name=row.name, contracts=contracts)
