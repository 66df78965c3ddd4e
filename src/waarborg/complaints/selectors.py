"""Complaints read: the list and register for who handles them, one with everything in it, and one's own.

register(actor)                  every complaint that this actor may know of, and what went of them; numbers and days
one(actor, complaint_id)         one, opened; who may handle it while nobody does
own(actor), own_one(actor, id)   for the complainant: what happened, by when, and the letters that were given
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from waarborg.complaints.assigning import Handler, handlers_in, left_in
from waarborg.complaints.attaching import FileOfComplaint, files_in
from waarborg.complaints.choices import CameBy, Complainant, Instance, Outcome, StepKind, Subject
from waarborg.complaints.clocks import clock_of
from waarborg.complaints.deciding import open_reasons
from waarborg.complaints.files import File, opened
from waarborg.complaints.giving import RECIPIENTS, SeenGiving, agreed_in, givings_in
from waarborg.complaints.gone import gone_known
from waarborg.complaints.measures import SeenMeasure, measures_in
from waarborg.complaints.models import Complaint, ComplaintLetter, ComplaintStep
from waarborg.complaints.numbering import number_of
from waarborg.complaints.rules import claims_for, handles_complaints, names_of, require
from waarborg.complaints.sealing import STEP, Said
from waarborg.complaints.uncovering import covered, is_covered
from waarborg.disclosures.elsewhere import AlsoWent
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import LetterKind
from waarborg.parties.models import Party
from waarborg.policy.calendar import day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A complaint in the register: no names, no contents."""

    id: UUID
    number: str
    subject: Subject
    complainant: Complainant
    came_by: CameBy
    written: bool
    recorded_on: date
    received_on: date | None
    confirm_by: date | None
    confirmed_on: date | None
    refuse_by: date | None
    decide_by: date | None
    outcome: Outcome | None
    ended_on: date | None
    appeal: Instance | None
    handled: bool
    own: bool
    left: bool = False
    """May its handler handle it no more, so that another has to be named?"""

    @property
    def next_by(self) -> date | None:
        """The nearest last day."""
        if self.ended_on is not None:
            return None
        return self.decide_by if self.confirmed_on or not self.confirm_by else self.confirm_by

    @property
    def late(self) -> bool:
        """Is that day over?"""
        return self.next_by is not None and clock.today() > self.next_by


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenStep:
    """Something that happened, and by whom; to whom it was given (`to`), of the step that gives it."""

    kind: StepKind
    on: date
    by: str
    to: str
    words: str
    instance: Instance | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLetter:
    """A letter without its contents."""

    id: UUID
    kind: LetterKind
    made_on: date
    given_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One complaint with everything in it, as who handles it or who complains sees it."""

    line: Line
    said: Said
    covered: bool
    """Does it stay covered who complains, for who looks?"""
    article: str
    about_on: date | None
    take_up_until: date | None
    missing: Sequence[str]
    meeting_on: date | None
    meet_by: date | None
    closed_on: date | None
    keep_until: date | None
    of_dossier: bool
    party: str
    """The principal that complains, by name."""
    follows: str
    """The number of the complaint that this one follows, where whoever looks may know of it."""
    about: str
    handler: str
    mine: bool
    steps: Sequence[SeenStep]
    letters: Sequence[SeenLetter]
    longer_until: date | None
    handlers: Sequence[Handler] = ()
    reasons: Sequence[str] = ()
    measures: Sequence[SeenMeasure] = ()
    happened: frozenset[StepKind] = field(default_factory=frozenset)
    files: Sequence[FileOfComplaint] = ()
    givings: Sequence[SeenGiving] = ()
    agreed: frozenset[str] = frozenset()
    """The recipients to whom the complainant lets something go, in writing, as it stands now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The complaints that somebody may know of, the open ones first, and what of them went to others."""

    lines: Sequence[Line]
    gone: Sequence[AlsoWent]


def register(actor: Actor) -> Register:
    """Every complaint that this actor may know of, the open ones first, by their nearest day. Raises `NotFound`."""
    if not handles_complaints(actor):
        raise NotFound("There is no register of complaints here.")
    with open_door(actor, "read", claims=claims_for(actor)) as door:
        require(door, "read")
        rows = list(Complaint.objects.using(door.using).defer("sealed", "terms").order_by("-year", "-number"))
        door.note(Kind.COMPLAINTS_READ)
        left = left_in(door)
        lines = [replace(_line(door, row), left=row.pk in left) for row in rows]
        gone = gone_known(door)
    return Register(lines=sorted(lines, key=lambda one: (one.ended_on is not None, one.next_by or date.max)), gone=gone)


def one(actor: Actor, complaint_id: UUID) -> Seen:
    """One of them, opened. Raises `Refused`, and `NotFound` to who does not handle it or is involved."""
    with open_door(actor, "read", claims=claims_for(actor)) as door:
        require(door, "read")
        file = opened(door, complaint_id)
        door.note(Kind.COMPLAINTS_READ, details={"complaint": str(complaint_id)})
        return _seen(door, file, handling=True)


def own(actor: Actor) -> Sequence[Line]:
    """What this person complained about."""
    with open_door(actor, "read", claims=claims_for(actor)) as door:
        rows = list(Complaint.objects.using(door.using).defer("sealed", "terms").order_by("-year", "-number"))
        door.note(Kind.COMPLAINTS_READ)
        return [_line(door, row) for row in rows]


def own_one(actor: Actor, complaint_id: UUID) -> Seen:
    """One of one's own, with what happened and the letters that were given. Raises `NotFound`."""
    with open_door(actor, "read", claims=claims_for(actor)) as door:
        file = opened(door, complaint_id)
        door.note(Kind.COMPLAINTS_READ, details={"complaint": str(complaint_id)})
        return _seen(door, file, handling=False)


