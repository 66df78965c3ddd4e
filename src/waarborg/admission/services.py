"""A client is let in from the dossier, or who decides for them; stopped at any time; over when the client dies.

    let_in(actor, dossier_id, NewComer(basis=Basis.OWN_DOSSIER, by_mail=True))   a link goes to the confirmed address
    let_in_again(actor, dossier_id, membership_id, by_mail=False)                a new letter: password lost
    take_phone(actor, dossier_id, membership_id)                                 another second step
    stop(actor, dossier_id, membership_id)                                       at once
    record_death(actor, dossier_id, on)                                          nobody comes in any more

Nobody has to come in here: everything stays possible by letter and at the office. Of an e-mail address nothing is kept
with the account but a keyed hash.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from secrets import token_hex
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.accounts import invitations
from waarborg.accounts.choices import AccountKind, Basis
from waarborg.accounts.mailed_codes import account_of
from waarborg.accounts.models import Account, Membership
from waarborg.accounts.sealing import mail_token
from waarborg.accounts.sessions import end_sessions
from waarborg.admission.inviting import message_of
from waarborg.admission.models import Mandate
from waarborg.admission.newcomers import NewComer, last_day_of, mistakes_in
from waarborg.admission.reaching import CLIENT, REPRESENTATIVE
from waarborg.admission.sealing import TABLE, Said, key_in
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.models import Person
from waarborg.gate.actors import Actor, places_of
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.entries import EventEntry
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.outbox import queue_free
from waarborg.letters.services import address_in

LINK_WORKS_FOR: Final = timedelta(days=7)
LETTER_WORKS_FOR: Final = timedelta(days=21)
"""A letter is on its way for some days, and is not read at once by everybody."""
LOGIN_BYTES: Final = 4


@dataclass(frozen=True, slots=True)
class LetIn:
    """What was made. The code of a letter can be read this once; of a link that was mailed nothing is shown."""

    membership_id: UUID
    login: str
    code: str
    expires_at: datetime


def let_in(actor: Actor, dossier_id: UUID, new: NewComer) -> LetIn:
    """Invite somebody. Raises `Refused`, `NotFound`, and `InvalidInput` with a message per field."""
    role = CLIENT if new.basis == Basis.OWN_DOSSIER else REPRESENTATIVE
    until, wrong = last_day_of(actor, dossier_id, new)
    wrong |= mistakes_in(actor, new, role, until)
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
    address = _address(actor, dossier_id, new)
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        door.require_anywhere()
        if Person.objects.filter(pk=door.dossier["person"], died_on__isnull=False).exists():
            raise InvalidInput(_("The client died: nobody comes in any more."))
        account = _account(door, address)
        made = _membership(door, new, role, account.pk, until)
        if role == REPRESENTATIVE:
            _keep_mandate(door, new, made)
        return _invited(door, account, made.pk, address)


def let_in_again(actor: Actor, dossier_id: UUID, membership_id: UUID, *, by_mail: bool, address: str = "") -> LetIn:
    """A new link or letter for who comes in already. Raises `Refused`, `NotFound`, `InvalidInput`."""
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        door.require_anywhere()
        row = _running(door, membership_id)
        account = row.account
        known = account.mail_token == mail_token(address) if by_mail else False
        if not known and _is_shared(door, account.pk):
            said = _("This account is used elsewhere too. A new link goes to the same address alone.")
            raise InvalidInput(_("Some things are not right yet."), {"address": said})
        door.note(Kind.INVITATION_MADE, details={"account": str(account.pk)})
        if by_mail and not known:
            Account.objects.filter(pk=account.pk).update(mail_token=mail_token(address))
        return _invited(door, account, row.pk, address if by_mail else "")


def take_phone(actor: Actor, dossier_id: UUID, membership_id: UUID) -> None:
    """Let somebody set up another second step: the phone is lost. Raises `Refused`, `NotFound`, `InvalidInput`."""
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        door.require_anywhere()
        account_id = _running(door, membership_id).account_id
        door.note(Kind.SECOND_FACTOR_REMOVED, details={"account": str(account_id)})
        invitations.take_second_factor(account_id, made_by=actor.account_id)


def stop(actor: Actor, dossier_id: UUID, membership_id: UUID) -> None:
    """They come in no more, from this moment. Raises `Refused`, `NotFound`."""
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        door.require_anywhere()
        end_roles(door, [_running(door, membership_id)])


def record_death(actor: Actor, dossier_id: UUID, on: date) -> None:
    """Write down that the client died: whoever came in for them comes in no more. Raises `Refused`, `InvalidInput`."""
    if on > clock.today():
        raise InvalidInput(_("Some things are not right yet."), {"on": _("This day is still to come.")})
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        door.require_anywhere()
        door.note(Kind.DEATH_RECORDED)
        Person.objects.filter(pk=door.dossier["person"]).update(died_on=on)
        end_roles(door, running_roles(door))


def _address(actor: Actor, dossier_id: UUID, new: NewComer) -> str:
    """Where the link goes: a client's own address, known to be right; empty for a letter."""
    if not new.by_mail or new.basis != Basis.OWN_DOSSIER:
        return new.address.strip() if new.by_mail else ""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        found = address_in(door)
        door.note(Kind.DOSSIER_READ)
        return found


