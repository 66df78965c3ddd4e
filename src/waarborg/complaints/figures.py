"""The yearly report on complaints, and the five counts of a quarter that UWV asks: counts alone.

In the report a count below the smallest group is not told, nor one by which it could be worked out; the measures stand
in words. The quarter goes to the principal whose commissions they are, and tells five exact numbers of these alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connections

from waarborg.complaints.choices import DECIDED, Outcome, Subject
from waarborg.complaints.rules import handles_complaints
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.choices import PartyKind
from waarborg.rights.choices import Timing
from waarborg.rights.figures import OPEN, protected, told

QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Counted:
    """A complaint as numbers and days."""

    received_on: date
    subject: str
    principal_kind: str
    outcome: str
    ended_on: date | None
    refuse_by: date | None
    decide_by: date | None
    measures: int

    @property
    def timing(self) -> Timing:
        """Did it end in time: what was left by its own term, all else by that of a decision."""
        last = self.refuse_by if self.outcome == Outcome.NOT_TAKEN_UP else self.decide_by
        until = self.ended_on or clock.today()
        if last is not None and until > last:
            return Timing.LATE
        return Timing.IN_TIME if self.ended_on else Timing.OPEN


@dataclass(frozen=True, slots=True)
class Report:
    """A year that is over; a count that is not told is None."""

    year: int
    total: int | None
    by_subject: Mapping[str, int | None]
    by_outcome: Mapping[str, int | None]
    by_time: Mapping[str, int | None]
    measures: int | None


@dataclass(frozen=True, slots=True)
class Quarter:
    """What UWV asks of a quarter: how many came in, were left (in time), were taken up, and handled in time."""

    year: int
    quarter: int
    submitted: int
    not_taken_up: int
    not_taken_up_in_time: int
    taken_up: int
    taken_up_in_time: int

    @property
    def is_over(self) -> bool:
        """Is its last day past? Only then it is told."""
        return after(self.year, self.quarter) <= clock.today()


def after(year: int, quarter: int) -> date:
    """The first day after a quarter."""
    return date(year + quarter // 4, 3 * quarter % 12 + 1, 1)


def years(actor: Actor) -> Sequence[int]:
    """The years in which complaints came in, this one too, the newest first. Raises `NotFound`."""
    found = {one.received_on.year for one in _counted(actor, date(1990, 1, 1), clock.today())}
    return sorted(found, reverse=True)


def report(actor: Actor, year: int) -> Report:
    """The report of a year that is over. Raises `NotFound`."""
    if year >= clock.today().year:
        raise NotFound("This year is not over yet.")
    rows = _counted(actor, date(year, 1, 1), date(year, 12, 31))
    return Report(
        year=year,
        total=told(len(rows)),
        by_subject=protected(Counter(one.subject for one in rows), Subject.values),
        by_outcome=protected(Counter(one.outcome or OPEN for one in rows), (*Outcome.values, OPEN)),
        by_time=protected(Counter(one.timing.value for one in rows), (Timing.IN_TIME, Timing.LATE, Timing.OPEN)),
        measures=told(sum(one.measures for one in rows)),
    )


def quarters(actor: Actor, year: int) -> Sequence[Quarter]:
    """The quarters of a year that have begun, of what UWV commissioned. Raises `NotFound`, also for a year to come."""
    if not date.min.year <= year <= clock.today().year:
        raise NotFound("There are no figures of this year.")
    rows = [one for one in _counted(actor, date(year, 1, 1), date(year, 12, 31)) if one.principal_kind == PartyKind.UWV]
    return [_quarter(year, each, rows) for each in QUARTERS if date(year, 3 * each - 2, 1) <= clock.today()]


def one_quarter(actor: Actor, year: int, quarter: int) -> Quarter:
    """One quarter that is over. Raises `NotFound`."""
    found = next((one for one in quarters(actor, year) if one.quarter == quarter and one.is_over), None)
    if found is None:
        raise NotFound("This quarter is not over yet.")
    return found


def _quarter(year: int, quarter: int, rows: Sequence[Counted]) -> Quarter:
    found = [one for one in rows if (one.received_on.month + 2) // 3 == quarter]
    left = [one for one in found if one.outcome == Outcome.NOT_TAKEN_UP]
    taken = [one for one in found if one.outcome != Outcome.NOT_TAKEN_UP]
    done = [one for one in taken if one.outcome in {*DECIDED, Outcome.SOLVED, Outcome.WITHDRAWN}]
    return Quarter(
        year=year,
        quarter=quarter,
        submitted=len(found),
        not_taken_up=len(left),
        not_taken_up_in_time=sum(one.timing is Timing.IN_TIME for one in left),
        taken_up=len(taken),
        taken_up_in_time=sum(one.timing is Timing.IN_TIME for one in done),
    )


def _counted(actor: Actor, first: date, last: date) -> list[Counted]:
    if not handles_complaints(actor):
        raise NotFound("There are no figures of complaints here.")
    with open_door(actor, "read") as door:
        door.note(Kind.COMPLAINTS_READ, details={"what": "figures"})
        with connections[door.using].cursor() as cursor:
            cursor.execute(
                "select received_on, subject, principal_kind, outcome, ended_on, refuse_by, decide_by, measures"
                " from gate.complaints_counted(%s, %s)",
                [first, last],
            )
            return [Counted(*row) for row in cursor.fetchall()]
