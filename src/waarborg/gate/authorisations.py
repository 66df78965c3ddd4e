"""Who may come in at all: accounts, roles given and ended, declarations signed. Given by who sees no content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from waarborg.accounts.choices import AccountKind, Basis, DeclarationKind
from waarborg.accounts.models import Account, Declaration, DeclarationText, Membership
from waarborg.accounts.sessions import end_sessions
from waarborg.gate import suppliers
from waarborg.gate.actors import Actor, places_of
from waarborg.gate.answers import Answer
from waarborg.gate.door import Claims, Door, in_context, open_door
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
            organisation_id=actor.organisation_id, account_id=new.account_id, role=new.role, until_on__isnull=True
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


def declaration_due(actor: Actor, kind: DeclarationKind = DeclarationKind.CONFIDENTIALITY) -> DeclarationText | None:
    """The text this actor has still to sign; None when the newest is signed."""
    with in_context(actor):
        text = _newest(actor, kind)
        if text is None or Declaration.objects.filter(account_id=actor.somebody, text=text).exists():
            return None
        return text


def declarations_due(actor: Actor) -> list[DeclarationText]:
    """Every text this actor has still to sign, secrecy first; empty when all of the newest are signed.

    Who sees only their own dossier promises nobody secrecy about it.
    """
    kinds = actor.in_force.policy.kinds
    if all(kinds.get(role) == "client" for role in actor.roles):
        return []
    with in_context(actor):
        newest = [text for kind in DeclarationKind if (text := _newest(actor, kind)) is not None]
        signed = Declaration.objects.filter(account_id=actor.somebody, text__in=newest)
        done = set(signed.values_list("text_id", flat=True))
    return [text for text in newest if text.pk not in done]


def sign_declaration(actor: Actor, *, text_id: UUID, signed_as: str) -> Declaration:
    """Sign the newest text of a declaration. Raises `InvalidInput` for an empty name or an outdated text."""
    name = " ".join(signed_as.split())
    if not name:
        raise InvalidInput("Sign with your name.", {"signed_as": "Type your first name and last name."})
    with open_door(actor, "read") as door:
        text = DeclarationText.objects.filter(pk=text_id, organisation_id=actor.organisation_id).first()
        if text is None or text != _newest(actor, DeclarationKind(text.kind)):
            raise InvalidInput("There is a newer text. Read that one first.", {"": "Read the newest text."})
        decision = door.note(Kind.DECLARATION_SIGNED, details={"kind": text.kind, "version": text.version})
        declaration = Declaration(
            id=new_id(),
            organisation_id=actor.organisation_id,
            account_id=actor.somebody,
            text=text,
            kind=text.kind,
            signed_as=name,
            signed_at=clock.now(),
            wording_sha256=hashlib.sha256(text.text.encode()).hexdigest(),
            decision_id=decision,
        )
        declaration.save(force_insert=True)
    return declaration


def people_and_roles(actor: Actor) -> list[Membership]:
    """Everybody's roles at the organisation, newest first. Raises `Refused` to who may not authorise."""
    with open_door(actor, "authorise", claims=Claims(facts=("not_oneself",))) as door:
        _require(door)
        door.note(Kind.LEDGER_READ, details={"what": "roles"})
        return list(
            Membership.objects.filter(organisation_id=actor.organisation_id)
            .select_related("account")
            .order_by("account__display_name", "-from_on")
        )


def _require(door: Door) -> Answer:
    return door.require_anywhere()


def _newest(actor: Actor, kind: DeclarationKind) -> DeclarationText | None:
    return (
        DeclarationText.objects.filter(
            organisation_id=actor.organisation_id, kind=kind, in_force_from__lte=clock.today()
        )
        .order_by("-version")
        .first()
    )
