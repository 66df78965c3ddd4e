"""The one clock: aware moments, Dutch days, and journeys that end."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waarborg.kernel import clock

NAIVE = datetime(2026, 1, 1)  # noqa: DTZ001 - what must be refused
MOMENTS = st.floats(min_value=0, max_value=4e9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1))


def test_now_is_aware_and_in_utc() -> None:
    assert clock.now().tzinfo is UTC


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 1, 31, 22, 59, tzinfo=UTC), date(2026, 1, 31)),
        (datetime(2026, 1, 31, 23, 0, tzinfo=UTC), date(2026, 2, 1)),
        (datetime(2026, 6, 30, 21, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), date(2026, 7, 1)),
    ],
)
def test_the_day_turns_at_dutch_midnight(moment: datetime, day: date) -> None:
    assert clock.day_of(moment) == day


@given(DAYS)
def test_a_day_begins_within_itself_and_not_a_moment_sooner(day: date) -> None:
    begin = clock.start_of(day)
    assert clock.day_of(begin) == day
    assert clock.day_of(begin - timedelta(microseconds=1)) == day - timedelta(days=1)


@given(MOMENTS)
def test_the_clock_stands_still_where_it_travelled(moment: datetime) -> None:
    with clock.travel(moment):
        assert clock.now() == moment
        assert clock.today() == clock.day_of(moment)


@given(DAYS)
def test_travelling_to_a_day_is_travelling_into_it(day: date) -> None:
    with clock.travel(day):
        assert clock.today() == day


def test_another_time_zone_is_the_same_moment() -> None:
    moment = datetime(2026, 1, 1, 12, tzinfo=timezone(timedelta(hours=5)))
    with clock.travel(moment):
        assert clock.now() == moment
        assert clock.now().tzinfo is UTC


def test_journeys_nest_and_end() -> None:
    with clock.travel(date(2026, 1, 1)):
        outer = clock.now()
        with clock.travel(date(2031, 1, 1)) as journey:
            journey.advance(timedelta(days=1))
            assert clock.today() == date(2031, 1, 2)
            journey.move_to(datetime(2040, 1, 1, tzinfo=UTC))
            assert clock.today() == date(2040, 1, 1)
        assert clock.now() == outer
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_journey_ends_also_when_something_goes_wrong_on_the_way() -> None:
    with pytest.raises(LookupError), clock.travel(date(2031, 1, 1)):
        raise LookupError
    assert clock.today() < date(2031, 1, 1) or datetime.now(UTC).date() >= date(2031, 1, 1)


def test_a_moment_without_a_time_zone_is_no_moment() -> None:
    with pytest.raises(ValueError, match="time zone"):
        clock.day_of(NAIVE)
    with pytest.raises(ValueError, match="time zone"), clock.travel(NAIVE):
        pass
