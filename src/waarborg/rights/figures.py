"""Requests of a year, counted: by kind, by outcome, and by time. Counts alone, and none that points at somebody.

A count below the smallest group is not told, and where one is not told so many others are hidden with it that it
cannot be worked out from the total. What is told is rounded. Only years that are over, so that two tables of the same
year never differ by one person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.calendar import day_of
from waarborg.policy.overviews import SMALLEST_GROUP
from waarborg.policy.term_clock import Clock, ClockState
from waarborg.rights.choices import Outcome, Timing
from waarborg.rights.clocks import clock_of, steps_of
from waarborg.rights.models import Request

ROUNDED_TO = 5
FEWEST_HIDDEN = 2


@dataclass(frozen=True, slots=True)
class Figures:
    """A year: the total and three tables; a count that is not told is None."""

    year: int
    total: int | None
    by_right: Mapping[str, int | None]
    by_outcome: Mapping[str, int | None]
    by_time: Mapping[str, int | None]


def years(actor: Actor) -> Sequence[int]:
    """The years that are over in which something was asked that an article lets this actor see to, the newest first."""
    with open_door(actor, "read") as door:
        door.note(Kind.REQUESTS_READ, details={"figures": "years"})
        received = Request.objects.using(door.using).filter(overseen_by__in=actor.roles)
        found = {day.year for day in received.dates("received_on", "year")}
    return sorted((year for year in found if year < clock.today().year), reverse=True)


def figures(actor: Actor, year: int) -> Figures:
    """The figures of a year that is over, of what an article lets this actor see to. Raises `NotFound`."""
    if year >= clock.today().year:
        raise NotFound("This year is not over yet.")
    with open_door(actor, "read") as door:
        overseen = Request.objects.using(door.using).filter(overseen_by__in=actor.roles)
        rows = list(overseen.filter(received_on__year=year).defer("sealed"))
        steps = steps_of((row.pk for row in rows), using=door.using)
        door.note(Kind.REQUESTS_READ, details={"figures": str(year)})
    return Figures(
        year=year,
        total=told(len(rows)),
        by_right=protected(Counter(row.right for row in rows), {row.right for row in rows}),
        by_outcome=protected(Counter(row.outcome or OPEN for row in rows), (*Outcome.values, OPEN)),
        by_time=protected(Counter(timing(clock_of(row, steps.get(row.pk, []))).value for row in rows), Timing.values),
    )


OPEN = "open"
"""What has no outcome yet."""


def timing(counted: Clock) -> Timing:
    """Whether it was answered in time."""
    today = clock.today()
    if counted.state is not ClockState.ENDED:
        return Timing.LATE if counted.is_late(today) else Timing.OPEN
    until = counted.in_time_until(today)
    if until is not None and day_of(counted.steps[-1].at) > day_of(until):
        return Timing.LATE
    return Timing.EXTENDED if counted.is_extended else Timing.IN_TIME


def told(count: int) -> int | None:
    """A count as it may be told: rounded, and not at all below the smallest group."""
    return None if count < SMALLEST_GROUP else ROUNDED_TO * round(count / ROUNDED_TO)


def protected(counts: Mapping[str, int], cells: Iterable[str]) -> dict[str, int | None]:
    """One table as it may be told. What is hidden together holds at least two counts and the smallest group of people,
    so that nobody finds one of them by taking the others from the total."""
    whole = {cell: counts.get(cell, 0) for cell in cells}
    hidden = {cell for cell, count in whole.items() if count < SMALLEST_GROUP}
    by_size = sorted(whole, key=lambda cell: (whole[cell], cell))
    while hidden and hidden != set(whole) and _found_out(hidden, whole):
        hidden.add(next(cell for cell in by_size if cell not in hidden))
    return {cell: None if cell in hidden else told(count) for cell, count in whole.items()}


def _found_out(hidden: set[str], whole: Mapping[str, int]) -> bool:
    return len(hidden) < FEWEST_HIDDEN or sum(whole[cell] for cell in hidden) < SMALLEST_GROUP
