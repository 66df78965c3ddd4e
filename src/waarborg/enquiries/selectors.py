"""What principals asked, read: of one dossier, one with what may answer it, and all that is open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from waarborg.accounts.models import Account
from waarborg.disclosures.models import Disclosure
from waarborg.enquiries.answering import given_since
from waarborg.enquiries.choices import AskedBy, Asks, EnquiryOutcome
from waarborg.enquiries.models import Enquiry
from waarborg.enquiries.reporting import told
from waarborg.enquiries.sealing import TABLE, SaidInEnquiry
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.services import require_identity
from waarborg.parties.choices import PartyKind
from waarborg.parties.models import Party
from waarborg.parties.selectors import assured_facts
from waarborg.policy.answering import who_answers
from waarborg.vault.services import open_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Gave:
    """Something that was given to who asks, since they asked."""

    id: UUID
    on: date
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenEnquiry:
    """One question, until when it is to be answered, and how it was."""

    id: UUID
    number: str
    trajectory_id: UUID
    party_id: UUID
    party: str
    kind: PartyKind
    asks: Asks
    article: str
    for_role: str
    came_by: AskedBy
    received_on: date
    due_on: date | None
    recorded_by: str
    said: SaidInEnquiry
    outcome: EnquiryOutcome | None
    ended_on: date | None
    disclosure_id: UUID | None
    letter_id: UUID | None
    told: bool = False
    """Of a report on how the client cooperates: was the client's letter about it given?"""
    missing: frozenset[str] = frozenset()
    """Facts that the register must show of who asks, and does not show today."""
    gave: Sequence[Gave] = ()

    @property
    def late(self) -> bool:
        """Is the last day over without an answer?"""
        return self.ended_on is None and self.due_on is not None and clock.today() > self.due_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Askable:
    """A trajectory about which its principal may ask something."""

    id: UUID
    principal: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Enquiries:
    """What was asked about one dossier, the newest first, and who may ask."""

    dossier_id: UUID
    number: str
    found: Sequence[SeenEnquiry]
    askable: Sequence[Askable]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenEnquiry:
    """A line in the list of what is open: no contents."""

    id: UUID
    number: str
    asks: Asks
    kind: PartyKind
    received_on: date
    due_on: date | None
    for_role: str

    @property
    def late(self) -> bool:
        """Is the last day over?"""
        return self.due_on is not None and clock.today() > self.due_on


def answers_principals(actor: Actor) -> bool:
    """Does an article of regulation or law name a role of this actor as who answers principals?"""
    return bool(who_answers(actor.in_force.regulation, actor.in_force.laws) & set(actor.roles))


def enquiries_of(actor: Actor, dossier_id: UUID) -> Enquiries:
    """What principals asked about a dossier. Raises `Refused`, `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        door.noting([require_identity(door)])
        door.note(Kind.ENQUIRIES_READ)
        rows = Enquiry.objects.using(door.using).filter(dossier_id=dossier_id).order_by("-received_on", "-recorded_at")
        return Enquiries(
            dossier_id=dossier_id,
            number=door.dossier["number"],
            found=_seen(door, rows),
            askable=[
                Askable(id=UUID(one["id"]), principal=one["principal_name"], kind=one["kind"])
                for one in door.outline.given["trajectories"]
                if one["kind"] != PartyKind.CLIENT
            ],
        )


def one(actor: Actor, dossier_id: UUID, enquiry_id: UUID) -> SeenEnquiry:
    """One of them, with what was given since. Raises `Refused`, `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        door.noting([require_identity(door)])
        door.note(Kind.ENQUIRIES_READ)
        found = _seen(door, Enquiry.objects.using(door.using).filter(pk=enquiry_id, dossier_id=dossier_id), whole=True)
        if not found:
            raise NotFound("There is no such question here.")
        return found[0]


def open_enquiries(actor: Actor) -> Sequence[OpenEnquiry]:
    """Everything without an answer where this actor may read, the nearest day first; no contents. One statement."""
    with open_door(actor, "read") as door:
        rows = (
            Enquiry.objects.using(door.using)
            .filter(ended_on__isnull=True)
            .select_related("dossier", "party")
            .order_by("due_on", "received_on")
            .only("asks", "received_on", "due_on", "for_role", "dossier__number", "party__kind")
        )
        found = [
            OpenEnquiry(
                id=row.pk,
                number=row.dossier.number,
                asks=Asks(row.asks),
                kind=PartyKind(row.party.kind),
                received_on=row.received_on,
                due_on=row.due_on,
                for_role=row.for_role,
            )
            for row in rows
        ]
        door.note(Kind.ENQUIRIES_READ)
        return found


def _seen(door: Door, rows: Iterable[Enquiry], *, whole: bool = False) -> list[SeenEnquiry]:
    """Rows opened, with people and parties: as many statements for one as for many; `whole` adds what may answer it."""
    found = list(rows)
    keys = open_keys(door.actor.organisation_id, {row.data_key_id for row in found}, using=door.using)
    people = {row.recorded_by_id for row in found}
    names = dict(Account.objects.using(door.using).filter(pk__in=people).values_list("pk", "display_name"))
    parties = {one.pk: one for one in Party.objects.using(door.using).filter(pk__in={row.party_id for row in found})}
    return [
        SeenEnquiry(
            id=row.pk,
            number=door.dossier["number"],
            trajectory_id=row.trajectory_id,
            party_id=row.party_id,
            party=parties[row.party_id].name,
            kind=PartyKind(parties[row.party_id].kind),
            asks=Asks(row.asks),
            article=row.article,
            for_role=row.for_role,
            came_by=AskedBy(row.came_by),
            received_on=row.received_on,
            due_on=row.due_on,
            recorded_by=names.get(row.recorded_by_id, ""),
            said=SaidInEnquiry.from_bytes(keys[row.data_key_id].open(bytes(row.sealed), row=row.pk, table=TABLE)),
            outcome=EnquiryOutcome(row.outcome) if row.outcome else None,
            ended_on=row.ended_on,
            disclosure_id=row.disclosure_id,
            letter_id=row.letter_id,
            told=row.asks == Asks.COOPERATION and told(door, row),
            missing=_missing(door, row) if whole and row.ended_on is None else frozenset(),
            gave=[_gave(each) for each in given_since(door, row)] if whole and row.ended_on is None else (),
        )
        for row in found
        if row.data_key_id in keys
    ]


def _missing(door: Door, row: Enquiry) -> frozenset[str]:
    return frozenset(row.needs) - assured_facts(door, row.party_id, clock.today())


def _gave(row: Disclosure) -> Gave:
    assert row.given_at is not None  # noqa: S101 - asked for alone
    return Gave(id=row.pk, on=clock.day_of(row.given_at), channel=row.channel)