def _line(door: Door, row: Complaint) -> Line:
    return Line(
        id=row.pk,
        number=number_of(row),
        subject=Subject(row.subject),
        complainant=Complainant(row.complainant),
        came_by=CameBy(row.came_by),
        written=row.written,
        recorded_on=clock.day_of(row.recorded_at),
        received_on=row.received_on,
        confirm_by=row.confirm_by,
        confirmed_on=row.confirmed_on,
        refuse_by=row.refuse_by,
        decide_by=row.decide_by,
        outcome=Outcome(row.outcome) if row.outcome else None,
        ended_on=row.ended_on,
        appeal=Instance(row.appeal) if row.appeal else None,
        handled=row.handler_id is not None,
        own=row.handler_id == door.actor.account_id,
    )


def _seen(door: Door, file: File, *, handling: bool) -> Seen:
    row, covers = file.row, handling and is_covered(door.actor, file)
    names = names_of(
        [row.about_id, row.handler_id, *(who for step in file.steps for who in (step.account_id, step.handler_id))],
        using=door.using,
    )
    running = clock_of(row, file.steps)
    longer = running.notice_in_time_until(clock.today()) if running and row.ended_on is None else None
    mine = row.handler_id is not None and row.handler_id == door.actor.account_id
    return Seen(
        line=_line(door, row),
        said=covered(door.actor, file.said) if covers else file.said,
        covered=covers,
        article=row.article,
        about_on=row.about_on,
        take_up_until=row.take_up_until,
        missing=row.missing,
        meeting_on=row.meeting_on,
        meet_by=row.meet_by,
        closed_on=row.closed_on,
        keep_until=row.keep_until,
        of_dossier=row.dossier_id is not None,
        party=_party(door, row),
        follows=_follows(door, row),
        about=names.get(row.about_id, "") if row.about_id else "",
        handler=names.get(row.handler_id, "") if row.handler_id else "",
        mine=mine,
        steps=[_step(file, step, names) for step in file.steps],
        letters=_letters(door, row.pk),
        longer_until=day_of(longer) if longer is not None else None,
        handlers=handlers_in(door, row.pk) if handling and row.ended_on is None else (),
        reasons=open_reasons(door.actor, row) if mine and row.ended_on is None else (),
        measures=measures_in(door, row.pk) if handling else (),
        happened=frozenset(StepKind(step.kind) for step in file.steps),
        files=files_in(door, row.pk),
        givings=givings_in(door, file),
        agreed=frozenset(one for one in RECIPIENTS if agreed_in(door, row.pk, one)),
    )


def _party(door: Door, row: Complaint) -> str:
    found = Party.objects.using(door.using).filter(pk=row.party_id).first() if row.party_id else None
    return found.name if found else ""


def _follows(door: Door, row: Complaint) -> str:
    found = Complaint.objects.using(door.using).filter(pk=row.follows_id).first() if row.follows_id else None
    return number_of(found) if found else ""


def _step(file: File, step: ComplaintStep, names: dict[UUID, str]) -> SeenStep:
    words = file.key.open(bytes(step.sealed), row=step.pk, table=STEP).decode() if step.sealed else ""
    return SeenStep(
        kind=StepKind(step.kind),
        on=step.on,
        by=names.get(step.account_id, "") if step.account_id else "",
        to=names.get(step.handler_id, "") if step.handler_id else "",
        words=words,
        instance=Instance(step.instance) if step.instance else None,
    )


def _letters(door: Door, complaint_id: UUID) -> list[SeenLetter]:
    rows: Iterable[ComplaintLetter] = (
        ComplaintLetter.objects.using(door.using).filter(complaint_id=complaint_id).defer("sealed").order_by("made_at")
    )
    return [
        SeenLetter(id=row.pk, kind=LetterKind(row.kind), made_on=clock.day_of(row.made_at), given_on=row.given_on)
        for row in rows
    ]
