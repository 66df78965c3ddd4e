"""The hand-overs of an agency: which agreements ended, how far each is, what of it stays behind and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q

from waarborg.accounts.models import Account
from waarborg.disclosures.ways import HAND_OVER
from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context, open_door
from waarborg.handing_over.choices import HandOverState, PartState, Shown, Why
from waarborg.handing_over.making import row_in
from waarborg.handing_over.models import HandOver, LeftBehind
from waarborg.handing_over.rules import claims_of_row, hands_over, must_hand_over, rule_for
from waarborg.kernel import clock
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.choices import PartyKind
from waarborg.parties.selectors import principals
from waarborg.policy.hand_overs import hand_over_of

MOST = 200
"""Lines on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenHandOver:
    """One, without anybody in it. It may go from `first_on`, has to by `last_on`; the rest ends by `rest_by`."""

    id: UUID
    party_id: UUID
    party: str
    party_kind: PartyKind
    agreement: str
    ended_on: date
    rule: str
    article: str
    first_on: date
    last_on: date
    rest_by: date | None
    state: HandOverState
    total: int
    made: int
    failed: int
    nothing: int
    told_before: bool
    given_at: datetime | None
    given_by: str
    expires_at: datetime | None
    fetched_at: datetime | None
    manifest: str
    received_on: date | None
    shown_by: str
    recorded_by: str

    @property
    def late(self) -> bool:
        """Should it have gone already?"""
        return self.given_at is None and self.state is not HandOverState.NOTHING and clock.today() > self.last_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """An agreement that ends on a day that is still to come, and when what follows has to be done."""

    party: str
    agreement: str
    ends_on: date
    article: str
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPart:
    """One dossier in it, by number."""

    id: UUID
    number: str
    state: PartState
    told_at: datetime | None
    has_letter: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenStays:
    """How many things of one kind stay behind, in how many dossiers, why, and by which articles."""

    category: str
    why: Why
    articles: Sequence[str]
    items: int
    dossiers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeHandOver:
    """A hand-over with its dossiers and what stays behind."""

    seen: SeenHandOver
    parts: Sequence[SeenPart]
    stays: Sequence[SeenStays]

    @property
    def untold(self) -> int:
        """How many clients were not told yet, where they have to be."""
        return sum(1 for one in self.parts if one.has_letter and one.told_at is None)


def hand_overs(actor: Actor) -> Sequence[SeenHandOver]:
    """Every one, what is due first. Nobody stands in it. Raises `NotFound` to who does not hand over."""
    must_hand_over(actor)
    with in_context(actor, HAND_OVER):
        rows = HandOver.objects.select_related("party", "contract").order_by("last_on", "pk")[:MOST]
        found = _seen(list(rows))
    over = (HandOverState.RECEIVED, HandOverState.NOTHING)
    return sorted(found, key=lambda one: (one.state in over, one.last_on))


def coming(actor: Actor) -> Sequence[Coming]:
    """Agreements that end on a day to come, after which something goes. Empty for who does not hand over."""
    regulation, today = actor.in_force.regulation, clock.today()
    found = []
    for party in principals(actor) if hands_over(actor) else ():
        row = hand_over_of(regulation, party.kind)
        for contract in party.contracts:
            if row is not None and contract.ends_on is not None and contract.ends_on > today:
                days = row.days_after(contract.ends_on)
                found.append(
                    Coming(
                        party=party.name,
                        agreement=contract.number,
                        ends_on=contract.ends_on,
                        article=row.article,
                        first_on=days.first,
                        last_on=days.last,
                    )
                )
    return sorted(found, key=lambda one: one.ends_on)


def one_hand_over(actor: Actor, hand_over_id: UUID) -> WholeHandOver:
    """One, with the dossiers in it by number. An event. Raises `NotFound`."""
    must_hand_over(actor)
    with open_door(actor, HAND_OVER) as door:
        row = row_in(door, hand_over_id)
        ids = list(row.parts.values_list("dossier_id", flat=True))
        door.turn_to_many(HAND_OVER, ids, claims_of_row(row, rule_for(actor, row.party.kind).to))
        door.note(Kind.DISCLOSURES_READ, details={"hand_over": str(row.pk)})
        parts = [
            SeenPart(
                id=one.pk,
                number=one.dossier.number,
                state=PartState(one.state),
                told_at=one.disclosure.client_told_at if one.disclosure else None,
                has_letter=one.letter_id is not None,
            )
            for one in row.parts.select_related("dossier", "disclosure").order_by("dossier__number")[:MOST]
        ]
        stays = _stays(row)
        seen = _seen([row])[0]
    return WholeHandOver(seen=seen, parts=parts, stays=stays)


def _stays(row: HandOver) -> list[SeenStays]:
    found: dict[tuple[str, str], list[LeftBehind]] = {}
    for one in LeftBehind.objects.filter(part__hand_over_id=row.pk).order_by("category", "why"):
        found.setdefault((one.category, one.why), []).append(one)
    return [
        SeenStays(
            category=category,
            why=Why(why),
            articles=list(dict.fromkeys(article for one in rows for article in one.articles)),
            items=sum(one.items for one in rows),
            dossiers=len(rows),
        )
        for (category, why), rows in found.items()
    ]


def _seen(rows: Sequence[HandOver]) -> list[SeenHandOver]:
    people = {account for row in rows for account in (row.given_by_id, row.recorded_by_id) if account}
    names = dict(Account.objects.filter(pk__in=people).values_list("pk", "display_name"))
    counted = _counted(rows)
    return [
        SeenHandOver(
            id=row.pk,
            party_id=row.party_id,
            party=row.party.name,
            party_kind=PartyKind(row.party.kind),
            agreement=row.contract.number,
            ended_on=row.contract.ends_on or row.first_on,
            rule=row.rule,
            article=row.article,
            first_on=row.first_on,
            last_on=row.last_on,
            rest_by=row.rest_by,
            state=HandOverState(row.state),
            total=row.total,
            made=counted.get(row.pk, {}).get("made", 0),
            failed=counted.get(row.pk, {}).get("failed", 0),
            nothing=counted.get(row.pk, {}).get("nothing", 0),
            told_before=row.told_before,
            given_at=row.given_at,
            given_by=names.get(row.given_by_id, "") if row.given_by_id else "",
            expires_at=row.expires_at,
            fetched_at=row.fetched_at,
            manifest=row.manifest,
            received_on=row.received_on,
            shown_by=str(Shown(row.shown_by).label) if row.shown_by else "",
            recorded_by=names.get(row.recorded_by_id, "") if row.recorded_by_id else "",
        )
        for row in rows
    ]


def _counted(rows: Sequence[HandOver]) -> dict[UUID, Mapping[str, int]]:
    """Of each how many dossiers were looked at, failed, and have nothing that goes."""
    found = (
        HandOver.objects.filter(pk__in=[row.pk for row in rows])
        .annotate(
            made=Count("parts", filter=~Q(parts__state=PartState.WAITING)),
            failed=Count("parts", filter=Q(parts__state=PartState.FAILED)),
            nothing=Count("parts", filter=Q(parts__state=PartState.NOTHING)),
        )
        .values("pk", "made", "failed", "nothing")
    )
    return {one["pk"]: {"made": one["made"], "failed": one["failed"], "nothing": one["nothing"]} for one in found}
