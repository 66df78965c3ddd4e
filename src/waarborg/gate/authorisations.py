"""Who may come in at all: accounts, roles given and ended. Given by who sees no content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from waarborg.accounts.choices import AccountKind, Basis
from waarborg.accounts.models import Account, Membership
from waarborg.accounts.sessions import end_sessions
from waarborg.gate import suppliers
from waarborg.gate.actors import Actor, places_of
from waarborg.gate.answers import Answer
from waarborg.gate.door import Claims, Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRole:
    """A role to give: to whom, as what, on what basis, from when until when (included)."""

    account_id: UUID
    role: str
    from_on: date
    until_on: date | None = None
    basis: Basis = Basis.EMPLOYMENT
    person_id: UUID | None = None
    party_id: UUID | None = None
    bound_by_profession: bool = False
    health_domain: bool = False


def give_role(actor: Actor, new: NewRole) -> Membership:
    """Give somebody a role. Never oneself: the claim `not_oneself` is checked here, and again by the database.

    Raises `Refused`, or `InvalidInput` for oneself, an unknown role or one that is held already.
    """
    with open_door(actor, "authorise", claims=Claims(facts=("not_oneself",))) as door:
        if new.account_id == actor.account_id:
            raise InvalidInput("Nobody gives a role to themself.", {"account": "Ask a colleague who gives roles."})
        if new.role not in actor.in_force.policy.roles:
            raise InvalidInput("The regulation does not know this role.", {"role": "Choose a role from the list."})
        _require(door)
        already = Membership.objects.filter(
            organisation_id=actor.organisation_id,
            account_id=new.account_id,
            role=new.role,
            person_id=new.person_id,
            until_on__isnull=True,
        )
        if new.role == suppliers.ROLE and (found := suppliers.lacking(new.party_id, clock.today())):
            raise InvalidInput(
                "This organisation may not work for the agency yet.",
                {"role": suppliers.in_words(found, actor.in_force)},
            )
        if already.exists():
            raise InvalidInput("This person holds this role already.", {"role": "Choose another role."})
        decision = door.note(Kind.ROLE_GIVEN, details={"role": new.role, "account": str(new.account_id)})
        membership = Membership(
            id=new_id(),
            organisation_id=actor.organisation_id,
            account_id=new.account_id,
            role=new.role,
            basis=new.basis,
            from_on=new.from_on,
            until_on=new.until_on,
            given_by_id=actor.account_id,
            decision_id=decision,
            person_id=new.person_id,
            party_id=new.party_id,
            bound_by_profession=new.bound_by_profession,
            health_domain=new.health_domain,
        )
        membership.save(force_insert=True)
    return membership


def open_account(
    actor: Actor, *, login: str, display_name: str, kind: AccountKind = AccountKind.STAFF, password: str | None = None
) -> Account:
    """Open an account without any role. Raises `Refused`, or `InvalidInput` when the sign-in name is taken."""
    with open_door(actor, "authorise", claims=Claims(facts=("not_oneself",))) as door:
        _require(door)
        if Account.objects.filter(login__iexact=login).exists():
            raise InvalidInput("This sign-in name is taken.", {"login": "Choose another sign-in name."})
        account = Account(id=new_id(), login=login, display_name=display_name, kind=kind, created_at=clock.now())
        account.set_password(password)
        door.note(Kind.ACCOUNT_OPENED, details={"account": str(account.pk)})
        account.save(force_insert=True)
    return account


def end_role(actor: Actor, membership_id: UUID, *, until_on: date) -> None:
    """Let a role end on a day (its last). Raises `Refused`, `NotFound`, or `InvalidInput` for one's own role."""
    with open_door(actor, "authorise", claims=Claims(facts=("not_oneself",))) as door:
        _require(door)
        membership = Membership.objects.filter(pk=membership_id, organisation_id=actor.organisation_id).first()
        if membership is None:
            raise NotFound("There is no such role here.")
        if membership.account_id == actor.account_id:
            raise InvalidInput("Nobody ends a role of their own.", {"": "Ask a colleague who gives roles."})
        last = max(until_on, membership.from_on)
        door.note(Kind.ROLE_ENDED, details={"role": membership.role, "account": str(membership.account_id)})
        Membership.objects.filter(pk=membership_id).update(until_on=last)
        if not places_of(membership.account_id):
            end_sessions(membership.account_id)


def _require(door: Door) -> Answer:
    return door.require_anywhere()
