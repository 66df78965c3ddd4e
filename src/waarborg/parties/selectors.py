"""What is known of the outside world: principals by name, each with its agreements. Nothing here is of a client."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from waarborg.gate.actors import Actor, holds
from waarborg.gate.door import Door, in_context
from waarborg.kernel.errors import NotFound
from waarborg.parties.choices import PRINCIPALS, ActsAs, Assured, PartyKind
from waarborg.parties.models import Assurance, Contract, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenContract:
    """An agreement: its number, its days (the last included; None: until further notice), who is controller."""

    id: UUID
    number: str
    starts_on: date
    ends_on: date | None
    acts_as: ActsAs
    review_on: date | None = None
    """Before which day somebody looks at it again."""

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
    only_staff(actor)
    with in_context(actor):
        agreed = _contracts(Contract.objects.filter(organisation_id=actor.organisation_id))
        rows = Party.objects.filter(organisation_id=actor.organisation_id, kind__in=PRINCIPALS)
        rows = rows.filter(~Q(kind=PartyKind.CLIENT) | Q(pk__in=list(agreed))).order_by("name", "id")
        return [_seen(row, agreed.get(row.pk, ())) for row in rows]


def principal(actor: Actor, party_id: UUID) -> SeenParty:
    """One of them. Raises `NotFound`."""
    only_staff(actor)
    with in_context(actor):
        row = Party.objects.filter(pk=party_id, organisation_id=actor.organisation_id).first()
        if row is None:
            raise NotFound("There is no such principal here.")
        return _seen(row, _contracts(Contract.objects.filter(party_id=party_id)).get(party_id, ()))


def agreement_numbers(actor: Actor) -> dict[UUID, str]:
    """The number of every agreement, by its id. One statement; nothing of a client is in it."""
    with in_context(actor):
        return dict(Contract.objects.filter(organisation_id=actor.organisation_id).values_list("pk", "number"))


def others(actor: Actor) -> Sequence[SeenParty]:
    """Everybody outside who sends nobody: partners, training institutes, processors, by name. Two statements.

    Raises `NotFound` to outsiders.
    """
    only_staff(actor)
    with in_context(actor):
        rows = Party.objects.filter(organisation_id=actor.organisation_id).exclude(kind__in=PRINCIPALS)
        return [_seen(row, ()) for row in rows.order_by("kind", "name", "id")]


def of_kind(actor: Actor, *kinds: str) -> Sequence[SeenParty]:
    """Those of one or more kinds, by name. One statement. Raises `NotFound` to outsiders."""
    only_staff(actor)
    with in_context(actor):
        rows = Party.objects.filter(organisation_id=actor.organisation_id, kind__in=kinds).exclude(name="")
        return [_seen(row, ()) for row in rows.order_by("name", "id")]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenAssurance:
    """What was made sure of about a party, since when, until which day (included), and what shows it."""

    id: UUID
    fact: Assured
    from_on: date
    review_on: date | None
    shown_by: str
    ended_on: date | None

    def holds_on(self, day: date) -> bool:
        """Is it so on this day? Not after the day by which somebody should have looked again, nor from its end on."""
        overdue = self.review_on is not None and day > self.review_on
        ended = self.ended_on is not None and day >= self.ended_on
        return self.from_on <= day and not (overdue or ended)


def assurances(actor: Actor, party_id: UUID) -> Sequence[SeenAssurance]:
    """What was made sure of about one party, the newest first. Raises `NotFound` to outsiders."""
    only_staff(actor)
    with in_context(actor):
        rows = Assurance.objects.filter(party_id=party_id, organisation_id=actor.organisation_id)
        return [_assured(row) for row in rows.order_by("-from_on", "-id")]


def assured_facts(door: Door, party_id: UUID, day: date) -> set[str]:
    """The facts about a party that hold on a day, read in an open unit of work."""
    return facts_of_party(party_id, day, using=door.using)


def facts_of_party(party_id: UUID, day: date, *, using: str = "default") -> set[str]:
    """The same for whoever stands in an open unit of work."""
    rows = Assurance.objects.using(using).filter(party_id=party_id)
    return {row.fact for row in rows if _assured(row).holds_on(day)}


def _assured(row: Assurance) -> SeenAssurance:
    return SeenAssurance(
        id=row.pk,
        fact=Assured(row.fact),
        from_on=row.from_on,
        review_on=row.review_on,
        shown_by=row.shown_by,
        ended_on=row.ended_on,
    )


def only_staff(actor: Actor) -> None:
    """With whom an agency works is known to who works there."""
    kinds = actor.in_force.policy.kinds
    if not holds(actor, [role for role in actor.roles if kinds.get(role) == "staff"]):
        raise NotFound("There is nothing here.")


def _contracts(rows: Iterable[Contract]) -> dict[UUID, list[SeenContract]]:
    found: dict[UUID, list[SeenContract]] = {}
    for row in sorted(rows, key=lambda one: (one.starts_on, one.pk), reverse=True):
        seen = SeenContract(
            id=row.pk,
            number=row.number,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            acts_as=ActsAs(row.acts_as),
            review_on=row.review_on,
        )
        found.setdefault(row.party_id, []).append(seen)
    return found


def _seen(row: Party, contracts: Sequence[SeenContract]) -> SeenParty:
    return SeenParty(id=row.pk, kind=PartyKind(row.kind), name=row.name, contracts=contracts)
