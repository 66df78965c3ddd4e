"""Who may come in at an organisation: everybody's roles, signatures and second factor, for who gives roles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from allauth.mfa.models import Authenticator

from waarborg.accounts.choices import DeclarationKind
from waarborg.accounts.invitations import SECOND_STEPS
from waarborg.accounts.models import Declaration, Membership
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, open_door
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRole:
    """One role that somebody holds, held or will hold."""

    id: UUID
    role: str
    since: date
    until: date | None
    given_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody with a role at the organisation, now or before."""

    account_id: UUID
    name: str
    own: bool
    roles: Sequence[HeldRole]
    """Those that have not ended."""
    signed_on: date | None
    second_factor: bool
    last_sign_in_on: date | None
    ended_on: date | None
    """The last day, of somebody whose every role has ended."""


def members(actor: Actor, kinds: Iterable[str] = ("staff", "outsider")) -> list[Member]:
    """Everybody whose roles are of these kinds, by name. Raises `Refused` to who may not give roles."""
    wanted = [role for role, kind in actor.in_force.policy.kinds.items() if kind in set(kinds)]
    with open_door(actor, "authorise", claims=Claims(facts=("not_oneself",))) as door:
        door.require_anywhere()
        door.note(Kind.LEDGER_READ, details={"what": "roles"})
        rows = list(
            Membership.objects.filter(organisation_id=actor.organisation_id, role__in=wanted)
            .select_related("account", "given_by")
            .order_by("account__display_name", "account_id", "from_on")
        )
        signed = _signed(actor)
        strong = _with_second_factor({row.account_id for row in rows})
    held: dict[UUID, list[Membership]] = {}
    for row in rows:
        held.setdefault(row.account_id, []).append(row)
    return [_member(actor, each, signed, strong) for each in held.values()]


def _member(actor: Actor, held: Sequence[Membership], signed: dict[UUID, date], strong: set[UUID]) -> Member:
    account, today = held[0].account, clock.today()
    running = [one for one in held if one.until_on is None or one.until_on >= today]
    return Member(
        account_id=account.pk,
        name=account.display_name,
        own=account.pk == actor.account_id,
        roles=[
            HeldRole(
                id=one.pk,
                role=one.role,
                since=one.from_on,
                until=one.until_on,
                given_by=one.given_by.display_name if one.given_by else "",
            )
            for one in running
        ],
        signed_on=signed.get(account.pk),
        second_factor=account.pk in strong,
        last_sign_in_on=clock.day_of(account.last_login) if account.last_login else None,
        ended_on=None if running else max(one.until_on for one in held if one.until_on),
    )


def _signed(actor: Actor) -> dict[UUID, date]:
    """When each account signed secrecy last."""
    rows = Declaration.objects.filter(organisation_id=actor.organisation_id, kind=DeclarationKind.CONFIDENTIALITY)
    return {row.account_id: clock.day_of(row.signed_at) for row in rows.order_by("signed_at")}


def _with_second_factor(account_ids: Iterable[UUID]) -> set[UUID]:
    found = Authenticator.objects.filter(user_id__in=list(account_ids), type__in=SECOND_STEPS)
    return set(found.values_list("user_id", flat=True))
