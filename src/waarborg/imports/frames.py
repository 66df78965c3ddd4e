"""The frame that a row asks for: whose commission, of what type, with which days, and who works on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.choices import Phase
from waarborg.imports import cells
from waarborg.imports.choices import Weight
from waarborg.imports.findings import Finding
from waarborg.imports.headings import phase_of, plain
from waarborg.imports.known import Agreement, Known, Principal
from waarborg.imports.mapping import Mapped
from waarborg.imports.tables import Row

DAYS = (
    "referred_on",
    "started_on",
    "planned_end_on",
    "placed_on",
    "ended_on",
    "opened_on",
    "closed_on",
    "handed_out_on",
)
MAY_COME = frozenset({"planned_end_on"})
"""Days that may lie ahead; the others say what has been."""
LONGEST_TYPE = 60
DIGITS_OF_SOMEBODY = 5
"""A type of trajectory with as many digits names somebody's number, and that never stands in clear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A dossier and its first trajectory, as a row means them."""

    principal: Principal
    agreement: Agreement | None
    type: str
    phase: str
    referred_on: dt.date
    opened_on: dt.date
    started_on: dt.date | None = None
    planned_end_on: dt.date | None = None
    placed_on: dt.date | None = None
    ended_on: dt.date | None = None
    closed_on: dt.date | None = None
    handed_out_on: dt.date | None = None
    hours_granted: Decimal | None = None
    for_illness: bool = False
    secret_address: bool = False
    """Does nobody see where this client lives but who must know?"""
    coach_id: UUID | None = None
    declared: Mapping[str, dt.date] = field(default_factory=dict)
    folder: str = ""


class Stays(Exception):
    """This row cannot come in as it is; `weight` says whether it can be parked."""

    def __init__(self, column: int, said: str, *, weight: Weight = Weight.ROW, article: str = "") -> None:
        super().__init__(said)
        self.column, self.said, self.weight, self.article = column, said, weight, article


