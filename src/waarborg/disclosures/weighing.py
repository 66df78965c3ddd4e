"""Of everything in a dossier that somebody may read: what may go to this recipient, and what may not and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from waarborg.disclosures.attaching import FileToGo, files_to_go
from waarborg.disclosures.hiding import HIDDEN, stays_hidden
from waarborg.disclosures.ways import ASSURED, CHOSEN, IS_UWV, SECOND_PERSON, Way, statements, with_reasons
from waarborg.dossiers.catalogue import Entry, catalogue_of
from waarborg.dossiers.covering import covers
from waarborg.dossiers.leaving import leaving
from waarborg.dossiers.said import SaidOfIt
from waarborg.dossiers.selectors import SeenRecord, name_from, opened_records, rows_of, split
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Claims, Door, open_door
from waarborg.gate.scopes import MARKS
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.notices.holding_back import held_until_told
from waarborg.parties.choices import PartyKind
from waarborg.parties.models import Party
from waarborg.parties.selectors import assured_facts
from waarborg.policy.calendar import shipped_calendar
from waarborg.policy.compiled import NO_LIMITS, Limits
from waarborg.policy.model.catalogue import FILES

PRINCIPAL = "principal"
"""The recipient that is whoever commissioned the trajectory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """To whom, for what, on which ground, how; `party_id` is the one recipient, if it stands in the register, and
    `stated` what the actor says is so."""

    way: Way
    party_id: UUID | None = None
    trajectory_id: UUID | None = None
    stated: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedItem:
    """One record: may it go, by which answer; which of its fields go, and what keeps it in beside the rules."""

    record: SeenRecord
    answer: Answer
    let_go: bool
    """Does PostgreSQL let it go too?"""
    limits: Limits = NO_LIMITS
    fields: tuple[str, ...] = ()
    files: tuple[FileToGo, ...] = ()
    """The files in it that may go along, and those that may but are of a kind that has no pages."""
    too_old_for: str = ""
    """The article by which only what is recent goes, when this is not."""
    told_first: str = ""
    """The article by which the client hears of it before it goes, when that was not done yet."""
    needs_second: bool = False
    """Does it go only when a colleague agreed?"""

    @property
    def goes(self) -> bool:
        """May it go?"""
        something = bool(self.fields) or any(one.goes for one in self.files)
        return self.answer.allowed and self.let_go and something and not (self.too_old_for or self.told_first)

    @property
    def sendable(self) -> tuple[str, ...]:
        """The fields with a file that can go along."""
        return tuple(one.field for one in self.files if one.goes)

    def with_files(self) -> WeighedItem:
        """The item with its files that can go along among its fields."""
        return replace(self, fields=(*self.fields, *self.sendable))


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A dossier weighed: whose, for whom, item by item; and what may still be stated."""

    dossier_id: UUID
    number: str
    name: str
    asked: Asked
    party: str
    """The recipient's name, as the register of parties has it."""
    items: Sequence[WeighedItem]
    closed: Mapping[str, Answer]
    """For a kind of data of which nothing may go: the nearest no."""
    statements: Sequence[str]
    """What whoever gives it may state: all that is asked but what the register shows of a party."""
    assured: frozenset[str]
    """Facts about the recipient that the register shows today."""
    trajectories: Sequence[Mapping[str, str]] = field(default_factory=tuple)
    said: Sequence[SaidOfIt] = ()
    """What the client says of the whole dossier: it goes along with whatever goes."""

    @property
    def going(self) -> Sequence[WeighedItem]:
        """Those that may go."""
        return [one for one in self.items if one.goes]


