"""An answer of the policy together with the question it answers."""

from __future__ import annotations

from dataclasses import dataclass

from waarborg.policy.model.access import Obligations
from waarborg.policy.question import Decision, Question


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, and what the regulation said. `kernel.errors.Refused` carries one."""

    question: Question
    decision: Decision

    @property
    def allowed(self) -> bool:
        """Yes or no."""
        return self.decision.allowed

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that decided."""
        return self.decision.rules

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that decided, as people cite them."""
        return self.decision.articles

    @property
    def missing(self) -> tuple[str, ...]:
        """What would have to be so for the nearest yes."""
        return self.decision.missing

    @property
    def obligations(self) -> Obligations:
        """What comes with the yes."""
        return self.decision.obligations or Obligations()


def nearer(first: Answer | None, second: Answer) -> Answer:
    """Of two refusals the one closest to a yes: the fewest things missing, then the one that names its rules."""
    if first is None:
        return second
    return min((first, second), key=lambda no: (not no.missing, len(no.missing), not no.rules))
