"""The clock of a complaint: one last day per step, of which the decision's may be lengthened where a rule has that."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from waarborg.complaints.choices import Outcome, StepKind
from waarborg.complaints.models import Complaint, ComplaintStep
from waarborg.kernel import clock
from waarborg.policy.calendar import day_of
from waarborg.policy.complaints import (
    CONFIRMATION,
    DECISION,
    MEETING,
    REFUSAL,
    Procedure,
    last_days,
    must_be_taken_up_until,
    terms_from,
)
from waarborg.policy.term_clock import Clock, Step, taken
from waarborg.policy.term_clock import StepKind as Moves

ENDS = {Outcome.WITHDRAWN: Moves.WITHDRAWN}


def counted(procedure: Procedure, received: date, about_on: date | None) -> dict[str, Any]:
    """The columns of a complaint that follow from the day on which it was received."""
    found = terms_from(procedure, received)
    days = last_days(found)
    return {
        "received_on": received,
        "terms": [one.as_json() for one in found],
        "confirm_by": days.get(CONFIRMATION),
        "meet_by": days.get(MEETING),
        "refuse_by": days.get(REFUSAL),
        "decide_by": days.get(DECISION),
        "take_up_until": must_be_taken_up_until(procedure, about_on),
    }


def clock_of(row: Complaint, steps: Iterable[ComplaintStep]) -> Clock | None:
    """The clock of the decision; None for what is not written, or where nothing sets a term."""
    terms = [one for one in row.terms if one["what"] == DECISION]
    if row.received_on is None or not terms:
        return None
    moves = [Step(Moves.RECEIVED, row.received_on)]
    moves += [Step(Moves.EXTENDED, one.on, letter=str(one.letter_id)) for one in steps if one.kind == StepKind.LONGER]
    if row.ended_on is not None:
        moves.append(Step(ENDS.get(Outcome(row.outcome), Moves.ANSWERED), row.ended_on))
    return taken(DECISION, terms, moves, ())


def decide_by(row: Complaint, steps: Iterable[ComplaintStep]) -> date | None:
    """The last day for the decision, lengthened or not."""
    running = clock_of(row, steps)
    due = running.due(clock.today()) if running else None
    return day_of(due) if due is not None else None


def next_by(row: Complaint) -> date | None:
    """The nearest last day: to confirm it, or else to decide."""
    return row.decide_by if row.confirmed_on or row.confirm_by is None else row.confirm_by
