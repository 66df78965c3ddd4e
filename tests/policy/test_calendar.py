"""The Dutch calendar and the arithmetic of terms, against the law's own examples and an independent library."""

import datetime as dt
from zoneinfo import ZoneInfo

import holidays
import pytest
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

from waarborg.policy.calendar import Holiday, add_hours, day_of, moment_of, shipped_calendar
from waarborg.policy.model.base import Period, Unit

CALENDAR = shipped_calendar()
DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2040, 12, 31))
DAY_UNITS = [unit for unit in Unit if unit not in {Unit.HOURS, Unit.MINUTES}]


def period(**written: int) -> Period:
    return Period.model_validate(written)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


MONTH_VECTORS = [  # received, nominal, latest without equalised days, latest, three months nominal, three months latest
    ("2026-01-31", "2026-02-28", "2026-03-02", "2026-03-02", "2026-04-30", "2026-04-30"),
    ("2026-03-05", "2026-04-05", "2026-04-07", "2026-04-07", "2026-06-05", "2026-06-05"),
    ("2026-03-27", "2026-04-27", "2026-04-28", "2026-04-28", "2026-06-27", "2026-06-29"),
    ("2026-04-05", "2026-05-05", "2026-05-06", "2026-05-06", "2026-07-05", "2026-07-06"),
    ("2026-04-14", "2026-05-14", "2026-05-15", "2026-05-18", "2026-07-14", "2026-07-14"),
    ("2026-11-26", "2026-12-26", "2026-12-28", "2026-12-28", "2027-02-26", "2027-02-26"),
    ("2027-04-07", "2027-05-07", "2027-05-07", "2027-05-10", "2027-07-07", "2027-07-07"),
    ("2028-01-31", "2028-02-29", "2028-02-29", "2028-02-29", "2028-04-30", "2028-05-01"),
]


@pytest.mark.parametrize(("received", "nominal", "plain", "latest", "extended", "extended_latest"), MONTH_VECTORS)
def test_a_month_ends_where_the_law_says(received, nominal, plain, latest, extended, extended_latest):
    one = CALENDAR.add(period(months=1), day(received))
    three = CALENDAR.add(period(months=3), day(received))
    assert one == day(nominal)
    assert CALENDAR.rolled(one, equalised=False) == day(plain)
    assert CALENDAR.rolled(one) == day(latest)
    assert three == day(extended)
    assert CALENDAR.rolled(three) == day(extended_latest)


@pytest.mark.parametrize(
    ("answered", "nominal", "latest"),
    [("2026-03-24", "2026-05-05", "2026-05-06"), ("2026-04-02", "2026-05-14", "2026-05-18"),
     ("2026-11-13", "2026-12-25", "2026-12-28")],
)  # fmt: skip
def test_six_weeks_to_the_court_never_end_on_a_day_that_does_not_count(answered, nominal, latest):
    last = CALENDAR.add(period(weeks=6), day(answered))
    assert (last, CALENDAR.rolled(last)) == (day(nominal), day(latest))


def test_the_holidays_are_those_of_an_independent_library_less_its_two_sundays():
    for year in range(2014, 2041):
        library = set(holidays.country_holidays("NL", years=year, categories=("public", "optional")))
        sundays = {easter(year), easter(year) + dt.timedelta(days=49)}
        assert set(CALENDAR.holidays_in(year)) == library - sundays


def test_kings_day_moves_to_saturday_when_it_would_be_a_sunday():
    assert dt.date(2025, 4, 26) in CALENDAR.holidays_in(2025)
    assert dt.date(2025, 4, 27) not in CALENDAR.holidays_in(2025)


def test_a_holiday_that_was_abolished_is_one_only_in_its_own_years():
    assert CALENDAR.holidays_in(2013)[dt.date(2013, 4, 30)] == "Koninginnedag"
    assert dt.date(2014, 4, 30) not in CALENDAR.holidays_in(2014)


def test_liberation_day_counts_every_year():
    assert not CALENDAR.is_working_day(dt.date(2026, 5, 5))


def test_equalised_days_are_weekdays_next_to_a_holiday_and_no_holiday_themselves():
    for equalised in CALENDAR.equalised.days:
        assert equalised.weekday() < 5
        assert equalised not in CALENDAR.holidays_in(equalised.year)
        assert not CALENDAR.is_working_day(equalised)
        assert CALENDAR.is_working_day(equalised, equalised=False)
        around = {equalised - dt.timedelta(days=1), equalised + dt.timedelta(days=1)}
        assert any(near in CALENDAR.holidays_in(near.year) for near in around)


