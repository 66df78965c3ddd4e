"""The one clock of the program: every moment and every day comes from here.

Python asks `now()` and `today()`; SQL receives its moment in the signed context. So a test, or a simulation
of years of retention, moves one thing and everything moves along.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class _Stopped:
    """The moment at which the clock stands still, when somebody stopped it."""

    moment: datetime | None = None


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return _Stopped.moment or datetime.now(UTC)


def today() -> date:
    """Return the day it is in the Netherlands."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """Return the Dutch calendar day on which an aware `moment` falls."""
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone belongs to no day.")
    return moment.astimezone(AMSTERDAM).date()


def start_of(day: date) -> datetime:
    """Return the first moment of a Dutch calendar day, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=AMSTERDAM).astimezone(UTC)


class Journey:
    """A stopped clock, in the hands of whoever stopped it."""

    def move_to(self, moment: datetime) -> None:
        """Let it be `moment` (aware)."""
        _Stopped.moment = _aware(moment)

    def advance(self, step: timedelta) -> None:
        """Let `step` pass (a negative one goes back)."""
        _Stopped.moment = now() + step


@contextmanager
def travel(moment: datetime | date) -> Iterator[Journey]:
    """Stop the clock at `moment` for the whole process, until the block is left.

    A day means noon in the Netherlands on that day. Journeys may be nested; leaving one returns to the moment
    at which the outer one stood still.
    """
    before = _Stopped.moment
    _Stopped.moment = _aware(moment)
    try:
        yield Journey()
    finally:
        _Stopped.moment = before


def _aware(moment: datetime | date) -> datetime:
    if not isinstance(moment, datetime):
        return start_of(moment).astimezone(AMSTERDAM).replace(hour=12).astimezone(UTC)
    if moment.tzinfo is None:
        raise ValueError("The clock only travels to moments with a time zone.")
    return moment.astimezone(UTC)
