"""What goes to whom when an agreement with a principal ends, by which article, from which day and until which."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from waarborg.policy.calendar import Calendar, shipped_calendar
from waarborg.policy.model.base import Period
from waarborg.policy.model.regulation import Regulation
from waarborg.policy.model.retention import RetentionOverride
from waarborg.policy.retention_bounds import last_day
from waarborg.policy.terms_places import placed

ENDED = "principal_contract_ended"
"""The event that begins it."""


@dataclass(frozen=True, slots=True)
class HandOverDays:
    """The first day on which it may go and the last, both included; and the last day of what stays behind."""

    first: dt.date
    last: dt.date
    rest_by: dt.date | None


@dataclass(frozen=True, slots=True)
class HandOverRow:
    """One rule by which data go at the end of an agreement: its id and article, to whom, from which kinds of principal.

    `first` None: at once. `rest_by` and `then` say what becomes of what does not go.
    """

    rule: str
    article: str
    to: str
    principals: tuple[str, ...]
    first: Period | None
    by: Period
    rest_by: Period | None
    then: str

    def days_after(self, ended_on: dt.date, calendar: Calendar | None = None) -> HandOverDays:
        """The days for an agreement of which this was the last day."""
        use = calendar or shipped_calendar()
        return HandOverDays(
            first=last_day(use, self.first, ended_on) if self.first else ended_on,
            last=last_day(use, self.by, ended_on),
            rest_by=last_day(use, self.rest_by, ended_on) if self.rest_by else None,
        )


def hand_over_rows(regulation: Regulation) -> list[HandOverRow]:
    """The rules of a version that have data go when an agreement ends, in the order of the text."""
    return [
        HandOverRow(
            rule=each.at.rule,
            article=each.at.article,
            to=each.rule.hand_over.to,
            principals=tuple(each.rule.principals),
            first=each.rule.hand_over.not_before,
            by=each.rule.hand_over.by,
            rest_by=each.rule.rest.by if each.rule.rest else None,
            then=each.rule.rest.then if each.rule.rest else "",
        )
        for each in placed(regulation, RetentionOverride)
        if each.rule.hand_over is not None and ENDED in each.rule.starts
    ]


def hand_over_of(regulation: Regulation, principal: str) -> HandOverRow | None:
    """The rule for a principal of this kind; None where an agreement that ends has nothing go."""
    found = [row for row in hand_over_rows(regulation) if not row.principals or principal in row.principals]
    return found[0] if found else None
