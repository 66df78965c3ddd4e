"""The days of a trajectory that is at some stage today."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from waarborg.demo.people import Stage
from waarborg.policy.calendar import shipped_calendar

WORK_OUTCOME = 0.7
"""The share of ended trajectories that ended in work."""


@dataclass(frozen=True, slots=True)
class Course:
    """The days of a trajectory."""

    referred_on: dt.date
    started_on: dt.date | None
    planned_end_on: dt.date | None
    ended_on: dt.date | None
    placed_on: dt.date | None
    last_on: dt.date
    """The last day on which something can have been noted."""
    progress: float
    """How far it got by then."""


def course_of(stage: Stage, today: dt.date, chance: random.Random) -> Course:
    """Lay the days of a trajectory that is at this stage today."""
    length = chance.randint(160, 330)
    ended_ago = {
        Stage.ENDED_RECENTLY: chance.randint(8, 90),
        Stage.ENDED_LONG_AGO: chance.randint(300, 640),
        Stage.OVERDUE: chance.randint(1160, 1700),
    }.get(stage)
    if ended_ago is not None:
        ended = working_day(today - dt.timedelta(days=ended_ago), today)
        referred = ended - dt.timedelta(days=length)
        placed = ended - dt.timedelta(days=45) if chance.random() < WORK_OUTCOME else None
        start = working_day(referred + dt.timedelta(days=14), ended)
        return Course(referred, start, ended, ended, placed, ended, 1.0)
    since, progress = {
        Stage.REFERRAL: (chance.randint(2, 12), 0.0),
        Stage.INTAKE: (chance.randint(18, 40), 0.1),
        Stage.RUNNING: (chance.randint(60, 240), chance.uniform(0.25, 0.9)),
        Stage.PAUSED: (chance.randint(120, 240), chance.uniform(0.3, 0.6)),
        Stage.PLACED: (chance.randint(180, 300), 0.95),
    }[stage]
    referred = working_day(today - dt.timedelta(days=since), today)
    if stage is Stage.REFERRAL:
        return Course(referred, None, None, None, None, today, progress)
    start = working_day(referred + dt.timedelta(days=chance.randint(6, 15)), today)
    planned = start + dt.timedelta(days=max(length, since + 60))
    placed = today - dt.timedelta(days=chance.randint(10, 60)) if stage is Stage.PLACED else None
    last = today - dt.timedelta(days=35) if stage is Stage.PAUSED else today
    return Course(referred, start, planned, None, placed, max(last, start), progress)


def course_of_year(year: int, today: dt.date, chance: random.Random) -> Course:
    """Lay the days of a trajectory that started in a year that is over, and has ended since."""
    start = working_day(dt.date(year, 1, 1) + dt.timedelta(days=chance.randint(4, 300)), today)
    ended = working_day(min(start + dt.timedelta(days=chance.randint(60, 420)), today - dt.timedelta(days=10)), today)
    placed = ended - dt.timedelta(days=20) if chance.random() < WORK_OUTCOME else None
    return Course(start - dt.timedelta(days=12), start, ended, ended, placed, ended, 1.0)


def working_day(day: dt.date, last: dt.date) -> dt.date:
    """Return `day` or the next working day, but never after `last`."""
    calendar = shipped_calendar()
    rolled = calendar.rolled(day)
    return rolled if rolled <= last else calendar.working_day_before(last)
