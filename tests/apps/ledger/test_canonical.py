"""One way to write a value: what comes back from the database hashes as it did."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waarborg.ledger.canonical import NotCanonicalError, canonical, moment

texts = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
    max_leaves=20,
)


@given(values)
def test_a_value_that_was_stored_and_read_again_is_the_same_bytes(value: object) -> None:
    assert canonical(json.loads(canonical(value))) == canonical(value)  # type: ignore[arg-type]


def test_the_order_of_keys_does_not_matter() -> None:
    assert canonical({"b": 1, "a": [True, None, "é"]}) == '{"a":[true,null,"é"],"b":1}'.encode()
    assert canonical({"a": 1, "b": 2}) == canonical({"b": 2, "a": 1})


@pytest.mark.parametrize(
    "value", [1.5, "a\x00b", "\ud800", {"a": {1: "b"}}, [b"bytes"], {"a": datetime(2026, 1, 1, tzinfo=UTC)}]
)
def test_what_would_not_come_back_the_same_is_refused(value: object) -> None:
    with pytest.raises(NotCanonicalError):
        canonical(value)  # type: ignore[arg-type]


def test_a_moment_is_written_in_one_way_whatever_its_zone() -> None:
    amsterdam = timezone(timedelta(hours=1))
    assert moment(datetime(2026, 1, 1, 1, 30, tzinfo=amsterdam)) == "2026-01-01T00:30:00.000000+00:00"
    assert moment(datetime(2026, 1, 1, 0, 30, tzinfo=UTC)) == "2026-01-01T00:30:00.000000+00:00"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(NotCanonicalError):
        moment(datetime(2026, 1, 1))  # noqa: DTZ001
