"""What a principal complained about, for who signs in for it: how it stands, and nothing of what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connections

from waarborg.complaints.choices import Outcome
from waarborg.complaints.numbering import numbered_as
from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context
from waarborg.kernel import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class OfPrincipal:
    """A complaint of a principal as its people see it: a number, days and what became of it."""

    number: str
    received_on: date
    decide_by: date | None
    outcome: Outcome | None
    ended_on: date | None

    @property
    def late(self) -> bool:
        """Is the last day to decide over?"""
        return self.ended_on is None and self.decide_by is not None and clock.today() > self.decide_by


def of_principal(actor: Actor) -> list[OfPrincipal]:
    """How the complaints of the principals stand for whom this person signs in, the newest first. One statement."""
    with in_context(actor), connections["default"].cursor() as cursor:
        cursor.execute(
            "select year, number, received_on, decide_by, outcome, ended_on from gate.complaints_of_principal()"
        )
        return [
            OfPrincipal(
                number=numbered_as(year, number),
                received_on=received_on,
                decide_by=decide_by,
                outcome=Outcome(outcome) if outcome else None,
                ended_on=ended_on,
            )
            for year, number, received_on, decide_by, outcome, ended_on in cursor.fetchall()
        ]
