"""Which of two periods can last longer."""

from __future__ import annotations

from waarborg.policy.model.base import Period, Unit

LONGEST_DAYS = {
    Unit.MINUTES: 1 / 1440, Unit.HOURS: 1 / 24, Unit.DAYS: 1, Unit.WORKING_DAYS: 7 / 5, Unit.WEEKS: 7,
    Unit.MONTHS: 31, Unit.YEARS: 366, Unit.CALENDAR_YEARS: 366,
}  # fmt: skip
MONTHS_OF = {Unit.MONTHS: 1, Unit.YEARS: 12, Unit.CALENDAR_YEARS: 12}


def longer(one: Period, other: Period) -> bool:
    """Whether one can outlast the other: by number in one unit or in months, else by the longest days it can have."""
    if one.unit == other.unit:
        return one.number > other.number
    if one.unit in MONTHS_OF and other.unit in MONTHS_OF:
        return one.number * MONTHS_OF[one.unit] > other.number * MONTHS_OF[other.unit]
    return one.number * LONGEST_DAYS[one.unit] > other.number * LONGEST_DAYS[other.unit]
