"""The lists of an agency: what is ready, what went, to whom, and how many stand on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from waarborg.accounts.models import Account
from waarborg.disclosures.choices import DisclosureState
from waarborg.disclosures.ways import ACT, SECOND_PERSON
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, in_context, open_door
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.mailings.choices import ListState
from waarborg.mailings.models import AddressList, ListMember
from waarborg.mailings.weighing import claims_in_list
from waarborg.parties.models import Party

MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenList:
    """One list, without anybody on it."""

    id: UUID
    party: str
    recipient: str
    rule: str
    purpose: str
    state: ListState
    prepared_at: datetime
    prepared_by: str
    agreed_by: str
    given_at: datetime | None
    fetched_at: datetime | None
    expires_at: datetime | None
    needs_second: bool
    told_before: bool
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenOnList:
    """One dossier on a list, and how it went on."""

    number: str
    state: DisclosureState
    told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeList:
    """A list with the dossiers on it, by number."""

    seen: SeenList
    members: Sequence[SeenOnList]

    @property
    def untold(self) -> int:
        """How many wait and were not told."""
        return sum(1 for one in self.members if one.state is DisclosureState.PREPARED and not one.told)


def lists_of(actor: Actor) -> Sequence[SeenList]:
    """Every list, the newest first. Nobody stands in it."""
    with in_context(actor):
        rows = list(AddressList.objects.order_by("-prepared_at")[:MOST])
        return _seen(actor, rows)


def one_list(actor: Actor, list_id: UUID) -> WholeList:
    """One list with the dossiers on it that this person may see. One event. Raises `NotFound`."""
    with open_door(actor, ACT) as door:
        row = AddressList.objects.filter(pk=list_id).first()
        if row is None:
            raise NotFound("There is no such list here.")
        seen = _seen(actor, [row])[0]
        members = _members(door, row)
        door.note(Kind.DISCLOSURES_READ, details={"list": str(row.pk)})
    return WholeList(seen=seen, members=members)


def _members(door: Door, row: AddressList) -> list[SeenOnList]:
    ids = list(row.members.values_list("dossier_id", flat=True))
    door.turn_to_many(ACT, ids, claims_in_list(row))
    rows = ListMember.objects.filter(list_id=row.pk).select_related("dossier", "disclosure").order_by("dossier__number")
    return [
        SeenOnList(
            number=one.dossier.number,
            state=DisclosureState(one.disclosure.state),
            told=one.disclosure.client_told_at is not None,
        )
        for one in rows
    ]


def _seen(actor: Actor, rows: Sequence[AddressList]) -> list[SeenList]:
    people = {account for row in rows for account in (row.prepared_by_id, row.agreed_by_id) if account}
    names = dict(Account.objects.filter(pk__in=people).values_list("pk", "display_name"))
    parties = dict(Party.objects.filter(pk__in={row.party_id for row in rows}).values_list("pk", "name"))
    return [
        SeenList(
            id=row.pk,
            party=parties.get(row.party_id, ""),
            recipient=row.recipient,
            rule=row.rule,
            purpose=row.purpose,
            state=ListState(row.state),
            prepared_at=row.prepared_at,
            prepared_by=names.get(row.prepared_by_id, ""),
            agreed_by=names.get(row.agreed_by_id, "") if row.agreed_by_id else "",
            given_at=row.given_at,
            fetched_at=row.fetched_at,
            expires_at=row.expires_at,
            needs_second=SECOND_PERSON in row.claims,
            told_before=row.told_before,
            mine=row.prepared_by_id == actor.account_id,
        )
        for row in rows
    ]