@dataclass
class FrameReader:
    """Reads frames out of rows, by what somebody chose the columns to be."""

    mapped: Mapped
    known: Known
    today: dt.date
    find: Callable[[Finding], None]

    def __post_init__(self) -> None:
        frame = {t.name: at for at, t in self.mapped.columns.items() if t.kind == "frame"}
        self.places: Mapping[str, int] = frame
        self.declarations = {at: t.name for at, t in self.mapped.columns.items() if t.kind == "declared"}
        self.by_id = {one.id: one for one in self.known.principals.values()}

    def frame(self, row: Row) -> Frame:
        """The frame of a row. Raises `Stays` when there is none to make."""
        days = {name: self._day(row, name) for name in DAYS}
        principal = self._principal(row)
        referred = days["referred_on"] or days["started_on"] or days["opened_on"]
        if referred is None:
            raise Stays(self.places.get("referred_on", -1), _("It does not say when this began."), weight=Weight.PARK)
        days = days | {"referred_on": referred, "opened_on": days["opened_on"] or referred}
        self._in_order(days)
        return Frame(
            principal=principal,
            agreement=self._agreement(row, principal, referred),
            type=self._type(row),
            phase=self._phase(row, days),
            hours_granted=self._valued(row, "hours_granted", cells.amount),
            for_illness=bool(self._valued(row, "for_illness", cells.truth)),
            secret_address=bool(self._valued(row, "secret_address", cells.truth)),
            coach_id=self._coach(row),
            declared=self._declared(row),
            folder=cells.text_of(self._cell(row, "folder")),
            **days,  # type: ignore[arg-type]
        )

    def _cell(self, row: Row, name: str) -> Any:
        place = self.places.get(name)
        cell = row.cells[place] if place is not None else None
        return None if cells.is_empty(cell) else cell

    def _valued(self, row: Row, name: str, read: Callable[[Any], Any]) -> Any:
        cell = self._cell(row, name)
        if cell is None:
            return None
        try:
            return read(cell)
        except ValueError as mistake:
            self.find(Finding(Weight.CELL, row.number, self.places[name], str(mistake)))
            return None

    def _day(self, row: Row, name: str) -> dt.date | None:
        cell = self._cell(row, name)
        if cell is None:
            return None
        place = self.places[name]
        try:
            found = cells.day(cell, self.today)
        except ValueError as mistake:
            raise Stays(place, str(mistake), weight=Weight.PARK) from None
        on = dt.date.fromisoformat(found.value)
        if on > self.today and name not in MAY_COME:
            raise Stays(place, _("This day has not been yet."))
        if found.guessed:
            self.find(Finding(Weight.NOTE, row.number, place, found.guessed))
        return on

    def _in_order(self, days: Mapping[str, dt.date | None]) -> None:
        for earlier, later in (("started_on", "ended_on"), ("opened_on", "closed_on"), ("referred_on", "ended_on")):
            first, last = days[earlier], days[later]
            if first and last and last < first:
                raise Stays(self.places.get(later, -1), _("This day comes before the day on which it began."))

    def _principal(self, row: Row) -> Principal:
        written = cells.text_of(self._cell(row, "principal"))
        if written:
            found = self.known.principals.get(plain(written))
            if found is None:
                said = _("This principal is not known here. Record it first, or write its name as it is known.")
                raise Stays(self.places["principal"], said, weight=Weight.PARK)
            return found
        if self.mapped.principal_id in self.by_id:
            return self.by_id[self.mapped.principal_id]
        raise Stays(self.places.get("principal", -1), _("It does not say who commissioned this."), weight=Weight.PARK)

    def _agreement(self, row: Row, principal: Principal, day: dt.date) -> Agreement | None:
        number = cells.text_of(self._cell(row, "contract"))
        found = principal.agreement(number, day)
        if number and found is None:
            said = _("This principal has no contract of that number here.")
            raise Stays(self.places["contract"], said, weight=Weight.PARK)
        return found

    def _type(self, row: Row) -> str:
        written = cells.text_of(self._cell(row, "type")) or self.mapped.type
        place = self.places.get("type", -1)
        if not written:
            raise Stays(place, _("It does not say what type of trajectory this is."), weight=Weight.PARK)
        if len(written) > LONGEST_TYPE or sum(letter.isdigit() for letter in written) >= DIGITS_OF_SOMEBODY:
            raise Stays(place, _("This is no type of trajectory: it is too long, or a number of somebody."))
        known = self.known.types.get(plain(written))
        if known is None and self.known.types:
            said = _("The way of working knows no such type of trajectory; it comes in under the name it has here.")
            self.find(Finding(Weight.NOTE, row.number, place, said))
        return known or written

    def _phase(self, row: Row, days: Mapping[str, dt.date | None]) -> str:
        written = self._cell(row, "phase")
        found = phase_of(cells.text_of(written)) if written is not None else None
        if written is not None and found is None:
            said = _("This phase is not known; it follows from the days.")
            self.find(Finding(Weight.NOTE, row.number, self.places["phase"], said))
        if days["ended_on"] or days["closed_on"]:
            return Phase.ENDED.value
        if found == Phase.ENDED.value:
            said = _("It is said to have ended, but not when: no term can begin.")
            raise Stays(self.places["phase"], said, weight=Weight.PARK)
        if found:
            return found
        if days["placed_on"]:
            return Phase.PLACED.value
        return Phase.RUNNING.value if days["started_on"] else Phase.REFERRAL.value

    def _coach(self, row: Row) -> UUID | None:
        written = cells.text_of(self._cell(row, "coach"))
        if not written:
            return None
        found = self.known.coaches.get(plain(written))
        if found is None:
            said = _("Nobody of this name works here today. The dossier comes in without them.")
            self.find(Finding(Weight.CELL, row.number, self.places["coach"], said))
        return found

    def _declared(self, row: Row) -> dict[str, dt.date]:
        found: dict[str, dt.date] = {}
        for place, fact in self.declarations.items():
            cell = row.cells[place]
            if cells.is_empty(cell):
                continue
            try:
                on = dt.date.fromisoformat(cells.day(cell, self.today).value)
            except ValueError:
                said = _("A consent comes in with the day on which it was given.")
                self.find(Finding(Weight.CELL, row.number, place, said))
                continue
            if on <= self.today:
                found[fact] = on
            else:
                self.find(Finding(Weight.CELL, row.number, place, _("This day has not been yet.")))
        return found
