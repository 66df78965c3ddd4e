"""The numbers and names of each clause, held against the rules: a changed number or a field left out fails here."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.policy.clauses.promises import broken
from tests.policy.clauses.register import Registered, register, shown_by_deciding
from waarborg.policy.coverage import Clause
from waarborg.policy.promised import Promised


def promising() -> Iterator[Any]:
    """Every clause that promises something. It is shown here when a decision or a date shows all of it."""
    for here in register():
        for clause in here.clauses.values():
            if clause.promises != Promised():
                shown = clause.id if shown_by_deciding(clause) and not clause.promises.records else None
                yield pytest.param(here, clause, marks=pytest.mark.clause(shown) if shown else [], id=clause.id)


@pytest.mark.parametrize(("here", "clause"), list(promising()))
def test_what_a_clause_promises_is_kept(here: Registered, clause: Clause) -> None:
    assert list(broken(clause, here.standing())) == []
