"""The clock of one proceeding: a request, a complaint, a breach. Pure: what happened goes in, dates come out.

It starts when something was received, also when nobody recognised it as a request yet. It stands still only while the
client is asked who they are or what they mean. It is lengthened once, by a reasoned letter that was sent in time, and
counts from receipt then too. It ends with an answer, a withdrawal, or by being passed on to who must answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise

from waarborg.policy.calendar import Calendar, Event, day_of, moment_of, shipped_calendar
from waarborg.policy.terms_dates import DateStatus, DueDate
from waarborg.policy.terms_places import StandsIn
from waarborg.policy.terms_written import Kind


class StepKind(StrEnum):
    """What happened."""

    RECEIVED = "received"
    ASKED = "asked"
    """The client was asked something without which it cannot be answered."""
    REPLIED = "replied"
    EXTENDED = "extended"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    PASSED_ON = "passed_on"
    """To the controller, for whom the agency only processes."""


class Question(StrEnum):
    """For what a clock may stand still."""

    IDENTITY = "identity"
    CLARIFICATION = "clarification"


class ClockState(StrEnum):
    """Where it stands."""

    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


ENDS = frozenset({StepKind.ANSWERED, StepKind.WITHDRAWN, StepKind.PASSED_ON})
OF_REQUESTS = frozenset(Question)
"""What a request may be paused for (AVG 12.2, 12.6)."""


class OutOfTurn(ValueError):
    """This cannot happen now. `why` is a word: `ended`, `paused`, `running`, `early`, `pause`, `twice`, `late`,
    `unsent` or `no_extension`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened, and when."""

    kind: StepKind
    at: Event
    about: Question | None = None
    """For `asked`: what about."""
    letter: str = ""
    """For `extended`: the number of the reasoned letter that was sent."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock and everything that happened to it. `terms` are the dates counted from receipt, one per kind."""

    what: str
    terms: tuple[DueDate, ...]
    steps: tuple[Step, ...]
    pauses: frozenset[Question] = OF_REQUESTS
    calendar: Calendar = field(default_factory=shipped_calendar, compare=False, repr=False)

    @property
    def received(self) -> Event:
        """When it was received."""
        return self.steps[0].at

    @property
    def state(self) -> ClockState:
        """Where it stands after the last step."""
        last = self.steps[-1].kind
        if last in ENDS:
            return ClockState.ENDED
        return ClockState.PAUSED if last is StepKind.ASKED else ClockState.RUNNING

    @property
    def is_extended(self) -> bool:
        """Was the longer term announced?"""
        return any(step.kind is StepKind.EXTENDED for step in self.steps)

    def paused_days(self, today: dt.date) -> int:
        """Days on which it stood still, until `today`."""
        days = 0
        for asked, after in pairwise((*self.steps, None)):
            if asked is not None and asked.kind is StepKind.ASKED:
                until = day_of(after.at) if after else today
                days += max((until - day_of(asked.at)).days, 0)
        return days

    def due(self, today: dt.date) -> Event | None:
        """The last day, or moment, for the agency; None where no rule sets one. While paused it moves with `today`."""
        return self._date(Kind.EXTENDED_DEADLINE if self.is_extended else Kind.DEADLINE, today)

    def notice_due(self, today: dt.date) -> Event | None:
        """The last day to announce the longer term; None when that cannot be, or was done."""
        if self.is_extended or self._term(Kind.EXTENDED_DEADLINE) is None:
            return None
        return self._date(Kind.EXTENSION_NOTICE, today)

    def act_by(self, today: dt.date) -> dt.date | None:
        """The last working day on which somebody at the office can still do it in time."""
        due = self.due(today)
        if due is None:
            return None
        return max(self.calendar.working_day_before(day_of(due)), day_of(self.received))

    def in_time_until(self, today: dt.date) -> Event | None:
        """Until when an answer is in time. A promise shorter than the law's term ends on its own day; the law's own
        last day is rolled to a working day (1182/71 art. 3.4)."""
        return self._in_time(Kind.EXTENDED_DEADLINE if self.is_extended else Kind.DEADLINE, today)

    def notice_in_time_until(self, today: dt.date) -> Event | None:
        """Until when the longer term can be announced; None when that cannot be, or was done."""
        return self._in_time(Kind.EXTENSION_NOTICE, today) if self.notice_due(today) is not None else None

    def silent_from(self, today: dt.date) -> dt.date | None:
        """The first day on which no answer is silence by the law, also where more was promised: the day after the
        law's last day, rolled; without a law's term the day after the promised one. None where no rule sets a term, or
        where it is done at once."""
        term = self._term(Kind.EXTENDED_DEADLINE if self.is_extended else Kind.DEADLINE)
        if term is None or term.date is None or isinstance(term.date, dt.datetime):
            return None
        if term.date == day_of(self.received):
            return None
        until = self._lawful(term, today) if term.from_law else self._paused(term.date, today)
        return until + dt.timedelta(days=1)

    def remind_on(self, days_before: int, today: dt.date) -> dt.date | None:
        """The working day, so many days before the last one at the office, on which somebody is asked to do it."""
        act_by = self.act_by(today)
        if act_by is None:
            return None
        day = self.calendar.working_day_before(act_by - dt.timedelta(days=days_before))
        return max(day, day_of(self.received))

    def is_late(self, now: Event) -> bool:
        """Does it run while the last day is over? A term in hours ends at its moment."""
        until = self.in_time_until(day_of(now))
        if until is None or self.state is not ClockState.RUNNING:
            return False
        if isinstance(until, dt.datetime):
            return moment_of(now) > until
        return day_of(now) > until

    def is_silent(self, today: dt.date) -> bool:
        """May the client take it that no answer comes?"""
        silent = self.silent_from(today)
        return silent is not None and self.state is ClockState.RUNNING and today >= silent

    def after(self, step: Step) -> Clock:
        """The clock once this happened too. Raises `OutOfTurn` with the word that says why it cannot."""
        self._in_turn(step)
        return replace(self, steps=(*self.steps, step))

    def _in_turn(self, step: Step) -> None:
        if self.state is ClockState.ENDED:
            raise OutOfTurn("ended")
        if moment_of(step.at) < moment_of(self.steps[-1].at):
            raise OutOfTurn("early")
        match step.kind:
            case StepKind.RECEIVED:
                raise OutOfTurn("twice")
            case StepKind.REPLIED if self.state is not ClockState.PAUSED:
                raise OutOfTurn("running")
            case StepKind.ASKED | StepKind.EXTENDED if self.state is ClockState.PAUSED:
                raise OutOfTurn("paused")
            case StepKind.ASKED if step.about not in self.pauses:
                raise OutOfTurn("pause")
            case StepKind.EXTENDED:
                self._extendable(step)

    def _extendable(self, step: Step) -> None:
        if self.is_extended:
            raise OutOfTurn("twice")
        notice = self.notice_in_time_until(day_of(step.at))
        if notice is None:
            raise OutOfTurn("no_extension")
        if not step.letter:
            raise OutOfTurn("unsent")
        if day_of(step.at) > day_of(notice):
            raise OutOfTurn("late")

    def _term(self, kind: Kind) -> DueDate | None:
        return next((term for term in self.terms if term.kind is kind), None)

    def _date(self, kind: Kind, today: dt.date) -> Event | None:
        """A date of ours, with the days on which the clock stood still added; what is counted in hours never moves."""
        term = self._term(kind)
        if term is None or term.date is None or isinstance(term.date, dt.datetime):
            return term.date if term else None
        return self._paused(term.date, today)

    def _paused(self, day: Event, today: dt.date) -> dt.date:
        return day_of(day) + dt.timedelta(days=self.paused_days(today))

    def _in_time(self, kind: Kind, today: dt.date) -> Event | None:
        term = self._term(kind)
        if term is None or term.date is None or isinstance(term.date, dt.datetime):
            return term.date if term else None
        shorter = term.promise is not None and term.nominal is not None and day_of(term.promise) < day_of(term.nominal)
        return self._lawful(term, today) if term.from_law and not shorter else self._paused(term.date, today)

    def _lawful(self, term: DueDate, today: dt.date) -> dt.date:
        """The law's last day, with what it stood still, rolled; what must be done at once is not rolled."""
        nominal = term.nominal or term.date or self.received
        day = self._paused(nominal, today)
        return day if day_of(nominal) == day_of(self.received) else self.calendar.rolled(day)


