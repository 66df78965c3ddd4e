"""The day on which a regulation itself wants to have answered a request, where it sets a pace below the last day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from waarborg.policy.calendar import Calendar, shipped_calendar
from waarborg.policy.model.procedures import Duty
from waarborg.policy.model.regulation import Law, Regulation
from waarborg.policy.terms_places import StandsIn, placed, placed_in_laws

ANY_REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Target:
    """The day, who sees to it, and where that stands."""

    on: dt.date
    role: str
    at: StandsIn


@dataclass(frozen=True, slots=True)
class Overseer:
    """Who sees to it that requests are answered, and where that stands."""

    role: str
    at: StandsIn

    @property
    def article(self) -> str:
        """The article; of a law with the law's key."""
        return f"{self.at.source} {self.at.article}" if self.at.is_law else self.at.article


def target_of(regulation: Regulation, right: str, received: dt.date, calendar: Calendar | None = None) -> Target | None:
    """The own pace for a request of this right; None where the regulation sets none. Never rolled: it is a
    promise, and what falls in a weekend is done before it."""
    counting = calendar or shipped_calendar()
    for one in placed(regulation, Duty):
        if one.rule.within and {ANY_REQUEST, f"{right}_request"} & set(one.rule.at):
            return Target(counting.add(one.rule.within, received), one.rule.role, one.at)
    return None


def overseer_of(regulation: Regulation, laws: Sequence[Law], right: str, day: dt.date) -> Overseer | None:
    """Who sees to it that requests of this right are answered: by the regulation, else by the law."""
    for one in (*placed(regulation, Duty), *placed_in_laws(laws, Duty, day)):
        if {ANY_REQUEST, f"{right}_request"} & set(one.rule.at):
            return Overseer(one.rule.role, one.at)
    return None
