"""To each kind of recipient, on each ground, exactly what the table of the regulation says, by the article it names."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.policy.clauses.register import Registered, register
from tests.policy.leaving import CHANNELS, file_of, table_of
from waarborg.policy.decision import decide
from waarborg.policy.model.catalogue import CategoryRule
from waarborg.policy.question import Question

FORCED = frozenset({"statutory_duty", "court_order", "acute_danger"})
"""Where a law, a judge or danger asks it: another matter, with its own tests."""
EVERY = [pytest.param(here, id=here.name) for here in register()]


@pytest.mark.parametrize("here", EVERY)
def test_what_leaves_is_what_the_table_says(here: Registered) -> None:
    assert table_of(here) == yaml.safe_load(file_of(here).read_text())


@pytest.mark.parametrize("here", EVERY)
def test_an_employer_never_has_health_and_an_insurer_only_where_a_law_obliges(here: Registered) -> None:
    health = _health(here)
    for recipient, grounds in yaml.safe_load(file_of(here).read_text()).items():
        for ground, articles in grounds.items():
            going = {category for each in articles.values() for category in each}
            if recipient in ("employer", "next_employer") or (recipient == "insurer" and ground != "statutory_duty"):
                assert going & health == set(), (recipient, ground)


@settings(max_examples=500, deadline=None)
@given(data=st.data())
def test_whatever_is_asked_stated_or_known_no_health_goes_to_an_employer_or_an_insurer(data: st.DataObject) -> None:
    """Of any roles, for any purpose, by any channel, on any ground but what a law, a judge or danger asks."""
    known = {here.name: here for here in register() if _health(here)}  # one regulation has no kind of data on health
    here = known[data.draw(st.sampled_from(sorted(known)), label="regulation")]
    policy = here.standing().policy
    words, every = policy.vocabulary.dimensions, (1 << len(policy.vocabulary.facts)) - 1
    forced = policy.vocabulary.mask(*FORCED)
    true = data.draw(st.just(every) | st.integers(0, every), label="true") & ~forced
    question = Question(
        roles=tuple(data.draw(st.lists(st.sampled_from(sorted(policy.roles)), min_size=1, unique=True), label="roles")),
        action=data.draw(st.sampled_from(("disclose", "hand_over")), label="action"),
        category=data.draw(st.sampled_from(sorted(_health(here))), label="category"),
        recipient=data.draw(st.sampled_from(("employer", "next_employer", "insurer")), label="recipient"),
        principal_kind=data.draw(st.none() | st.sampled_from(sorted(words["principals"])), label="principal"),
        purpose=data.draw(st.none() | st.sampled_from(sorted(policy.purposes)), label="purpose"),
        ground=data.draw(st.none() | st.sampled_from(sorted(set(words["grounds"]) - FORCED)), label="ground"),
        channel=data.draw(st.none() | st.sampled_from(CHANNELS), label="channel"),
        known=data.draw(st.just(every) | st.integers(0, every), label="known") | forced,
        true=true,
    )
    answer = decide(policy, question)
    assert not answer.allowed, answer.articles


def _health(here: Registered) -> set[str]:
    return {rule.category for rule in here.rules.values() if _is_health(rule)}


def _is_health(rule: object) -> bool:
    return isinstance(rule, CategoryRule) and rule.sensitivity == "health"
