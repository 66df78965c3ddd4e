"""The document of a way of working: what is written is what is read, and what is not right is refused."""

import pytest

from waarborg.dossiers.choices import Phase
from waarborg.kernel.errors import InvalidInput
from waarborg.practice.choices import Standing
from waarborg.practice.document import parsed, written
from waarborg.practice.selectors import standard


def test_the_standings_are_those_of_a_trajectory() -> None:
    assert Standing.values == Phase.values


def test_what_is_shipped_can_be_written_and_read_again() -> None:
    way = standard().way
    assert parsed(written(way)) == way
    assert all(way.lists.model_dump().values())
    assert all(one.phase_for("running") or one.phase_for("placed") for one in way.trajectory_types)


PHASE = "phases: [{key: b, nl: B, standing: ended}]"
TYPE = f"trajectory_types: [{{key: a, nl: A, {PHASE}}}]\n"
WRONG = {
    "lists: {}\n": "trajectory_types",
    "trajectory_types: []\nlists: {}\n": "trajectory_types",
    TYPE.replace("ended", "somewhere") + "lists: {}\n": "somewhere",
    TYPE.replace("key: a", "key: A") + "lists: {}\n": "key",
    TYPE + "lists: {odd: []}\n": "odd",
    TYPE + "lists: {goals: [{key: a, nl: A}, {key: a, nl: A}]}\n": "stands twice",
    TYPE + "lists: {time_categories: [{key: a, nl: A, declarable: 101}]}\n": "declarable",
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_text_that_is_not_right_is_refused_with_its_place(wrong: str) -> None:
    with pytest.raises(InvalidInput, match=WRONG[wrong]):
        parsed(wrong)
