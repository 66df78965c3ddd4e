"""Every sentence of the five sources is held by something, and what is shipped about it is true."""

from __future__ import annotations

import re
from pathlib import Path

from waarborg.policy.coverage import BY_HAND, Covered, is_built
from waarborg.policy.shown import as_shipped, shipped, shown_of
from waarborg.policy.vocabulary import regulations_folder

AGENCIES = sorted(found.parent.name for found in regulations_folder().glob("*/clauses.yaml"))
MAY_BE_RENAMED = 10
"""So many tests may have another name since it was written, until it is written again."""
REPOSITORY = Path(__file__).resolve().parents[2]
EVERY = [one for agency in AGENCIES for one in shown_of(agency)]


def parts_of(one: Covered) -> list[str]:
    return [name for name in one.clause.held_by if "/" not in name and name != BY_HAND]


def test_all_sentences_of_the_five_sources_are_counted() -> None:
    assert len(EVERY) == len({one.clause.id for one in EVERY}) == 466


def test_no_sentence_is_held_by_nothing_but_for_a_part_that_is_still_to_come() -> None:
    left = [one.clause.id for one in EVERY if one.held == "open" and all(map(is_built, parts_of(one)))]
    assert left == []


def test_a_definition_has_no_behaviour_of_its_own() -> None:
    kinds = {"definition", "scope", "governance", "publication"}
    for one in EVERY:
        if one.held == "definition":
            assert one.clause.kind in kinds, one.clause.id
            assert one.clause.enforcement == "none"
            assert one.clause.promises == type(one.clause.promises)()


def is_there(name: str) -> bool:
    file, _, rest = name.partition("::")
    place = REPOSITORY / file
    there = place.is_file() and rf"^(?:def|class) {rest.partition('::')[0]}\b"
    return bool(there and re.search(there, place.read_text(encoding="utf-8"), re.MULTILINE))


def test_of_what_is_shipped_as_shown_a_test_is_there() -> None:
    known = {name: is_there(name) for tests in shipped().values() for name in tests}
    gone = [clause for clause, tests in shipped().items() if not any(known[name] for name in tests)]
    assert len(gone) <= MAY_BE_RENAMED, (
        "run the whole suite, and `waarborg regulation coverage --ship regulations/shown.yaml`"
    )


def test_only_what_passed_is_shipped_once_and_without_its_parameters() -> None:
    run = {"A-1": {"t.py::test_a[x]": True, "t.py::test_a[y]": True}, "A-2": {"t.py::test_b": False}, "A-3": {}}
    assert as_shipped(run).splitlines()[-2:] == ["A-1:", "- t.py::test_a"]
