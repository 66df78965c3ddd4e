"""A list goes, or does not: a colleague agrees, and everybody on it is weighed again at the moment it goes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.disclosures.choices import DisclosureState, StopReason
from waarborg.disclosures.links import WORKS_FOR, message_of
from waarborg.disclosures.models import DisclosedItem, Disclosure, OneTimeLink
from waarborg.disclosures.sealing import TABLE, Said
from waarborg.disclosures.secret_addresses import hashed, new_secrets
from waarborg.disclosures.ways import ACT, SECOND_PERSON
from waarborg.dossiers.leaving import require_something
from waarborg.dossiers.record_models import Record
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.gate.kinds import scopes_of_list
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.entries import EventEntry
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.outbox import queue_free
from waarborg.mailings.choices import ListState
from waarborg.mailings.models import AddressList
from waarborg.mailings.rules import list_rule
from waarborg.mailings.weighing import LOOKING_UP, AskedList, WeighedList, claims_in_list, weigh_in
from waarborg.vault.services import open_keys


def ready_list(door: Door, list_id: UUID) -> AddressList:
    """A list that is ready and was not given; whoever else wants to give, stop or agree on it waits until this act is
    done, and sees what became of it. Raises `NotFound` and `Conflict`."""
    rows = AddressList.objects.using(door.using).filter(pk=list_id, organisation_id=door.actor.organisation_id)
    found = rows.first()
    if found is None:
        raise NotFound("There is no such list here.")
    door.turn_to_many(ACT, _dossiers(found), claims_in_list(found))
    row = rows.select_for_update().get()
    if row.state != ListState.PREPARED:
        raise Conflict(_("This was given or stopped already."))
    return row


def members_of(door: Door, row: AddressList) -> list[Disclosure]:
    """What is ready of everybody on it, as far as nobody objected or withdrew since."""
    return list(
        Disclosure.objects.using(door.using)
        .filter(pk__in=row.members.using(door.using).values("disclosure_id"), state=DisclosureState.PREPARED)
        .order_by("id")
    )


def agree_list(actor: Actor, list_id: UUID) -> None:
    """Agree, as a second person who may have in hand everything that goes. Raises `Refused`, `NotFound`, `Conflict`."""
    with open_door(actor, LOOKING_UP) as door:
        row = ready_list(door, list_id)
        if row.prepared_by_id == actor.account_id:
            raise Conflict(_("You prepared this yourself; a colleague must agree."))
        if row.agreed_at is not None:
            raise Conflict(_("A colleague agreed already."))
        rows = members_of(door, row)
        items = dict(DisclosedItem.objects.filter(disclosure__in=rows).values_list("record_id", "category"))
        require_something(door, set(items.values()), scopes_of_list(door))
        if Record.objects.filter(pk__in=items).count() < len(items):
            raise door.refuse()
        at = clock.now()
        door.note_each(_events(Kind.DISCLOSURE_AGREED, row, rows))
        Disclosure.objects.filter(pk__in=[one.pk for one in rows]).update(agreed_at=at, agreed_by_id=actor.account_id)
        AddressList.objects.filter(pk=row.pk).update(agreed_at=at, agreed_by_id=actor.account_id)


def give_list(actor: Actor, list_id: UUID) -> str:
    """Let it go: everybody on it who still may, and was told where that is asked. Returns the code to tell.

    Who may no longer is stopped, in the same act. Raises `Refused`, `NotFound`, and `Conflict` with what is missing.
    """
    with open_door(actor, LOOKING_UP) as door:
        row = ready_list(door, list_id)
        if SECOND_PERSON in row.claims and (row.agreed_by_id is None or row.agreed_by_id == actor.account_id):
            raise Conflict(_("A colleague must agree first."))
        rows = members_of(door, row)
        weighed = _weighed_again(door, row, rows)
        going = [one for one in rows if _still(weighed, one) and (one.client_told_at or not row.told_before)]
        if not going:
            raise Conflict(_("Nobody on it may go now: tell them first, or prepare it again."))
        door.noting(weighed.answers)
        _stop(door, row, [one for one in rows if one not in going])
        decision = door.note_each(_events(Kind.DISCLOSURE_MADE, row, going))
        Disclosure.objects.filter(pk__in=[one.pk for one in going]).update(
            state=DisclosureState.GIVEN, given_at=clock.now(), given_by_id=actor.account_id, decision_id=decision
        )
        return _link(door, row, going, decision)


def stop_list(actor: Actor, list_id: UUID) -> None:
    """Take it back before it goes. Raises `Refused`, `NotFound`, `Conflict`."""
    with open_door(actor, LOOKING_UP) as door:
        row = ready_list(door, list_id)
        rows = members_of(door, row)
        if not rows:
            raise Conflict(_("This was given or stopped already."))
        require_something(door, list_rule(actor, f"{row.rule}:{row.recipient}").fields, scopes_of_list(door))
        _stop(door, row, rows, why=StopReason.BY_HAND)
        AddressList.objects.filter(pk=row.pk).update(state=ListState.STOPPED, ended_at=clock.now())


def _dossiers(row: AddressList) -> list[UUID]:
    return list(row.members.values_list("dossier_id", flat=True))


def _weighed_again(door: Door, row: AddressList, rows: Sequence[Disclosure]) -> WeighedList:
    asked = AskedList(
        rule=list_rule(door.actor, f"{row.rule}:{row.recipient}"),
        party_id=row.party_id,
        purpose=row.purpose,
        ground=row.ground,
        stated=frozenset(row.claims),
    )
    return weigh_in(door, asked, only=[one.dossier_id for one in rows])


def _still(weighed: WeighedList, row: Disclosure) -> bool:
    """May what was prepared of this client still go, as it was?"""
    person = next((one for one in weighed.people if one.dossier_id == row.dossier_id), None)
    now = {one.row["id"]: one.row["version"] for one in person.going} if person else {}
    return all(now.get(item.record_id) == item.version for item in row.items.all())


def _stop(
    door: Door, row: AddressList, rows: Sequence[Disclosure], why: StopReason = StopReason.NO_LONGER_ALLOWED
) -> None:
    if not rows:
        return
    door.note_each(_events(Kind.DISCLOSURE_STOPPED, row, rows))
    Disclosure.objects.filter(pk__in=[one.pk for one in rows]).update(
        state=DisclosureState.STOPPED, why=why, ended_at=clock.now()
    )


def _events(kind: Kind, row: AddressList, rows: Iterable[Disclosure]) -> list[EventEntry]:
    return [
        EventEntry(kind=kind, dossier_id=one.dossier_id, details={"disclosure": str(one.pk), "list": str(row.pk)})
        for one in rows
    ]


def _link(door: Door, row: AddressList, going: Sequence[Disclosure], decision: UUID) -> str:
    """One address and code for the file, and a link for each on it, so that one can be closed alone."""
    address, code = new_secrets()
    now = clock.now()
    OneTimeLink.objects.bulk_create(
        OneTimeLink(
            id=new_id(),
            organisation_id=row.organisation_id,
            disclosure_id=one.pk,
            dossier_id=one.dossier_id,
            address_hash=hashed(f"{address}:{one.pk}"),
            code_hash=hashed(f"{one.pk}:{code}"),
            made_at=now,
            expires_at=now + WORKS_FOR,
            decision_id=decision,
        )
        for one in going
    )
    AddressList.objects.filter(pk=row.pk).update(
        state=ListState.GIVEN,
        people=len(going),
        given_at=now,
        given_by_id=door.actor.account_id,
        address_hash=hashed(address),
        code_hash=hashed(f"{row.pk}:{code}"),
        expires_at=now + WORKS_FOR,
        decision_id=decision,
    )
    first = going[0]
    keys = open_keys(row.organisation_id, {first.data_key_id})
    said = Said.from_bytes(keys[first.data_key_id].open(bytes(first.sealed), row=first.pk, table=TABLE))
    door.turn_to(ACT, first.dossier_id, claims=claims_in_list(row))
    queue_free(door, message_of(door, said.address, row.language, address), decision)
    return code
