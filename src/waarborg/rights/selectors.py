"""Requests read: of one dossier, one with every step, and all that are open where somebody may read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from waarborg.accounts.models import Account
from waarborg.dossiers.choices import GivenBy
from waarborg.dossiers.models import Dossier
from waarborg.dossiers.numbering import numbers_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import LetterKind, LetterState
from waarborg.letters.services import require_identity
from waarborg.policy.calendar import day_of
from waarborg.policy.term_clock import Clock, ClockState, Question, StepKind
from waarborg.rights.choices import BY_ITEM, CameBy, Identity, Outcome
from waarborg.rights.clocks import clock_of, steps_of
from waarborg.rights.contesting import had_a_part
from waarborg.rights.item_selectors import SeenItem, items_in
from waarborg.rights.judging import by_right, decides, dossier_of
from waarborg.rights.models import Request, RequestLetter, RequestStep
from waarborg.rights.recipients import ToldRecipient, recipients_in
from waarborg.rights.sealing import REQUEST, STEP
from waarborg.vault.services import OpenKey, open_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenStep:
    """One step: what happened when, by whom it was written down, and why."""

    kind: StepKind
    on: date
    about: Question | None
    by: str
    recorded_at: datetime
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLetterAbout:
    """A letter about it, which may still have to be given."""

    letter_id: UUID
    kind: LetterKind
    state: LetterState
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenRequest:
    """One request with its clock as it stands."""

    id: UUID
    number: str
    right: str
    asked_by: GivenBy
    came_by: CameBy
    identity: Identity
    received_on: date
    recorded_at: datetime
    recorded_by: str
    judged_by: str
    words: str
    outcome: Outcome | None
    ended_on: date | None
    counted: Clock
    processed_for: str
    """The principal that decides about these data, where the agency only processes."""
    steps: Sequence[SeenStep] = ()
    letters: Sequence[SeenLetterAbout] = ()
    readable: bool = True
    """May they read who the client is?"""
    recipients: Sequence[ToldRecipient] = ()
    """Who got what was decided on, and has to be told."""
    items: Sequence[SeenItem] = ()
    """What it is about, where that is decided item by item."""
    against_id: UUID | None = None
    """Of an objection: the request of which the answer is meant."""
    involved: bool = False
    """Must somebody else answer it, because this actor had a part in it?"""
    court_until: date | None = None
    """Until when the court can be asked about its answer."""

    @property
    def open_items(self) -> int:
        """On how many items something has still to be decided."""
        return sum(one.decided is None or one.waits_for_second for one in self.items)

    @property
    def state(self) -> ClockState:
        """Where the clock stands."""
        return self.counted.state

    @property
    def due_on(self) -> date | None:
        """The last day, as it stands today."""
        due = self.counted.due(clock.today())
        return day_of(due) if due else None

    @property
    def notice_on(self) -> date | None:
        """The last day to tell that more time is taken; None when that cannot be."""
        notice = self.counted.notice_due(clock.today())
        return day_of(notice) if notice else None

    def answered_by(self, actor: Actor) -> bool:
        """May this actor answer it? Whom the article names; where none names anybody, whoever handles it."""
        return self.is_for(actor) and not self.involved

    def is_for(self, actor: Actor) -> bool:
        """Does its article name a role of this actor, or nobody?"""
        return not self.judged_by or self.judged_by in actor.roles

    @property
    def may_be_longer(self) -> bool:
        """Can more time still be announced in time?"""
        until = self.counted.notice_in_time_until(clock.today())
        return until is not None and clock.today() <= day_of(until)

    @property
    def silent(self) -> bool:
        """May the client take it, by the law, that no answer comes?"""
        return self.counted.is_silent(clock.today())

    @property
    def late(self) -> bool:
        """Is the last day over while it runs?"""
        return self.counted.is_late(clock.today())


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRequest:
    """A line in the list of what is open: no contents."""

    id: UUID
    number: str
    right: str
    received_on: date
    due_on: date | None
    paused: bool
    judged_by: str
    days: int | None = field(default=None)
    readable: bool = True
    """May they read in the dossier too?"""
    late: bool = False
    silent: bool = False


def requests_of(actor: Actor, dossier_id: UUID) -> tuple[str, Sequence[SeenRequest]]:
    """The dossier's number and its requests, newest first. Raises `Refused`, `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        door.noting([require_identity(door)])
        door.note(Kind.REQUESTS_READ)
        rows = Request.objects.using(door.using).filter(dossier_id=dossier_id).order_by("-received_on", "-recorded_at")
        return door.dossier["number"], _seen(door, rows)


