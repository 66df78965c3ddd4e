"""Dates as people and Excel write them mean one day, or are refused; two digits are never taken for granted."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from waarborg.imports.days import EARLIEST, FIRST_SERIAL, LATEST, LEAST_SERIAL, day_of

TODAY = dt.date(2026, 6, 1)
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "juni", "jul", "augustus", "sep", "okt", "nov", "dec")
DAYS = st.dates(EARLIEST, LATEST)


@given(DAYS, st.sampled_from("-/. "))
def test_every_day_is_read_the_dutch_way(day: dt.date, between: str) -> None:
    assert day_of(f"{day.day}{between}{day.month}{between}{day.year}", TODAY).on == day
    assert day_of(f"{day:%d}{between}{day:%m}{between}{day.year}", TODAY).on == day


@given(st.dates(FIRST_SERIAL + dt.timedelta(days=LEAST_SERIAL), LATEST))
def test_every_day_is_read_in_words_in_iso_and_as_excel_counts(day: dt.date) -> None:
    month = MONTHS[day.month - 1]
    serial = (day - FIRST_SERIAL).days
    for written in (
        f"{day.day} {month} {day.year}", f"{day.day}-{month}-{day.year}", f"{day.day} {month.upper()}. {day.year}",
        day.isoformat(), f"{day.isoformat()}T00:00:00", f"{day:%Y%m%d}", day, dt.datetime.combine(day, dt.time(9)),
        serial, float(serial), serial + 0.5, str(serial),
    ):  # fmt: skip
        found = day_of(written, TODAY)
        assert (found.on, found.guessed) == (day, False), written


@given(st.dates(dt.date(1930, 1, 1), TODAY))
def test_a_year_of_two_digits_is_guessed_and_says_so(day: dt.date) -> None:
    found = day_of(f"{day.day} {MONTHS[day.month - 1]} {day.year % 100:02d}", TODAY, past=True)
    assert found.guessed
    assert (found.on.day, found.on.month, found.on.year % 100) == (day.day, day.month, day.year % 100)
    assert found.on <= TODAY
    assert TODAY.year - found.on.year <= 100


@given(st.integers(1, 31), st.integers(1, 12), st.integers(1900, 2099))
def test_a_day_that_the_calendar_does_not_have_is_no_day(day: int, month: int, year: int) -> None:
    try:
        dt.date(year, month, day)
    except ValueError:
        with pytest.raises(ValueError, match=r"."):
            day_of(f"{day}-{month}-{year}", TODAY)
    else:
        assume(year > 1900)
        assert day_of(f"{day}-{month}-{year}", TODAY).on == dt.date(year, month, day)


@given(st.one_of(st.text(max_size=20), st.floats(), st.integers(), st.booleans(), st.none()))
def test_whatever_stands_in_a_cell_is_a_day_within_reach_or_a_value_error(cell: object) -> None:
    try:
        found = day_of(cell, TODAY)  # type: ignore[arg-type]
    except ValueError:
        return
    assert EARLIEST <= found.on <= LATEST


@pytest.mark.parametrize("written", ["31-2-1984", "", "gisteren", "12-13-1984", "0", "1984", "12/3", "nan", "99999999"])
def test_these_are_no_days(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        day_of(written, TODAY)


def test_a_weekday_and_a_time_say_nothing_more() -> None:
    assert day_of("ma 12 mrt 1984 9:30", TODAY).on == dt.date(1984, 3, 12)
    assert day_of("12-03-1984 00:00:00", TODAY).on == dt.date(1984, 3, 12)
    assert day_of("12 mrt '84", TODAY).guessed
