"""Dates as people type them, and as Excel counts them. Pure.

day_of("12 mrt 84", today)     → Day(1984-03-12, guessed=True): two digits say no century
day_of(30753, today)           → Day(1984-03-12): a serial of Excel
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from waarborg.imports.tables import Cell

FIRST_SERIAL: Final = dt.date(1899, 12, 30)
"""What Excel counts its days from, with the leap day of 1900 that never was."""
LEAST_SERIAL: Final = 10_000
"""18 May 1927. A smaller number is a year, or an age, more likely than a day of somebody who looks for work."""
EARLIEST: Final = dt.date(1900, 3, 1)
"""Nobody who lives was born before it."""
LATEST: Final = dt.date(2099, 12, 31)

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january",
            "februari feb febr february",
            "maart mrt maa mar march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "augustus aug august",
            "september sep sept",
            "oktober okt oct october",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DUTCH: Final = re.compile(r"(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?'?(\d{4}|\d{2})")
_NAMED: Final = re.compile(r"(\d{1,2})[-/. ]*([a-z]+)\.?[-/. ]*'?(\d{4}|\d{2})")
_PACKED: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d+)?")
_TIME: Final = re.compile(r"[T ]\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?Z?$", re.IGNORECASE)
_WEEKDAY: Final = re.compile(
    r"^(?:ma|di|wo|do|vr|za|zo|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)\.?,? "
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was read; `guessed` when the year had two digits, so that somebody looks again."""

    on: dt.date
    guessed: bool = False


def day_of(cell: Cell, today: dt.date, *, past: bool = False) -> Day:
    """The day that a cell means. With `past` two digits never mean a day after today (a birth).

    Raises ValueError when it is no day, or not one day: 3/4 is read the Dutch way, as the third of April.
    """
    if isinstance(cell, dt.datetime):
        return _within(Day(cell.date()))
    if isinstance(cell, dt.date):
        return _within(Day(cell))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _within(Day(_of_serial(float(cell))))
    return _within(_of_text(cell if isinstance(cell, str) else "", today, past=past))


def _of_text(text: str, today: dt.date, *, past: bool) -> Day:
    plain = _WEEKDAY.sub("", _TIME.sub("", text.strip().casefold())).strip()
    if found := _ISO.fullmatch(plain):
        return Day(dt.date(int(found[1]), int(found[2]), int(found[3])))
    if found := _DUTCH.fullmatch(plain):
        return _day(int(found[1]), int(found[2]), found[3], today, past=past)
    if (found := _NAMED.fullmatch(plain)) and found[2] in _MONTHS:
        return _day(int(found[1]), _MONTHS[found[2]], found[3], today, past=past)
    if found := _PACKED.fullmatch(plain):
        return Day(dt.date(int(found[1]), int(found[2]), int(found[3])))
    if _SERIAL.fullmatch(plain):
        return Day(_of_serial(float(plain)))
    raise ValueError("this is no day")


def _day(day: int, month: int, year: str, today: dt.date, *, past: bool) -> Day:
    if len(year) > 2:  # noqa: PLR2004 - two digits say no century
        return Day(dt.date(int(year), month, day))
    century = today.year - today.year % 100
    found = dt.date(century + int(year), month, day)
    reach = today if past else today.replace(year=today.year + 20, day=1)
    if found > reach:
        found = dt.date(century - 100 + int(year), month, day)
    return Day(found, guessed=True)


def _of_serial(serial: float) -> dt.date:
    if not LEAST_SERIAL <= serial < 100_000:  # noqa: PLR2004 - as many days as LATEST lies away, and more
        raise ValueError("this is no day that Excel counts")
    return FIRST_SERIAL + dt.timedelta(days=int(serial))


def _within(day: Day) -> Day:
    if not EARLIEST <= day.on <= LATEST:
        raise ValueError("this day lies too far away")
    return day
