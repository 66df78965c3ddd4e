"""Who of the client's side comes in: as the dossier shows it to who works there, and as it is one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import connections

from waarborg.accounts.invitations import has_second_factor
from waarborg.accounts.models import Membership
from waarborg.admission.models import Mandate
from waarborg.admission.reaching import ACTING, CLIENT, REPRESENTATIVE
from waarborg.admission.sealing import Said, opened
from waarborg.dossiers.choices import GivenBy
from waarborg.dossiers.models import Person
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, in_context, open_door
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.services import open_keys

OWN = "select * from gate.own_dossiers()"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDossier:
    """A dossier that somebody comes in for: their own, or of whom they decide for, as far as their mandate reaches."""

    membership_id: UUID
    dossier_id: UUID
    number: str
    acting: GivenBy
    categories: tuple[str, ...] | None
    only_reads: bool
    until_on: date | None
    closed_on: date | None

    def within(self, actor: Actor) -> Actor:
        """The same person, as whom they come in for this dossier, doing nothing outside their mandate."""
        role = CLIENT if self.acting is GivenBy.CLIENT else REPRESENTATIVE
        return replace(actor.as_roles(role), narrow=self.categories)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comer:
    """Somebody who comes in, or came: as what, who (of a representative), how far and until when."""

    membership_id: UUID
    acting: GivenBy
    name: str
    seen: str
    seen_on: date | None
    by_mail: bool
    categories: tuple[str, ...] | None
    only_reads: bool
    from_on: date
    until_on: date | None
    has_been: bool
    has_phone: bool

    @property
    def runs(self) -> bool:
        """Do they come in today?"""
        return self.until_on is None or self.until_on >= clock.today()


@dataclass(frozen=True, slots=True)
class Comers:
    """Everybody who comes in for one client, or came; and the day on which the client died."""

    found: Sequence[Comer]
    died_on: date | None


def own_dossiers(actor: Actor) -> list[OwnDossier]:
    """What the actor comes in for today, their own dossier first. No look into it."""
    with in_context(actor), connections["default"].cursor() as cursor:
        cursor.execute(OWN)
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [
        OwnDossier(
            membership_id=row["membership_id"],
            dossier_id=row["dossier_id"],
            number=row["number"],
            acting=GivenBy(row["acting"]),
            categories=tuple(row["categories"]) if row["categories"] is not None else None,
            only_reads=row["only_reads"],
            until_on=row["until_on"],
            closed_on=row["closed_on"],
        )
        for row in rows
    ]


def comers_of(actor: Actor, dossier_id: UUID) -> Comers:
    """Who comes in for this client. Raises `Refused`, `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        door.require_anywhere()
        door.note(Kind.ACCESS_SHOWN)
        person = UUID(door.dossier["person"])
        rows = list(
            Membership.objects.filter(
                organisation_id=actor.organisation_id, person_id=person, role__in=(CLIENT, REPRESENTATIVE)
            )
            .select_related("account")
            .order_by("-from_on", "-pk")
        )
        said = _mandates(door, dossier_id)
        died_on = Person.objects.values_list("died_on", flat=True).get(pk=person)
        return Comers([_comer(row, said.get(row.pk)) for row in rows], died_on)


def mandate_seen_on(actor: Actor, own: OwnDossier) -> date | None:
    """The day on which was seen that they may decide for this client; None for the client themself."""
    if own.acting is GivenBy.CLIENT:
        return None
    with open_door(actor, "read", dossier_id=own.dossier_id) as door:
        door.require_anywhere()
        door.note(Kind.ACCESS_SHOWN)
        rows = Mandate.objects.filter(membership_id=own.membership_id)
        return rows.values_list("seen_on", flat=True).first()


def acting_as(role: str, basis: str) -> GivenBy:
    """As whom somebody acts who comes in so."""
    return GivenBy.CLIENT if role == CLIENT else ACTING.get(basis, GivenBy.REPRESENTATIVE)


def _mandates(door: Door, dossier_id: UUID) -> dict[UUID, tuple[Said, date]]:
    rows = list(Mandate.objects.filter(dossier_id=dossier_id))
    keys = open_keys(door.actor.organisation_id, {row.data_key_id for row in rows}, using=door.using)
    return {
        row.membership_id: (opened(keys[row.data_key_id], bytes(row.sealed), row.pk), row.seen_on)
        for row in rows
        if row.data_key_id in keys
    }


def _comer(row: Membership, said: tuple[Said, date] | None) -> Comer:
    return Comer(
        membership_id=row.pk,
        acting=acting_as(row.role, row.basis),
        name=said[0].name if said else "",
        seen=said[0].seen if said else "",
        seen_on=said[1] if said else None,
        by_mail=row.account.mail_token is not None,
        categories=tuple(row.categories) if row.categories is not None else None,
        only_reads=row.only_reads,
        from_on=row.from_on,
        until_on=row.until_on,
        has_been=row.account.last_login is not None,
        has_phone=has_second_factor(row.account_id),
    )
