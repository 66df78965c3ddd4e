"""How a client objects at the agency itself to what was decided: by which article, within which term, before whom.

A regulation may write it as a right of its own; else as the way to the responsible, with the term of the procedure for
who finds that the regulation was not observed. Where it is silent, the agency's own number of days holds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from waarborg.policy.calendar import Calendar, day_of, shipped_calendar
from waarborg.policy.model.base import Period, Unit
from waarborg.policy.model.procedures import ComplaintRule
from waarborg.policy.model.regulation import Law, Regulation
from waarborg.policy.model.rights import Remedy, RightRule
from waarborg.policy.request_days import overseer_of
from waarborg.policy.term_clock import Clock, started
from waarborg.policy.terms_dates import DateStatus, DueDate
from waarborg.policy.terms_places import StandsIn, placed
from waarborg.policy.terms_written import Kind

OBJECTING = "objection_to_decision"
"""The right of the vocabulary."""
TO_RESPONSIBLE = "responsible"
"""The remedy of the vocabulary."""
NOT_OBSERVED = "regulation_not_observed"
"""What such an objection is about, where a procedure says so."""
UNINVOLVED = "uninvolved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Objecting:
    """One way to object at the agency: where it stands (None: the text is silent), within what, before whom."""

    at: StandsIn | None
    within: Period | None
    role: str
    uninvolved: bool
    """Is it answered only by somebody who had no part in it?"""


def objecting_under(regulation: Regulation, laws: Sequence[Law], day: dt.date) -> Objecting:
    """How somebody objects under a regulation on a day; without a word about it, before whom the law names."""
    overseer = overseer_of(regulation, laws, OBJECTING, day)
    role = overseer.role if overseer else ""
    for right in placed(regulation, RightRule):
        if OBJECTING in right.rule.right:
            within, judge = right.rule.answer_within, right.rule.judged_by or role
            return Objecting(at=right.at, within=within, role=judge, uninvolved=False)
    procedures = placed(regulation, ComplaintRule)
    procedure = next((one for one in procedures if NOT_OBSERVED in one.rule.complaint.about), None)
    way = next((one for one in placed(regulation, Remedy) if one.rule.remedy == TO_RESPONSIBLE), None)
    if way is None:
        return Objecting(at=None, within=None, role=role, uninvolved=False)
    if procedure is None:
        return Objecting(at=way.at, within=None, role=role, uninvolved=False)
    steps = procedure.rule.complaint
    return Objecting(at=procedure.at, within=steps.decide_within, role=role, uninvolved=steps.handler == UNINVOLVED)


def open_for(remedy: Remedy, right: str) -> bool:
    """Is this way open after an answer about a right? One for who finds that the regulation was not observed is open
    after every answer but that to an objection."""
    if not remedy.for_ or right in remedy.for_:
        return True
    return remedy.remedy == TO_RESPONSIBLE and NOT_OBSERVED in remedy.for_ and right != OBJECTING


def objection_clock(way: Objecting, received: dt.date, own_days: int, calendar: Calendar | None = None) -> Clock:
    """The clock of an objection that came in on a day. A promise of the agency's is never rolled."""
    counting = calendar or shipped_calendar()
    last = counting.add(way.within or Period(number=own_days, unit=Unit.DAYS), received)
    due = DueDate(
        what=OBJECTING,
        kind=Kind.DEADLINE,
        status=DateStatus.DUE,
        date=last,
        rests_on=(way.at,) if way.at and way.within else (),
        event="receipt",
        event_on=received,
        promise=last,
        act_by=counting.working_day_before(day_of(last)),
    )
    return started(OBJECTING, received, [due])