def one(actor: Actor, dossier_id: UUID, request_id: UUID) -> SeenRequest:
    """One of them. Raises `Refused`, `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        door.noting([require_identity(door)])
        door.note(Kind.REQUESTS_READ)
        rows = list(Request.objects.using(door.using).filter(pk=request_id, dossier_id=dossier_id))
        found = _seen(door, rows)
        if not found:
            raise NotFound("There is no such request here.")
        return _with_items(door, rows[0], found[0])


def _with_items(door: Door, row: Request, one: SeenRequest) -> SeenRequest:
    one = replace(one, involved=row.uninvolved and had_a_part(door, row))
    if one.right not in BY_ITEM:
        return one
    return replace(one, items=items_in(door, one.id), recipients=recipients_in(door, one.id))


def judged(actor: Actor, request_id: UUID) -> SeenRequest:
    """One that an article gives to a role of this actor, also where they may read nothing else of the dossier.

    Raises `NotFound`. Who only sees to it, where another answers, does not see what was asked.
    """
    with open_door(actor, "read", dossier_id=dossier_of(actor, request_id)) as door:
        rows = list(Request.objects.using(door.using).filter(pk=request_id))
        yes = [answer for row in rows for answer in by_right(door, row)]
        door.noting(yes)
        door.note(Kind.REQUESTS_READ, details={"request": str(request_id)})
        found = _seen(door, rows)
        if not found:
            raise NotFound("There is no such request here.")
        one = replace(_with_items(door, rows[0], found[0]), readable=bool(yes))
        return one if yes or decides(actor, rows[0]) else replace(one, words="", steps=(), items=())


def open_requests(actor: Actor) -> Sequence[OpenRequest]:
    """Everything open where this actor may read, or that an article gives them; the nearest day first; no contents."""
    with open_door(actor, "read") as door:
        rows = list(
            Request.objects.using(door.using)
            .filter(ended_on__isnull=True)
            .order_by("due_on", "received_on")
            .only("right", "received_on", "due_on", "state", "judged_by", "terms", "dossier_id")
        )
        numbers = numbers_of((row.dossier_id for row in rows), using=door.using)
        steps = steps_of((row.pk for row in rows), using=door.using)
        readable = set(Dossier.objects.using(door.using).filter(pk__in=set(numbers)).values_list("pk", flat=True))
        door.note(Kind.REQUESTS_READ)
        return [_open(row, numbers, readable, clock_of(row, steps.get(row.pk, []))) for row in rows]


def _open(row: Request, numbers: Mapping[UUID, str], readable: Collection[UUID], counted: Clock) -> OpenRequest:
    today = clock.today()
    return OpenRequest(
        id=row.pk,
        number=numbers.get(row.dossier_id, ""),
        right=row.right,
        received_on=row.received_on,
        due_on=row.due_on,
        paused=row.state == ClockState.PAUSED.value,
        judged_by=row.judged_by,
        days=(row.due_on - today).days if row.due_on else None,
        readable=row.dossier_id in readable,
        late=counted.is_late(today),
        silent=counted.is_silent(today),
    )


def _seen(door: Door, rows: Iterable[Request]) -> list[SeenRequest]:
    """Rows opened, with steps, people and letters: as many statements for one as for many."""
    found = list(rows)
    ids = [row.pk for row in found]
    keys = open_keys(door.actor.organisation_id, {row.data_key_id for row in found}, using=door.using)
    steps = steps_of(ids, using=door.using)
    letters: dict[UUID, list[RequestLetter]] = {}
    about = RequestLetter.objects.using(door.using).filter(request_id__in=ids).select_related("letter")
    for one_letter in about.defer("letter__sealed").order_by("letter__made_at"):
        letters.setdefault(one_letter.request_id, []).append(one_letter)
    people = {step.account_id for each in steps.values() for step in each} | {row.recorded_by_id for row in found}
    names = dict(Account.objects.using(door.using).filter(pk__in=people).values_list("pk", "display_name"))
    return [
        _one(door, row, keys[row.data_key_id], steps.get(row.pk, []), letters.get(row.pk, []), names)
        for row in found
        if row.data_key_id in keys
    ]


def _one(
    door: Door,
    row: Request,
    key: OpenKey,
    steps: Sequence[RequestStep],
    letters: Sequence[RequestLetter],
    names: dict[UUID, str],
) -> SeenRequest:
    processed = (one for one in door.outline.given["trajectories"] if one["acts_as"] == "processor")
    return SeenRequest(
        id=row.pk,
        number=door.dossier["number"],
        right=row.right,
        asked_by=GivenBy(row.asked_by),
        came_by=CameBy(row.came_by),
        identity=Identity(row.identity),
        received_on=row.received_on,
        recorded_at=row.recorded_at,
        recorded_by=names.get(row.recorded_by_id, ""),
        judged_by=row.judged_by,
        words=key.open(bytes(row.sealed), row=row.pk, table=REQUEST).decode(),
        outcome=Outcome(row.outcome) if row.outcome else None,
        ended_on=row.ended_on,
        counted=clock_of(row, steps),
        against_id=row.against_id,
        court_until=row.court_until,
        processed_for=next((one["principal_name"] for one in processed), ""),
        steps=[
            SeenStep(
                kind=StepKind(step.kind),
                on=step.on,
                about=Question(step.about) if step.about else None,
                by=names.get(step.account_id, ""),
                recorded_at=step.recorded_at,
                words=key.open(bytes(step.sealed), row=step.pk, table=STEP).decode() if step.sealed else "",
            )
            for step in steps
        ],
        letters=[
            SeenLetterAbout(
                letter_id=one_letter.letter_id,
                kind=LetterKind(one_letter.letter.kind),
                state=LetterState(one_letter.letter.state),
                made_at=one_letter.letter.made_at,
            )
            for one_letter in letters
        ],
    )
