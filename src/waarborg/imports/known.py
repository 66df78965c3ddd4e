"""What an agency has that rows name: its principals, their contracts, and who works here. No client's data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Q

from waarborg.accounts.models import Membership
from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context
from waarborg.imports.headings import plain
from waarborg.kernel import clock
from waarborg.parties.models import Contract, Party
from waarborg.policy.possible import possible
from waarborg.practice.selectors import practice_of

Named = TypeVar("Named")


@dataclass(frozen=True, slots=True)
class Agreement:
    """A contract of a principal. `acts_as` says who is controller under it."""

    id: UUID
    number: str
    starts_on: date
    ends_on: date | None
    acts_as: str

    def runs_on(self, day: date) -> bool:
        """Does it run on this day?"""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Principal:
    """Who commissions, with its contracts, the newest last."""

    id: UUID
    name: str
    kind: str
    agreements: tuple[Agreement, ...] = ()

    def agreement(self, number: str, day: date) -> Agreement | None:
        """The contract of this number; without one that which runs on the day, or else the newest."""
        if number:
            return next((one for one in self.agreements if plain(one.number) == plain(number)), None)
        running = [one for one in self.agreements if one.runs_on(day)]
        return (running or self.agreements or (None,))[-1]


@dataclass(frozen=True)
class Known:
    """Principals and colleagues, by how people write them."""

    principals: Mapping[str, Principal] = field(default_factory=dict)
    coaches: Mapping[str, UUID] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    """Kinds of trajectory of the agency's way of working: from how people write one to its key."""


def known(actor: Actor, *, using: str = "default") -> Known:
    """Everything that a row may name, in a context of the actor's organisation. Three statements."""
    found: dict[UUID, list[Agreement]] = {}
    here = {"organisation_id": actor.organisation_id}
    for one in Contract.objects.using(using).filter(**here).order_by("starts_on", "id"):
        agreement = Agreement(one.pk, one.number, one.starts_on, one.ends_on, one.acts_as)
        found.setdefault(one.party_id, []).append(agreement)
    principals = [
        Principal(party.pk, party.name, party.kind, tuple(found.get(party.pk, ())))
        for party in Party.objects.using(using).filter(**here)
        if party.name
    ]
    return Known(_once([(plain(one.name), one) for one in principals]), _coaches(actor, using), _types(actor))


def _types(actor: Actor) -> Mapping[str, str]:
    types = practice_of(actor.organisation_id).types.values()
    return _once([(plain(name), one.key) for one in types for name in (one.key, one.nl, one.en) if not one.retired])


def principals_of(actor: Actor) -> list[Principal]:
    """The principals of the actor's organisation, by name."""
    with in_context(actor):
        return sorted(known(actor).principals.values(), key=lambda one: one.name)


def _coaches(actor: Actor, using: str) -> Mapping[str, UUID]:
    """Who may work on a dossier here today: whoever the rules could ever let write in one."""
    today, policy = clock.today(), actor.in_force.policy
    roles = [role for role in policy.roles if policy.kinds.get(role) != "client" and possible(policy, (role,), "write")]
    held = (
        Membership.objects.using(using)
        .filter(Q(until_on__isnull=True) | Q(until_on__gte=today), organisation_id=actor.organisation_id)
        .filter(role__in=roles, from_on__lte=today, person_id__isnull=True)
        .select_related("account")
    )
    pairs = [(name, one.account_id) for one in held for name in (one.account.display_name, one.account.login)]
    return _once([(plain(name), account) for name, account in pairs if name])


def _once(pairs: Sequence[tuple[str, Named]]) -> dict[str, Named]:
    """Only what one name means alone: a name that two bear means neither."""
    found: dict[str, Named] = {}
    twice: set[str] = set()
    for name, one in pairs:
        if found.setdefault(name, one) != one:
            twice.add(name)
    return {name: one for name, one in found.items() if name not in twice}
