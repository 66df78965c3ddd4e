"""Who stands at the door: an account, at one organisation, in the roles it holds there today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import connections

from waarborg.gate.policies import InForce, in_force
from waarborg.kernel import clock
from waarborg.kernel.errors import ConfigurationError, NotFound

SYSTEM = "system"
WORKS_HERE = "supplier"
"""The role from outside that comes to work here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody acting for an organisation. `account_id` is None for the program itself, in the role `system`.

    `strong` says whether they signed in with a second factor; `from_where` is a truncated network address.
    """

    organisation_id: UUID
    account_id: UUID | None
    roles: tuple[str, ...]
    in_force: InForce
    strong: bool = False
    from_where: str = ""
    has_choice: bool = False
    """They hold more than one role, here or elsewhere, and may choose as what they work."""
    narrow: tuple[str, ...] | None = None
    """The only kinds of data that whatever they do is about, where their mandate names some; None for all."""

    @property
    def somebody(self) -> UUID:
        """The account of a person. Raises `ConfigurationError` when the program itself acts."""
        if self.account_id is None:
            raise ConfigurationError("This is done by a person, not by the program.")
        return self.account_id

    def as_roles(self, *roles: str) -> Actor:
        """The same person in fewer roles."""
        return replace(self, roles=tuple(role for role in self.roles if role in roles))


@dataclass(frozen=True, slots=True)
class Place:
    """One organisation where an account holds roles today."""

    organisation_id: UUID
    roles: tuple[str, ...]


def places_of(account_id: UUID, *, using: str = "default") -> tuple[Place, ...]:
    """Where this account holds roles today. One statement."""
    with connections[using].cursor() as cursor:
        cursor.execute("select organisation_id, role from gate.memberships_of(%s, %s)", [account_id, clock.today()])
        found: dict[UUID, list[str]] = {}
        for organisation_id, role in cursor.fetchall():
            found.setdefault(organisation_id, []).append(role)
    return tuple(Place(organisation_id, tuple(dict.fromkeys(roles))) for organisation_id, roles in found.items())


def actor_at(
    account_id: UUID, organisation_id: UUID | None = None, *, strong: bool, from_where: str = "", using: str = "default"
) -> Actor:
    """The actor for an account, at the organisation asked for or the first where it holds a role.

    Raises `NotFound` when it holds none there today: employment, hiring or commission has ended.
    """
    places = places_of(account_id, using=using)
    for place in places:
        if organisation_id in (None, place.organisation_id):
            return Actor(
                organisation_id=place.organisation_id,
                account_id=account_id,
                roles=place.roles,
                in_force=in_force(place.organisation_id, using=using),
                strong=strong,
                from_where=from_where,
                has_choice=len(places) > 1 or len(place.roles) > 1,
            )
    raise NotFound("This account holds no role here today.")


def system_at(organisation_id: UUID, *, using: str = "default") -> Actor:
    """The program itself, acting for an organisation: jobs are permitted by rules like anybody."""
    return Actor(
        organisation_id=organisation_id,
        account_id=None,
        roles=(SYSTEM,),
        in_force=in_force(organisation_id, using=using),
    )


def holds(actor: Actor, roles: Iterable[str]) -> bool:
    """Does the actor hold any of these roles?"""
    return any(role in actor.roles for role in roles)


def is_client(actor: Actor) -> bool:
    """Does a client act, or who decides for them, in no role of the agency's own?"""
    kinds = actor.in_force.policy.kinds
    return bool(actor.roles) and all(kinds.get(role) == "client" for role in actor.roles)


def is_outsider(actor: Actor) -> bool:
    """Does somebody act who comes from outside to see what is theirs, in no other role?

    Somebody of a supplier works here, as far as the rules let.
    """
    kinds, alike = actor.in_force.policy.kinds, actor.in_force.regulation.roles
    return bool(actor.roles) and all(
        kinds.get(role) == "outsider" and alike.get(role, role) != WORKS_HERE for role in actor.roles
    )
