"""How a complaint goes: by the regulation's own procedure, or by the one that comes along where there is none.

    procedure_of(regulation, shipped)     the steps, the article, and whether they are the regulation's own
    terms_from(procedure, received)       the last day of each step, counted from receipt
    may_be_refused(procedure, ...)        which reasons for not taking it up are open, by the days

A term of the agency's own is never rolled: what falls in a weekend is done before it. What was completed later keeps
the day of its first receipt.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from waarborg.policy.calendar import Calendar, day_of, shipped_calendar
from waarborg.policy.model.base import Period
from waarborg.policy.model.procedures import ComplaintProcedure, ComplaintRule, ProcedureElsewhere
from waarborg.policy.model.regulation import Regulation
from waarborg.policy.terms_dates import DateStatus, DueDate
from waarborg.policy.terms_places import StandsIn, placed
from waarborg.policy.terms_written import Kind

CONFIRMATION, MEETING, REFUSAL, DECISION = (
    "complaint_confirmation",
    "complaint_meeting",
    "complaint_refusal",
    "complaint_decision",
)
"""What has a last day, as `terms` names it."""
TOO_OLD, THIRD_PARTY = "too_old", "about_third_party"
"""The reasons for which a complaint may be left."""
PROCEDURE = "complaints"


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """The steps of a complaint, and where they stand; `own` says that the regulation writes them itself."""

    steps: ComplaintProcedure
    at: StandsIn
    own: bool

    @property
    def handlers(self) -> tuple[str, ...]:
        """The roles of which somebody handles a complaint."""
        return self.steps.handled_by

    def handlers_of(self, roles_of_accused: frozenset[str]) -> tuple[str, ...]:
        """The same, when it is about somebody who holds these roles: one about who leads goes to somebody else."""
        about_leader = self.steps.about_leader_by and set(self.steps.leaders) & roles_of_accused
        return self.steps.about_leader_by if about_leader else self.steps.handled_by

    @property
    def needs(self) -> tuple[str, ...]:
        """What a written complaint holds, by word."""
        return self.steps.needs


def procedure_of(regulation: Regulation, shipped: ComplaintProcedure) -> Procedure:
    """The procedure of a regulation; what it says nothing of (who handles, whom one can
    turn to) comes from the shipped one."""
    for each in placed(regulation, ComplaintRule):
        own = each.rule.complaint
        lacking = ("handled_by", "about_leader_by", "leaders", "flagged_to", "ladder")
        given = {name: getattr(own, name) or getattr(shipped, name) for name in lacking}
        return Procedure(steps=own.model_copy(update=given), at=each.at, own=True)
    for other in placed(regulation, ProcedureElsewhere):
        if other.rule.procedure == PROCEDURE:
            return Procedure(steps=shipped, at=other.at, own=False)
    return Procedure(steps=shipped, at=StandsIn(regulation.regulation, "", ""), own=False)


def with_terms(shipped: ComplaintProcedure, given: Mapping[str, Period | None]) -> ComplaintProcedure:
    """The procedure that comes along with an agency's own terms in the place of those in it."""
    return shipped.model_copy(update={name: period for name, period in given.items() if period is not None})


def terms_from(procedure: Procedure, received: dt.date, calendar: Calendar | None = None) -> tuple[DueDate, ...]:
    """The last day of each step that has one, counted from the day on which the written complaint was received."""
    counting, steps = calendar or shipped_calendar(), procedure.steps
    found = [
        (CONFIRMATION, Kind.DEADLINE, steps.confirm_within),
        (MEETING, Kind.DEADLINE, steps.meeting_within),
        (REFUSAL, Kind.DEADLINE, steps.refuse_within),
        (DECISION, Kind.DEADLINE, steps.decide_within),
    ]
    if steps.longer_within:
        found += [
            (DECISION, Kind.EXTENSION_NOTICE, steps.decide_within),
            (DECISION, Kind.EXTENDED_DEADLINE, steps.longer_within),
        ]
    return tuple(_due(procedure, what, kind, period, received, counting) for what, kind, period in found if period)


def last_days(found: Iterable[DueDate]) -> dict[str, dt.date]:
    """By step the day by which it is done, of those that have one."""
    return {one.what: day_of(one.date) for one in found if one.kind is Kind.DEADLINE and one.date is not None}


def status_due(procedure: Procedure, asked_on: dt.date, calendar: Calendar | None = None) -> dt.date | None:
    """The last day to answer a question how it stands; None where nothing sets one."""
    within = procedure.steps.status_within
    return (calendar or shipped_calendar()).add(within, asked_on) if within else None


def must_be_taken_up_until(procedure: Procedure, about_on: dt.date | None) -> dt.date | None:
    """The last day on which a complaint about something of this day has to be taken up; None: always."""
    for refusal in procedure.steps.may_refuse:
        if refusal.when == TOO_OLD and refusal.older_than and about_on:
            return shipped_calendar().add(refusal.older_than, about_on)
    return None


def may_be_refused(
    procedure: Procedure, *, received: dt.date, about_on: dt.date | None, third_party: bool
) -> tuple[str, ...]:
    """The reasons for which it may be left, by what is known: never because it has to be."""
    return tuple(_open_reasons(procedure, received, about_on, third_party=third_party))


def _open_reasons(
    procedure: Procedure, received: dt.date, about_on: dt.date | None, *, third_party: bool
) -> Iterator[str]:
    for refusal in procedure.steps.may_refuse:
        if refusal.when == TOO_OLD:
            until = must_be_taken_up_until(procedure, about_on)
            if until is not None and received > until:
                yield TOO_OLD
        elif refusal.when == THIRD_PARTY and third_party:
            yield THIRD_PARTY


def _due(procedure: Procedure, what: str, kind: Kind, period: Period, received: dt.date, counting: Calendar) -> DueDate:
    last = counting.add(period, received)
    return DueDate(
        what=what,
        kind=kind,
        status=DateStatus.DUE,
        date=last,
        rests_on=(procedure.at,),
        event="receipt",
        event_on=received,
        nominal=last,
        latest=last,
        promise=last,
        act_by=max(counting.working_day_before(last), received),
    )
