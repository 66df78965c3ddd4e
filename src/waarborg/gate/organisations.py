"""Organisations as the faces know them: name, address of the regulation, colleagues. Nothing here is of a client."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from waarborg.accounts.models import Membership, Organisation
from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Agency:
    """One organisation."""

    id: UUID
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who holds a role today."""

    account_id: UUID
    name: str
    role: str
    from_on: date


def agency(organisation_id: UUID) -> Agency:
    """The organisation with this id. Raises `NotFound`."""
    return _agency(Organisation.objects.filter(pk=organisation_id).first())


def agency_named(slug: str) -> Agency:
    """The organisation with this name in addresses. Raises `NotFound`."""
    return _agency(Organisation.objects.filter(slug=slug).first())


def agencies() -> list[Agency]:
    """All organisations of this installation, by name: each has a public regulation."""
    return [_agency(row) for row in Organisation.objects.order_by("name")]


def agencies_among(organisation_ids: Iterable[UUID]) -> list[Agency]:
    """Some organisations, by name."""
    return [_agency(row) for row in Organisation.objects.filter(pk__in=list(organisation_ids)).order_by("name")]


def colleagues(actor: Actor, roles: Iterable[str] | None = None) -> list[Colleague]:
    """Who holds one of these roles (any) at the actor's organisation today, by name; the actor left out."""
    with in_context(actor):
        held = Membership.objects.filter(organisation_id=actor.organisation_id, from_on__lte=clock.today()).exclude(
            until_on__lt=clock.today()
        )
        if roles is not None:
            held = held.filter(role__in=list(roles))
        rows = held.exclude(account_id=actor.somebody).select_related("account").order_by("account__display_name")
        return [Colleague(row.account_id, row.account.display_name, row.role, row.from_on) for row in rows]


def _agency(row: Organisation | None) -> Agency:
    if row is None:
        raise NotFound("There is no such organisation here.")
    return Agency(row.pk, row.slug, row.name)