def test_a_day_after_the_last_decree_is_provisional():
    assert not CALENDAR.is_provisional(dt.date(2028, 12, 31))
    assert CALENDAR.is_provisional(dt.date(2029, 1, 2))


def test_five_working_days_skip_the_weekend_and_easter():
    assert CALENDAR.add(period(working_days=5), dt.date(2026, 4, 1)) == dt.date(2026, 4, 10)


def test_a_working_day_is_found_before_a_long_weekend():
    assert CALENDAR.working_day_before(dt.date(2026, 4, 6)) == dt.date(2026, 4, 2)


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [("2026-03-01", 3, "2029-12-31"), ("2025-12-31", 7, "2032-12-31"), ("2026-01-01", 1, "2027-12-31")],
)
def test_calendar_years_end_on_the_last_day_of_the_year(start, years, end):
    assert CALENDAR.add(period(calendar_years=years), day(start)) == day(end)


def test_years_from_a_leap_day_end_in_february():
    assert CALENDAR.add(period(years=7), dt.date(2028, 2, 29)) == dt.date(2035, 2, 28)


def test_extending_is_counted_from_receipt_since_chaining_loses_days():
    received = dt.date(2026, 1, 31)
    whole = CALENDAR.add(period(months=3), received)
    chained = CALENDAR.add(period(months=2), CALENDAR.add(period(months=1), received))
    assert (whole, chained) == (dt.date(2026, 4, 30), dt.date(2026, 4, 28))


def test_four_weeks_are_never_later_than_a_month():
    first = dt.date(2020, 1, 1)
    for number in range(365 * 20 + 5):
        received = first + dt.timedelta(days=number)
        assert CALENDAR.add(period(weeks=4), received) <= CALENDAR.add(period(months=1), received)


def test_72_hours_are_elapsed_time_over_a_change_to_summer_time():
    found = dt.datetime(2026, 3, 27, 17, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
    due = add_hours(period(hours=72), found)
    assert due - found == dt.timedelta(hours=72)
    assert due.astimezone(found.tzinfo).hour == 18


def test_72_hours_from_a_bare_day_count_from_its_first_moment():
    assert add_hours(period(hours=72), dt.date(2026, 1, 10)) == dt.datetime(2026, 1, 12, 23, tzinfo=dt.UTC)


def test_a_moment_late_in_the_evening_in_utc_belongs_to_the_next_dutch_day():
    assert day_of(dt.datetime(2026, 1, 31, 23, 30, tzinfo=dt.UTC)) == dt.date(2026, 2, 1)


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        moment_of(dt.datetime(2026, 1, 31, 23, 30))  # noqa: DTZ001


def test_hours_have_no_last_day_and_weeks_no_moment():
    with pytest.raises(ValueError, match="at a moment"):
        CALENDAR.add(period(hours=72), dt.date(2026, 1, 1))
    with pytest.raises(ValueError, match="on a day"):
        add_hours(period(weeks=1), dt.date(2026, 1, 1))


def test_a_holiday_falls_in_exactly_one_way():
    with pytest.raises(ValueError, match="either"):
        Holiday(name="x", source="y")


@given(DAYS, st.sampled_from(DAY_UNITS), st.integers(1, 40))
def test_a_longer_period_never_ends_earlier(start, unit, number):
    shorter = CALENDAR.add(Period(number=number, unit=unit), start)
    assert start < shorter < CALENDAR.add(Period(number=number + 1, unit=unit), start)


@given(DAYS, DAYS, st.sampled_from(DAY_UNITS), st.integers(0, 40))
def test_a_later_event_never_gives_an_earlier_date(one, other, unit, number):
    first, second = sorted((one, other))
    length = Period(number=number, unit=unit)
    assert CALENDAR.add(length, first) <= CALENDAR.add(length, second)


@given(DAYS)
def test_rolling_moves_to_the_nearest_working_day_and_stays_there(start):
    rolled = CALENDAR.rolled(start)
    assert CALENDAR.is_working_day(rolled)
    assert CALENDAR.rolled(rolled) == rolled
    assert CALENDAR.working_day_before(rolled) == rolled
    assert (rolled - start).days <= 6


@given(DAYS, st.integers(1, 30))
def test_working_days_are_counted_one_by_one(start, number):
    end = CALENDAR.working_days_after(start, number)
    between = (start + dt.timedelta(days=step + 1) for step in range((end - start).days))
    assert sum(CALENDAR.is_working_day(each) for each in between) == number