def started(
    what: str, received: Event, found: Iterable[DueDate], *, pauses: Collection[Question] = OF_REQUESTS
) -> Clock:
    """A clock that starts at receipt. `found` are the dates counted from it (`terms.dates`); those that the law sets
    aside do not count, and of two terms for the same thing the earlier does."""
    theirs = [term for term in found if term.what == what and term.status is DateStatus.DUE and term.date]
    terms = []
    for kind in (Kind.DEADLINE, Kind.EXTENSION_NOTICE, Kind.EXTENDED_DEADLINE):
        of_kind = [term for term in theirs if term.kind is kind]
        terms += sorted(of_kind, key=lambda term: moment_of(term.date or received))[:1]
    return Clock(what, tuple(terms), (Step(StepKind.RECEIVED, received),), frozenset(pauses))


def kept(clock: Clock) -> list[dict[str, object]]:
    """The dates of a clock in plain JSON values, as they were counted when it started."""
    return [term.as_json() for term in clock.terms]


def taken(what: str, terms: Iterable[dict[str, object]], steps: Iterable[Step], pauses: Collection[Question]) -> Clock:
    """A clock as `kept` wrote its dates, with the steps in it in the order in which they were taken."""
    found = []
    for term in terms:
        places = tuple(StandsIn(**place) for place in term["rests_on"])  # type: ignore[attr-defined]
        days = {name: _event(term[name]) for name in ("date", "event_on", "nominal", "latest", "promise")}
        found.append(
            DueDate(
                what=what,
                kind=Kind(str(term["kind"])),
                status=DateStatus.DUE,
                rests_on=places,
                event=str(term["event"]),
                provisional=bool(term["provisional"]),
                **days,  # type: ignore[arg-type]
            )
        )
    return Clock(what, tuple(found), tuple(steps), frozenset(pauses))


def _event(written: object) -> Event | None:
    if written is None:
        return None
    text = str(written)
    return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)
