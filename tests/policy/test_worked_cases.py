"""Every worked case of every shipped regulation, as the agency itself can run them.

A case carries the clauses that it names, and those the system holds by a rule that the case must name: take that rule
away and the case fails. What people must do beside a rule is tried elsewhere.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from waarborg.policy.cases import Case, Report, read_cases, run_cases
from waarborg.policy.coverage import Clause, read_clauses
from waarborg.policy.loader import Folder, load_folder, load_laws
from waarborg.policy.term_cases import answer_terms
from waarborg.policy.vocabulary import regulations_folder

AGENCIES = sorted(path.parent for path in regulations_folder().glob("*/cases"))


@cache
def folder(path: Path) -> Folder:
    return load_folder(path, load_laws())


@cache
def clauses_of(path: Path) -> tuple[Clause, ...]:
    return read_clauses(folder(path))


@cache
def report(path: Path) -> Report:
    return run_cases(folder(path), load_laws(), answer_terms)


def reasons(expected: Any) -> Iterator[str]:
    """Every rule that a case says must be named."""
    for key, value in expected.items():
        if key == "because":
            yield from (value,) if isinstance(value, str) else value
        elif isinstance(value, dict):
            yield from reasons(value)


def clauses(path: Path, case: Case) -> set[str]:
    named = set(reasons(case.expect))
    by_system = [clause for clause in clauses_of(path) if clause.enforcement == "system"]
    return {*case.clauses, *(clause.id for clause in by_system if named & set(clause.held_by))}


def every_case() -> Iterator[Any]:
    for path in AGENCIES:
        cases = [case for file in folder(path).case_files for case, _ in read_cases(file)]
        for at, case in enumerate(cases):
            marks = [pytest.mark.clause(*carried)] if (carried := sorted(clauses(path, case))) else []
            yield pytest.param(path, at, marks=marks, id=f"{path.name}: {case.case}")


@pytest.mark.parametrize(("path", "at"), list(every_case()))
def test_a_case_comes_out_as_a_jurist_wrote_it(path: Path, at: int) -> None:
    outcome = report(path).outcomes[at]
    assert outcome.passed, f"{outcome.file}:{outcome.line}: {'; '.join(outcome.differs)}"


@pytest.mark.parametrize("path", AGENCIES, ids=lambda path: path.name)
def test_every_rule_decides_a_case(path: Path) -> None:
    assert report(path).undecided == ()


@pytest.mark.parametrize("path", AGENCIES, ids=lambda path: path.name)
def test_every_permit_has_a_neighbour_that_is_refused(path: Path) -> None:
    assert report(path).without_neighbour == ()
