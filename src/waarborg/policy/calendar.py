"""Counting days as the law does: holidays, equalised days, working days, and adding a period to an event.

Two systems of counting meet here and agree on the arithmetic: Regulation (EEC, Euratom) 1182/71 (terms of the GDPR)
and the Algemene termijnenwet (terms of Dutch statutes). Which days do not count is data, with its source and its
day of consultation; see `regulations/law/calendar.yaml`. Nothing here reads the clock.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta
from pydantic import BeforeValidator, Field, PrivateAttr, ValidationError, model_validator

from waarborg.policy.model.base import Part, Period, Unit
from waarborg.policy.problems import RegulationErrors
from waarborg.policy.reading import read
from waarborg.policy.vocabulary import regulations_folder

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Event = dt.date | dt.datetime
"""A day, or a moment with a time zone."""


def _month_and_day(value: object) -> object:
    return tuple(int(part) for part in value.split("-")) if isinstance(value, str) else value


class Holiday(Part):
    """One yearly holiday: on a fixed day, or a number of days from Easter Sunday."""

    name: str
    date: Annotated[tuple[int, int] | None, BeforeValidator(_month_and_day)] = None
    """Month and day."""
    easter: int | None = None
    """Days after Easter Sunday (negative: before)."""
    if_sunday: int = 0
    first_year: int = dt.MINYEAR
    last_year: int = dt.MAXYEAR
    source: str

    @model_validator(mode="after")
    def _one_way_of_falling(self) -> Self:
        if (self.date is None) == (self.easter is None):
            raise ValueError("a holiday falls either on a `date` or counted from `easter`")
        return self

    def day_in(self, year: int) -> dt.date | None:
        """Return the day it is celebrated in `year`, or None where it was not yet, or no longer, a holiday."""
        if not self.first_year <= year <= self.last_year:
            return None
        if self.date is None:
            return easter(year) + dt.timedelta(days=self.easter or 0)
        day = dt.date(year, *self.date)
        return day + dt.timedelta(days=self.if_sunday) if WEEKDAYS[day.weekday()] == "sunday" else day


class Equalised(Part):
    """The days made equal to a holiday by decree, and up to which day decrees have been taken."""

    source: str
    known_from: dt.date
    decided_through: dt.date
    days: frozenset[dt.date]


class Calendar(Part):
    """The working days of one country."""

    calendar: str
    title: str
    consulted_on: dt.date
    weekend: tuple[str, ...] = Field(min_length=1)
    holidays: tuple[Holiday, ...]
    equalised: Equalised
    _by_year: dict[int, dict[dt.date, str]] = PrivateAttr(default_factory=dict)

    def holidays_in(self, year: int) -> dict[dt.date, str]:
        """Return every holiday of `year` with its name, without equalised days."""
        if year not in self._by_year:
            found = ((holiday.day_in(year), holiday.name) for holiday in self.holidays)
            self._by_year[year] = {day: name for day, name in found if day is not None}
        return self._by_year[year]

    def is_working_day(self, day: dt.date, *, equalised: bool = True) -> bool:
        """Say whether a term may end on `day`; `equalised=False` leaves out the days made equal by decree."""
        if WEEKDAYS[day.weekday()] in self.weekend or day in self.holidays_in(day.year):
            return False
        return not (equalised and day in self.equalised.days)

    def rolled(self, day: dt.date, *, equalised: bool = True) -> dt.date:
        """Return `day`, or the first working day after it (1182/71 art. 3(4); ATW art. 1)."""
        while not self.is_working_day(day, equalised=equalised):
            day += dt.timedelta(days=1)
        return day

    def working_day_before(self, day: dt.date) -> dt.date:
        """Return `day`, or the last working day before it: when a duty has to be done at the office."""
        while not self.is_working_day(day):
            day -= dt.timedelta(days=1)
        return day

    def working_days_after(self, day: dt.date, number: int) -> dt.date:
        """Return the `number`-th working day after `day`; `day` itself is not counted (1182/71 art. 3(1))."""
        for _ in range(number):
            day = self.rolled(day + dt.timedelta(days=1))
        return day

    def is_provisional(self, day: dt.date) -> bool:
        """Say whether a later decree may still make `day`, or the days around it, equal to a holiday."""
        return day > self.equalised.decided_through

    def add(self, period: Period, to: Event) -> dt.date:
        """Return the last day of `period` counted from the event `to`, whose own day is not counted.

        Months and years end on the same day number, or on the month's last day where there is none (1182/71
        art. 3(2)(c)). Calendar years end on 31 December of the n-th year after the event. A term is never rolled here.
        Raises ValueError for hours and minutes, which have no day: see `add_hours`.
        """
        day = day_of(to)
        match period.unit:
            case Unit.DAYS:
                return day + dt.timedelta(days=period.number)
            case Unit.WEEKS:
                return day + dt.timedelta(weeks=period.number)
            case Unit.WORKING_DAYS:
                return self.working_days_after(day, period.number)
            case Unit.MONTHS:
                return day + relativedelta(months=period.number)
            case Unit.YEARS:
                return day + relativedelta(years=period.number)
            case Unit.CALENDAR_YEARS:
                return dt.date(day.year + period.number, 12, 31)
        raise ValueError(f"{period} ends at a moment, not on a day")


def add_hours(period: Period, to: Event) -> dt.datetime:
    """Return the moment, in UTC, at which `period` (hours or minutes) has passed since `to`.

    Plain elapsed time: weekends count, and summer time neither gives nor takes an hour. An event of which only the
    day is known counts from the first moment of that day, so that the answer is never too late.
    """
    step = {Unit.HOURS: dt.timedelta(hours=1), Unit.MINUTES: dt.timedelta(minutes=1)}.get(period.unit)
    if step is None:
        raise ValueError(f"{period} ends on a day, not at a moment")
    return moment_of(to) + period.number * step


def is_elapsed_time(period: Period) -> bool:
    """Say whether `period` is counted in hours or minutes instead of days."""
    return period.unit in {Unit.HOURS, Unit.MINUTES}


def day_of(event: Event) -> dt.date:
    """Return the Dutch calendar day of an event. Raises ValueError for a moment without a time zone."""
    if not isinstance(event, dt.datetime):
        return event
    return _aware(event).astimezone(AMSTERDAM).date()


def moment_of(event: Event) -> dt.datetime:
    """Return an event as a moment in UTC; a bare day is its first moment in the Netherlands."""
    if not isinstance(event, dt.datetime):
        event = dt.datetime(event.year, event.month, event.day, tzinfo=AMSTERDAM)
    return _aware(event).astimezone(dt.UTC)


def _aware(moment: dt.datetime) -> dt.datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone to be counted from")
    return moment


def read_calendar(file: Path) -> Calendar:
    """Return the calendar of a file. Raises RegulationErrors with file and line for what is wrong in it."""
    document = read(file)
    try:
        return Calendar.model_validate(document.value)
    except ValidationError as found:
        raise RegulationErrors(document.error(each["loc"], each["msg"]) for each in found.errors()) from None


@lru_cache(maxsize=1)
def shipped_calendar() -> Calendar:
    """Return the Dutch calendar that comes with the program."""
    return read_calendar(regulations_folder() / "law" / "calendar.yaml")
