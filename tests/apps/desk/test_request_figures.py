"""Figures of requests give nobody away: what is hidden cannot be worked out from what is told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from waarborg.policy.overviews import SMALLEST_GROUP
from waarborg.rights.figures import FEWEST_HIDDEN, protected, told

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 60), min_size=1)


@given(counts=COUNTS)
def test_whoever_knows_the_true_total_still_finds_no_small_number(counts: dict[str, int]) -> None:
    shown = protected(counts, counts)
    assert not [cell for cell, count in counts.items() if count < SMALLEST_GROUP and shown[cell] is not None]
    hidden = [cell for cell, count in shown.items() if count is None]
    if hidden and len(hidden) < len(counts):
        assert len(hidden) >= FEWEST_HIDDEN
        assert sum(counts[cell] for cell in hidden) >= SMALLEST_GROUP


def test_what_is_told_is_rounded_and_small_groups_are_not_told() -> None:
    assert [told(count) for count in (0, 9, 10, 13, 42)] == [None, None, 10, 15, 40]
    assert protected({"a": 40, "b": 12, "c": 3}, "abc") == {"a": 40, "b": None, "c": None}