def own_address(actor: Actor, dossier_id: UUID) -> str:
    """The client's own address, known to be right. Raises `Refused`, `InvalidInput`."""
    return _address(actor, dossier_id, NewComer(basis=Basis.OWN_DOSSIER, by_mail=True))


def _account(door: Door, address: str) -> Account:
    """The account that this address finds; a new one where there is none, and always for a letter."""
    known = account_of(address) if address else None
    if known is not None and known == door.actor.account_id:
        raise InvalidInput(_("Nobody lets themself in."), {"": _("Ask a colleague who gives roles.")})
    if known is not None:
        return Account.objects.get(pk=known)
    account = Account(
        id=new_id(),
        login=f"mijn-{token_hex(LOGIN_BYTES)}",
        kind=AccountKind.CLIENT,
        mail_token=mail_token(address) if address else None,
        created_at=clock.now(),
    )
    account.set_unusable_password()
    account.save(force_insert=True)
    return account


def _membership(door: Door, new: NewComer, role: str, account_id: UUID, until: date | None) -> Membership:
    person_id = UUID(door.dossier["person"])
    already = Membership.objects.filter(account_id=account_id, role=role, person_id=person_id)
    if already.exclude(until_on__lt=clock.today()).exists():
        raise InvalidInput(_("Some things are not right yet."), {"basis": _("They come in already.")})
    focus = UUID(door.dossier["id"])
    decision = door.note(
        Kind.ROLE_GIVEN,
        EventEntry(kind=Kind.INVITATION_MADE, dossier_id=focus, details={"account": str(account_id)}),
        details={"role": role, "account": str(account_id)},
    )
    identity = catalogue_of(door.actor.in_force).identity.key
    row = Membership(
        id=new_id(),
        organisation_id=door.actor.organisation_id,
        account_id=account_id,
        role=role,
        basis=new.basis,
        from_on=clock.today(),
        until_on=until,
        given_by_id=door.actor.somebody,
        decision_id=decision,
        person_id=person_id,
        categories=sorted({identity, *new.categories}) if new.categories is not None else None,
        only_reads=new.only_reads,
    )
    Membership.objects.bulk_create([row])
    return row


def _keep_mandate(door: Door, new: NewComer, row: Membership) -> None:
    assert new.seen_on is not None and row.decision_id is not None  # noqa: S101, PT018 - judged and noted before
    key = key_in(door)
    kept = Mandate(
        id=new_id(),
        organisation_id=row.organisation_id,
        dossier_id=UUID(door.dossier["id"]),
        membership_id=row.pk,
        seen_on=new.seen_on,
        seen_by_id=door.actor.somebody,
        data_key_id=key.id,
        decision_id=row.decision_id,
    )
    said = Said(name=" ".join(new.name.split()), seen=new.seen.strip())
    kept.sealed = key.seal(said.to_bytes(), row=kept.pk, table=TABLE)
    Mandate.objects.bulk_create([kept])


def _invited(door: Door, account: Account, membership_id: UUID, address: str) -> LetIn:
    """A link to that address, that nobody here sees; or a code for a letter, shown this once."""
    by_hand = not address
    secret = invitations.invite_client(
        account.pk,
        made_by=door.actor.somebody if by_hand else None,
        works_for=LETTER_WORKS_FOR if by_hand else LINK_WORKS_FOR,
        by_hand=by_hand,
    )
    if by_hand:
        return LetIn(membership_id, account.login, secret.text, secret.expires_at)
    assert door.decision_id is not None  # noqa: S101 - noted by the act that invites
    queue_free(door, message_of(door, address, secret.text, LINK_WORKS_FOR), door.decision_id)
    return LetIn(membership_id, account.login, "", secret.expires_at)


def _running(door: Door, membership_id: UUID) -> Membership:
    found = next((row for row in running_roles(door) if row.pk == membership_id), None)
    if found is None:
        raise NotFound("Nobody comes in so.")
    return found


def running_roles(door: Door) -> list[Membership]:
    """Who comes in for the client of the dossier in focus today: themself, and who decides for them."""
    rows = Membership.objects.using(door.using).filter(
        organisation_id=door.actor.organisation_id,
        person_id=UUID(door.dossier["person"]),
        role__in=(CLIENT, REPRESENTATIVE),
    )
    return list(rows.exclude(until_on__lt=clock.today()).select_related("account"))


def end_roles(door: Door, rows: Iterable[Membership]) -> None:
    """They come in no more, from this moment: a visit that is on ends, and no invitation works."""
    for row in rows:
        door.note(Kind.ROLE_ENDED, details={"role": row.role, "account": str(row.account_id)})
        Membership.objects.using(door.using).filter(pk=row.pk).update(until_on=clock.today() - timedelta(days=1))
        invitations.close(row.account_id)
        if not places_of(row.account_id):
            end_sessions(row.account_id)


def _is_shared(door: Door, account_id: UUID) -> bool:
    """Does the account come in for somebody else too, here or elsewhere?"""
    here = {row.pk for row in running_roles(door) if row.account_id == account_id}
    places = places_of(account_id)
    return len(here) != sum(len(place.roles) for place in places)
