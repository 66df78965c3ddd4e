"""Periods of overviews: quarters, halves and years that are over. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from waarborg.kernel.errors import InvalidInput
from waarborg.practice.choices import Span

MONTHS = {Span.QUARTER: 3, Span.HALF: 6, Span.YEAR: 12}
LAST_MONTH = 12
MONTHS_OF_A_QUARTER = 3


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From a day until, and without, another; within one year."""

    from_on: date
    until_on: date

    @property
    def quarters(self) -> frozenset[str]:
        """Its quarters as they are counted: `2025q1`."""
        first = (self.from_on.month - 1) // MONTHS_OF_A_QUARTER + 1
        months = (self.until_on.year - self.from_on.year) * LAST_MONTH + self.until_on.month - self.from_on.month
        return frozenset(f"{self.from_on.year}q{first + at}" for at in range(months // MONTHS_OF_A_QUARTER))

    @property
    def key(self) -> str:
        """As it stands in an address or a form: `2025-01`, its first month."""
        return f"{self.from_on:%Y-%m}"


def over(span: str, today: date, first_year: int) -> Iterator[Period]:
    """The periods of this length that are over, the newest first."""
    months = MONTHS[Span(span)]
    for year in range(today.year, first_year - 1, -1):
        for first in range(LAST_MONTH - months + 1, 0, -months):
            last = first + months
            until = date(year, last, 1) if last <= LAST_MONTH else date(year + 1, 1, 1)
            if until <= today:
                yield Period(date(year, first, 1), until)


def the_one(span: str, key: str, today: date, first_year: int) -> Period:
    """The period that somebody chose. Raises `InvalidInput` when it is none, or not over yet."""
    found = next((period for period in over(span, today, first_year) if period.key == key), None)
    if found is None:
        raise InvalidInput("This period is not over, or is none of this overview.", {"period": key})
    return found
