"""Worked cases: what a jurist wrote that the regulation must answer, held against what it answers.

A case about access asks a question (`given` holds an action); a case about terms gives events. The report also says
which rules no case decides, and which permits have no neighbour that is refused.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from waarborg.policy import case_coverage
from waarborg.policy.asking import UnclearQuestion, decision_as_data, question_from
from waarborg.policy.compile import compile_regulation
from waarborg.policy.compiled import CompiledPolicy
from waarborg.policy.decision import decide
from waarborg.policy.loader import Folder, laws_in_force
from waarborg.policy.model.base import Part
from waarborg.policy.model.regulation import Law, Regulation
from waarborg.policy.parsing import message_of
from waarborg.policy.problems import RegulationError, RegulationErrors
from waarborg.policy.question import Question
from waarborg.policy.reading import Document, read

Rules = tuple[str, ...]


class Case(Part):
    """A name in the language of the agency, a situation, and what must come of it."""

    case: str
    article: str
    day: dt.date | None = None
    given: dict[str, Any]
    expect: dict[str, Any] = Field(min_length=1)
    clauses: tuple[str, ...] = ()

    @property
    def about_access(self) -> bool:
        """It asks whether something may be done; otherwise it asks when something is due."""
        return "action" in self.given


@dataclass(frozen=True)
class Outcome:
    """One case held against the regulation."""

    case: Case
    file: Path
    line: int
    passed: bool
    found: Mapping[str, Any]
    differs: tuple[str, ...]
    """What was expected and not found, in a sentence each."""
    decided_by: tuple[str, ...]
    """Rules that the answer rests on."""
    question: Question | None = None


@dataclass(frozen=True)
class Report:
    """All cases of a folder."""

    outcomes: tuple[Outcome, ...]
    undecided: tuple[str, ...]
    """Rules that no passing case decides."""
    without_neighbour: tuple[str, ...]
    """Permits for which no case shows a refusal of the same act on the same data."""

    def as_data(self) -> dict[str, Any]:
        """The report as JSON can hold it."""
        return {
            "passed": sum(outcome.passed for outcome in self.outcomes),
            "failed": sum(not outcome.passed for outcome in self.outcomes),
            "cases": [
                {
                    "case": outcome.case.case,
                    "article": outcome.case.article,
                    "file": str(outcome.file),
                    "line": outcome.line,
                    "passed": outcome.passed,
                    "differs": list(outcome.differs),
                    "decided_by": list(outcome.decided_by),
                    "clauses": list(outcome.case.clauses),
                }
                for outcome in self.outcomes
            ],
            "undecided": list(self.undecided),
            "without_neighbour": list(self.without_neighbour),
        }


AnswerTerms = Callable[[Mapping[str, Any], dt.date | None, Regulation, Sequence[Law]], tuple[Mapping[str, Any], Rules]]
"""Answers a case about terms: what was found, and the rules it rests on."""


def read_cases(file: Path) -> tuple[tuple[Case, int], ...]:
    """The cases of a file, each with its line. Raises RegulationErrors."""
    document = read(file)
    if not isinstance(document.value, tuple):
        raise RegulationErrors([document.error((), "a file of cases is a list")])
    return tuple((_case(document, at, raw), document.line((at,))) for at, raw in enumerate(document.value))


def run_cases(folder: Folder, laws: Sequence[Law], answer_terms: AnswerTerms) -> Report:
    """Hold every case against the version and the law of its day; without a day, against the newest of both.

    Raises RegulationErrors for a case that cannot be read or asks for a word that does not exist.
    """
    newest = max((folder.versions[-1].in_force_from, *(law.in_force_from for law in laws)))
    policies: dict[dt.date, CompiledPolicy] = {}

    def policy_on(day: dt.date) -> CompiledPolicy:
        if day not in policies:
            policies[day] = compile_regulation(folder.in_force(day), laws_in_force(laws, day))
        return policies[day]

    outcomes: list[Outcome] = []
    for file in folder.case_files:
        for case, line in read_cases(file):
            day = case.day or newest
            here = Standing(folder.in_force(day), laws_in_force(laws, day), policy_on(day))
            outcomes.append(outcome_of(case, (file, line), here, answer_terms))
    return Report(
        tuple(outcomes),
        tuple(case_coverage.undecided(folder.in_force(newest), policy_on(newest), outcomes)),
        tuple(case_coverage.without_neighbour(policy_on(newest), outcomes)),
    )


@dataclass(frozen=True)
class Standing:
    """What a case is held against: a version, the laws of its day, and both compiled."""

    regulation: Regulation
    laws: Sequence[Law]
    policy: CompiledPolicy


def outcome_of(case: Case, at: tuple[Path, int], here: Standing, answer_terms: AnswerTerms) -> Outcome:
    """Hold one case, written at `at`, against a version. Raises RegulationErrors for words that do not exist."""
    try:
        if case.article not in {article.number for article in here.regulation.articles}:
            raise UnclearQuestion(f"there is no article {case.article}")
        if case.about_access:
            return _about_access(case, at, here.policy)
        found, rules = answer_terms(case.given, case.day, here.regulation, here.laws)
        return _outcome(case, at, found, rules)
    except ValueError as mistake:
        raise RegulationErrors([RegulationError(*at, None, f"{case.case}: {mistake}")]) from None


def _case(document: Document, at: int, raw: Any) -> Case:
    if isinstance(raw, dict) and isinstance(raw.get("article"), int):
        raw = {**raw, "article": str(raw["article"])}
    try:
        return Case.model_validate(raw, strict=True)
    except ValidationError as mistakes:
        raise RegulationErrors(
            document.error((at, *mistake["loc"]), message_of(mistake)) for mistake in mistakes.errors()
        ) from None


def _about_access(case: Case, at: tuple[Path, int], policy: CompiledPolicy) -> Outcome:
    question = question_from(case.given, policy)
    decision = decide(policy, question)
    found = decision_as_data(decision, policy)
    found["nothing_permits"] = not case_coverage.permitted_by(policy, question)
    return _outcome(case, at, found, decision.rules, question)


def _outcome(
    case: Case, at: tuple[Path, int], found: Mapping[str, Any], rules: Rules, question: Question | None = None
) -> Outcome:
    differs = tuple(_differences(case.expect, found, ""))
    return Outcome(case, *at, not differs, found, differs, rules, question)


def _differences(expected: Mapping[str, Any], found: Mapping[str, Any], path: str) -> Iterator[str]:
    """What is expected and not so. `because` names some of the rules; empty, it says that nothing permits."""
    for key, value in expected.items():
        have = found.get(key)
        if key == "because":
            named = (value,) if isinstance(value, str) else tuple(value)
            yield from _reasons(named, found, path)
        elif key in ("missing", "obliges", "kept_because") and not isinstance(value, Mapping):
            have = found.get({"obliges": "obligations"}.get(key, key)) or ()
            for word in (value,) if isinstance(value, str) else value:
                if word not in have:
                    yield f"{path}{key}: expected {word}, found {', '.join(have) or 'nothing'}"
        elif isinstance(value, Mapping):
            yield from _differences(value, have if isinstance(have, Mapping) else {}, f"{path}{key}.")
        elif as_text(have) != as_text(value):
            yield f"{path}{key}: expected {as_text(value)}, found {as_text(have)}"


def _reasons(named: Rules, found: Mapping[str, Any], path: str) -> Iterator[str]:
    rules = tuple(found.get("rules") or ())
    if not named and not found.get("nothing_permits"):
        yield f"{path}because: expected that nothing permits, found {', '.join(rules) or 'a permit'}"
    for rule in named:
        if rule not in rules:
            yield f"{path}because: expected {rule}, found {', '.join(rules) or 'no rule'}"


def as_text(value: Any) -> str:
    """A value of a case as it is compared and shown."""
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "nothing"}[value]
    if isinstance(value, list | tuple):
        return ", ".join(as_text(item) for item in value)
    return value.isoformat() if isinstance(value, dt.date) else str(value)
