"""From the rows of a file to what would be made of each, and everything that is refused with its reason.

Pure, apart from asking the rules: nothing is stored and nothing is looked up here. What a plan says is done by
`writing`, whole or not at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from waarborg.dossiers.ages import is_minor, minor_until
from waarborg.dossiers.catalogue import Catalogue, catalogue_of
from waarborg.gate.answers import Answer
from waarborg.imports.choices import Weight, WorksOnIt
from waarborg.imports.files import Packed
from waarborg.imports.findings import Finding
from waarborg.imports.frames import Frame, FrameReader, Stays
from waarborg.imports.items import Item, ItemReader
from waarborg.imports.judging import Judge, Situation, undeclared
from waarborg.imports.keeping import Keeping
from waarborg.imports.known import Known
from waarborg.imports.mapping import Mapped
from waarborg.imports.refusals import refused_because
from waarborg.imports.tables import Row, Table
from waarborg.kernel import clock
from waarborg.policy.citing import numbered

EVERY = 100
"""Rows between two reports of how far it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One dossier to be made: its frame, what rules may ask of it, its first records."""

    row: int
    frame: Frame
    situation: Situation
    minor: bool | None
    of_age_on: dt.date | None
    items: tuple[Item, ...]
    closes: bool
    """It was closed, and the actor may close it: that is done last. Else it comes in as closed."""


@dataclass(frozen=True, slots=True)
class Parked:
    """A row that cannot come in yet, for want of a day, a type or a known principal."""

    row: int
    column: int
    said: str


@dataclass
class Plan:
    """What would happen."""

    rows: int
    dossiers: list[Planned] = field(default_factory=list)
    parked: list[Parked] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def staying_out(self) -> int:
        """How many rows make no dossier."""
        return self.rows - len(self.dossiers)


@dataclass(kw_only=True)
class Planner:
    """Makes the plan of one file."""

    judge: Judge
    mapped: Mapped
    known: Known
    packed: Packed = field(default_factory=Packed)
    tell: Callable[[int], None] = lambda _done: None

    def __post_init__(self) -> None:
        self.actor = self.judge.actor
        self.catalogue: Catalogue = catalogue_of(self.actor.in_force)
        self.mapped = self.mapped.within(self.actor.in_force, self.catalogue)
        self.today: dt.date = clock.day_of(self.judge.moment)
        self.keeping = Keeping(self.catalogue, self.today)
        self.findings: list[Finding] = []
        self.frames = FrameReader(self.mapped, self.known, self.today, self.findings.append)
        self.items = ItemReader(self.judge, self.catalogue, self.mapped, self.today, self.findings.append, self.packed)
        self.birth = self._birth()

    def plan(self, table: Table) -> Plan:
        """The plan of a whole table."""
        made = Plan(len(table.rows), findings=self.findings)
        for done, row in enumerate(table.rows, start=1):
            if done % EVERY == 0:
                self.tell(done)
            try:
                made.dossiers.append(self._row(row))
            except Stays as stays:
                self.findings.append(Finding(stays.weight, row.number, stays.column, stays.said, stays.article))
                if stays.weight is Weight.PARK:
                    made.parked.append(Parked(row.number, stays.column, stays.said))
        return made

    def _row(self, row: Row) -> Planned:
        frame = self.frames.frame(row)
        born = self.items.born(row, self.birth)
        minor = None if born is None else is_minor(self.actor.in_force, born, self.today)
        situation = self._situation(frame, minor)
        self._allowed(self.judge.opens(situation))
        closes = frame.closed_on is not None and self.judge.acts("close", situation).allowed
        if frame.closed_on and not closes:
            situation = replace(situation, closed=frame.closed_on < self.today)
        frame, situation = self._what_may_be_declared(row, frame, situation)
        frame = self._who_may_be_assigned(row, frame, situation)
        items = self.items.items(row, frame, situation)
        self.keeping.look(row, frame, items, self.findings.append)
        return Planned(
            row=row.number,
            frame=frame,
            situation=situation,
            minor=minor,
            of_age_on=minor_until(self.actor.in_force, born, self.today),
            items=items,
            closes=closes,
        )

    def _situation(self, frame: Frame, minor: bool | None) -> Situation:  # noqa: FBT001 - a fact, not a switch
        agreement, kind = frame.agreement, frame.principal.kind
        acts_as = agreement.acts_as if agreement else self.actor.in_force.regulation.controller.acts_as.get(kind)
        return Situation(
            principal_kind=kind,
            acts_as=acts_as or "controller",
            for_illness=frame.for_illness,
            placed=frame.placed_on is not None,
            contract_ran=agreement is not None and agreement.runs_on(frame.referred_on),
            contract_runs=agreement is None or agreement.ends_on is None or agreement.ends_on >= self.today,
            minor=minor,
            handed_out=frame.handed_out_on is not None,
            mine=frame.coach_id in {None, self.actor.account_id} or self.mapped.works_on_it is WorksOnIt.TODAY,
            declared=frozenset(frame.declared),
        )

    def _allowed(self, answer: Answer, column: int = -1) -> None:
        if not answer.allowed:
            said, article = refused_because(answer)
            raise Stays(column, said, article=article)

    def _what_may_be_declared(self, row: Row, frame: Frame, situation: Situation) -> tuple[Frame, Situation]:
        """Without declarations where the actor may write none down."""
        if not frame.declared:
            return frame, situation
        answer = self.judge.acts("write", undeclared(situation))
        if answer.allowed:
            return frame, situation
        said, article = refused_because(answer)
        for place in self.frames.declarations:
            self.findings.append(Finding(Weight.CELL, row.number, place, said, article))
        return replace(frame, declared={}), undeclared(situation)

    def _who_may_be_assigned(self, row: Row, frame: Frame, situation: Situation) -> Frame:
        """Without the coach where the actor may assign nobody."""
        if frame.coach_id in {None, self.actor.account_id}:
            return frame
        answer = self.judge.acts("assign", undeclared(situation))
        if answer.allowed:
            return frame
        said, article = refused_because(answer)
        self.findings.append(Finding(Weight.CELL, row.number, self._place("coach"), said, article))
        return replace(frame, coach_id=None)

    def _place(self, name: str) -> int:
        return self.frames.places.get(name, -1)

    def _birth(self) -> int | None:
        """The column of the client's own day of birth."""
        for place, target in self.mapped.columns.items():
            entry = self.catalogue.entries.get(target.name) if target.kind == "field" else None
            if entry and entry.rule.fields[target.field].type == "birth_date":
                return place
        return None


def columns_out(headers: Sequence[str], mapped: Mapped, catalogue: Catalogue, shut: Mapping[int, str]) -> list[Finding]:
    """Columns that go nowhere, each with the article: of what it is forbidden by, or else of the closed catalogue."""
    found: list[Finding] = []
    for place, header in enumerate(headers):
        if place in mapped.columns or not header:
            continue
        kind = shut.get(place, "")
        article = catalogue.forbidden.get(kind, catalogue.closing_article)
        said = (
            _("Article %(article)s says that this is never recorded.")
            if kind
            else _("Article %(article)s does not name this: it cannot be recorded.")
        )
        found.append(Finding(Weight.COLUMN, 0, place, said % {"article": numbered(article)}, article))
    return found
