"""Every worked case of every shipped regulation, as the agency itself can run them.

A case carries the clauses that it names, and those the system holds by a rule that the case must name: take that rule
away and the case fails (`clauses/test_mutation.py`). What people must do beside a rule is tried elsewhere.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from tests.policy.clauses.register import register
from waarborg.policy.cases import Report, run_cases
from waarborg.policy.term_cases import answer_terms


@cache
def report(at: int) -> Report:
    here = register()[at]
    return run_cases(here.folder, here.laws, answer_terms)


def every_case() -> Iterator[Any]:
    for at, here in enumerate(register()):
        for number, placed in enumerate(here.cases):
            marks = [pytest.mark.clause(*carried)] if (carried := here.carried(placed.case)) else []
            yield pytest.param(at, number, marks=marks, id=f"{here.name}: {placed.case.case}")


REGISTERED = pytest.mark.parametrize("at", range(len(register())), ids=[here.name for here in register()])


@pytest.mark.parametrize(("at", "number"), list(every_case()))
def test_a_case_comes_out_as_a_jurist_wrote_it(at: int, number: int) -> None:
    outcome = report(at).outcomes[number]
    assert outcome.passed, f"{outcome.file}:{outcome.line}: {'; '.join(outcome.differs)}"


@REGISTERED
def test_every_rule_decides_a_case(at: int) -> None:
    assert report(at).undecided == ()


@REGISTERED
def test_every_permit_has_a_neighbour_that_is_refused(at: int) -> None:
    assert report(at).without_neighbour == ()