def weigh(actor: Actor, dossier_id: UUID, asked: Asked) -> Weighed:
    """Look at a dossier with a recipient's eyes. One event: somebody read in it.

    Raises `Refused` when nothing may be read here, and `NotFound`.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        return weigh_in(door, asked)


def weigh_in(door: Door, asked: Asked) -> Weighed:
    """Weigh in a door that is open for reading; afterwards it is open for giving."""
    catalogue = catalogue_of(door.actor.in_force)
    yes, _no = split(door)
    if not yes:
        raise door.refuse()
    door.noting(yes.values())
    door.note(Kind.DOSSIER_READ, categories=tuple(yes))
    seen = opened_records(door, [row for row in rows_of(door, set(yes)) if row["moved_on"] is None])
    name = next((name_from(catalogue, one.content.fields) for one in seen if one.entry.rule.identifies), "")
    held = held_until_told(door)
    party = party_of(door, asked)
    askable = statements(door.actor, asked.way)
    claims = claims_of(door, asked, party, askable)
    door.turn_to(asked.way.act, UUID(door.dossier["id"]), claims=claims)
    kinds = sorted({one.entry.key for one in seen})
    let_go = {row["id"] for row in leaving(door, [UUID(door.dossier["id"])], kinds, door.scopes)}
    files = files_to_go(door, seen)
    items = [
        replace(
            weighed_record(door, one, files.get(one.id, ()), let_go=one.id in let_go), told_first=held.get(one.id, "")
        )
        for one in seen
    ]
    return Weighed(
        dossier_id=UUID(door.dossier["id"]),
        number=door.dossier["number"],
        name=name,
        asked=asked,
        party=party.name if party else "",
        items=items,
        closed=_closed(items),
        statements=[fact for fact in _sayable(askable, party) if any(_asks(door, one, fact) for one in items)],
        assured=frozenset(claims.facts) & ASSURED,
        trajectories=door.outline.given["trajectories"],
        said=[said for one in seen for said in one.said if said.of_dossier],
    )


def _sayable(askable: Iterable[str], party: Party | None) -> list[str]:
    """What can be stated: of a party that stands in the register nothing that the register would show."""
    return [fact for fact in with_reasons(askable) if party is None or fact not in ASSURED]


def _asks(door: Door, one: WeighedItem, fact: str) -> bool:
    """Is this stated for the item, or would stating it help?"""
    return door.rests_on(one.answer, fact) if one.answer.allowed else fact in one.answer.missing


def party_of(door: Door, asked: Asked) -> Party | None:
    """The recipient in the register: the one chosen, or for the principal the one of the trajectory.

    Raises `NotFound` for a party that is not of this kind.
    """
    wanted = asked.party_id
    if asked.way.recipient == PRINCIPAL:
        here = [one["principal"] for one in _trajectories(door, asked.trajectory_id)]
        wanted = wanted or (UUID(here[-1]) if here else None)  # of the latest trajectory, unless another was chosen
        if wanted is not None and str(wanted) not in {one["principal"] for one in _trajectories(door, None)}:
            raise NotFound("This is no principal of this dossier.")
    if wanted is None:
        return None
    party = Party.objects.using(door.using).filter(pk=wanted, organisation_id=door.actor.organisation_id).first()
    if party is None or asked.way.recipient not in (PRINCIPAL, party.kind):
        raise NotFound("There is no such recipient here.")
    return party


def claims_of(door: Door, asked: Asked, party: Party | None, askable: Collection[str]) -> Claims:
    """What is stated about this giving: by who gives, and by the register about the recipient.

    `askable` is what the rules that fit ask to be stated at all.

    What the register can show of a party that stands in it, nobody states instead.
    """
    said = set(asked.stated)
    if CHOSEN in askable:
        said.add(CHOSEN)  # what goes is chosen item by item: nothing goes that nobody chose
    if party is not None:
        said -= ASSURED
        said |= assured_facts(door, party.pk, clock.today())
    if SECOND_PERSON in askable:
        said.add(SECOND_PERSON)  # weighed as it would be; it is given only when somebody did agree
    is_uwv = asked.way.recipient == PartyKind.UWV or (party is not None and party.kind == PartyKind.UWV)
    return Claims(
        purpose=asked.way.purpose,
        ground=asked.way.ground,
        channel=asked.way.channel,
        recipient=asked.way.recipient,
        party=party.pk if party else None,
        facts=tuple(sorted(said | ({IS_UWV} if is_uwv else set()))),
    )


def _trajectories(door: Door, only: UUID | None) -> list[Mapping[str, str]]:
    every: list[Mapping[str, str]] = door.outline.given["trajectories"]
    return [one for one in every if only is None or one["id"] == str(only)]


def weighed_record(door: Door, record: SeenRecord, files: Sequence[FileToGo], *, let_go: bool) -> WeighedItem:
    """One record, in a door that is open for giving to this recipient."""
    scope = next((one for one in door.scopes if one.id == record.scope_id), None)
    marks = sum(MARKS[mark] for mark in record.marks)
    answer = door.decide(record.entry.key, scope, author=record.own, marks=marks)
    limits = limits_of(door.actor, answer) if answer.allowed else NO_LIMITS
    hidden = HIDDEN in door.claims.facts
    return WeighedItem(
        record=record,
        answer=answer,
        let_go=let_go,
        limits=limits,
        fields=_fields(record, limits, hidden=hidden) if answer.allowed else (),
        files=_files(record, limits, files) if answer.allowed and not hidden else (),
        too_old_for=answer.articles[0] if answer.allowed and _too_old(record, limits, clock.today()) else "",
        needs_second=answer.allowed and _needs_second(door, answer),
    )


def _needs_second(door: Door, answer: Answer) -> bool:
    """Would the same be a no, or does the yes oblige to it, without a colleague who agreed?"""
    return answer.obligations.second_person or door.rests_on(answer, SECOND_PERSON)


def limits_of(actor: Actor, answer: Answer) -> Limits:
    """How far the rule that said yes goes."""
    return next((rule.limits for rule in actor.in_force.policy.rule(answer.rules[0]) if rule.permit), NO_LIMITS)


def _fields(record: SeenRecord, limits: Limits, *, hidden: bool) -> tuple[str, ...]:
    """The fields that go: none that is covered, of a kind whose fields the rule names only those, and of somebody whose
    identity stays hidden none that says who it is."""
    named = dict(limits.fields).get(record.entry.key)
    under = covers(record.entry)
    return tuple(
        name
        for name, rule in record.entry.rule.fields.items()
        if name in record.content.fields
        and name not in under
        and rule.type not in FILES
        and (named is None or name in named)
        and not (hidden and not stays_hidden(record.entry, rule))
    )


def _files(record: SeenRecord, limits: Limits, files: Sequence[FileToGo]) -> tuple[FileToGo, ...]:
    """The files whose fields go: of a kind whose fields the rule names only those."""
    named = dict(limits.fields).get(record.entry.key)
    return tuple(one for one in files if named is None or one.field in named)


def _too_old(record: SeenRecord, limits: Limits, today: date) -> bool:
    if limits.recent is None:
        return False
    until = shipped_calendar().add(limits.recent, record.occurred_on)
    return until < today


def _closed(items: Iterable[WeighedItem]) -> dict[str, Answer]:
    """Per kind of data of which nothing goes the no that comes nearest to a yes."""
    nearest: dict[str, Answer] = {}
    goes = {one.record.entry.key for one in items if one.goes}
    for one in items:
        key = one.record.entry.key
        if key in goes or one.answer.allowed:
            continue
        kept = nearest.get(key)
        if kept is None or len(one.answer.missing) < len(kept.missing):
            nearest[key] = one.answer
    return nearest


def entries_in(items: Iterable[WeighedItem]) -> list[Entry]:
    """The kinds of data in it, in the order in which they stand."""
    return list({one.record.entry.key: one.record.entry for one in items}.values())
