"""A draft held against the law: what cannot be read, with its line; what is found; what is undecided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from waarborg.adoption.selectors import Adopted, from_texts
from waarborg.adoption.services import law_texts
from waarborg.kernel import clock
from waarborg.policy.contradictions import Contradiction, contradictions
from waarborg.policy.lint import Finding, lint
from waarborg.policy.loader import load_laws
from waarborg.policy.model.regulation import Law
from waarborg.policy.problems import RegulationErrors
from waarborg.policy.reading import read_text


@dataclass(frozen=True, slots=True)
class Mistake:
    """What cannot be read or does not fit, and on which line. `said` is English: see `saying`."""

    line: int
    rule: str
    said: str


@dataclass(frozen=True, slots=True)
class Examined:
    """A text with everything that is known of it."""

    mistakes: tuple[Mistake, ...]
    ready: Adopted | None = None
    findings: tuple[Finding, ...] = ()
    undecided: tuple[Contradiction, ...] = ()

    @property
    def waiting(self) -> tuple[Finding, ...]:
        """Errors without an acceptance, warnings without a reason, questions without an answer."""
        return tuple(one for one in self.findings if one.wants_reasons)

    @property
    def can_go(self) -> bool:
        """Does nothing stand in the way of adopting it?"""
        return self.ready is not None and not self.waiting and not self.undecided


def examine(source: str) -> Examined:
    """Read, check, compile and lint a text as if it were adopted today."""
    return _examined(source, clock.today())


def day_of(source: str) -> date | None:
    """From which day a text says to be in force; None when it cannot be read."""
    try:
        value = read_text(source, Path("draft.yaml")).value
    except RegulationErrors:
        return None
    day = value.get("in_force_from") if isinstance(value, dict) else None
    return day if isinstance(day, date) else None


@lru_cache(maxsize=32)
def _examined(source: str, today: date) -> Examined:
    day = day_of(source)
    try:
        ready = from_texts(source, law_texts(), day or today)
    except RegulationErrors as wrong:
        return Examined(tuple(Mistake(one.line, one.rule or "", one.message) for one in wrong.errors))
    found = lint(ready.regulation, ready.laws, _every_law())
    return Examined((), ready, found, contradictions(ready.regulation, ready.laws))


@lru_cache(maxsize=1)
def _every_law() -> Sequence[Law]:
    return load_laws()
