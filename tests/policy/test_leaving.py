"""To each kind of recipient, on each ground, exactly what the table of the regulation says, by the article it names."""

from __future__ import annotations

import pytest
import yaml

from tests.policy.clauses.register import Registered, register
from tests.policy.leaving import file_of, table_of
from waarborg.policy.model.catalogue import CategoryRule

EVERY = [pytest.param(here, id=here.name) for here in register()]


@pytest.mark.parametrize("here", EVERY)
def test_what_leaves_is_what_the_table_says(here: Registered) -> None:
    assert table_of(here) == yaml.safe_load(file_of(here).read_text())


@pytest.mark.parametrize("here", EVERY)
def test_an_employer_never_has_health_and_an_insurer_only_where_a_law_obliges(here: Registered) -> None:
    health = {rule.category for rule in here.rules.values() if _is_health(rule)}
    for recipient, grounds in yaml.safe_load(file_of(here).read_text()).items():
        for ground, articles in grounds.items():
            going = {category for each in articles.values() for category in each}
            if recipient in ("employer", "next_employer") or (recipient == "insurer" and ground != "statutory_duty"):
                assert going & health == set(), (recipient, ground)


def _is_health(rule: object) -> bool:
    return isinstance(rule, CategoryRule) and rule.sensitivity == "health"
