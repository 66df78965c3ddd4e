"""The floor under clause coverage: a number that falls, or a clause left open without a word, is said."""

from pathlib import Path

import pytest

from waarborg.policy.coverage import Clause, Covered
from waarborg.policy.coverage_floor import read_floor, remarks, shortfalls
from waarborg.policy.problems import RegulationErrors

FLOOR = "required: [access]\nregulations:\n- {regulation: proef, shown: %d, required: %d, open: {%s}}\n"


def covered(name: str, kind: str, *, passed: bool) -> Covered:
    clause = Clause(
        id=name, says="", kind=kind, enforcement="system", mechanism="", held_by=("by_hand",)
    )  # what it says does not matter here
    return Covered(clause, ("test",), passed)


CLAUSES = [
    covered("P-1", "access", passed=True),
    covered("P-2", "access", passed=False),
    covered("P-3", "notice", passed=True),
    covered("P-4", "notice", passed=False),
]


@pytest.mark.parametrize(
    ("shown", "required", "listed", "short", "more"),
    [
        (2, 1, "P-2: not built", [], []),
        (3, 1, "P-2: not built", ["tests show 2 clauses, and 3 before"], []),
        (2, 2, "P-2: not built", ["tests show 1 clauses of the required kinds, and 2 before"], []),
        (2, 1, "", ["no test that passed shows P-2"], []),
        (1, 1, "P-2: not built", [], ["tests show 2 clauses; raise the floor from 1"]),
        (2, 1, "P-2: no, P-1: no", [], ["P-1 is not open any more; take it off the list"]),
    ],
)
def test_what_is_below_the_floor_is_said_and_what_is_above_it_too(
    shown: int, required: int, listed: str, short: list[str], more: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "floor.yaml"
    file.write_text(FLOOR % (shown, required, listed), encoding="utf-8")
    floor = read_floor(file)
    assert [said.removeprefix("proef: ") for said in shortfalls(floor, "proef", CLAUSES)] == short
    assert [said.removeprefix("proef: ") for said in remarks(floor, "proef", CLAUSES)] == more


def test_a_regulation_that_the_floor_does_not_name_is_below_it(tmp_path: Path) -> None:
    file = tmp_path / "floor.yaml"
    file.write_text(FLOOR % (0, 0, ""), encoding="utf-8")
    assert list(shortfalls(read_floor(file), "nieuw", CLAUSES)) == ["nieuw: the floor does not name it"]


def test_a_floor_with_a_typing_error_says_where(tmp_path: Path) -> None:
    file = tmp_path / "floor.yaml"
    file.write_text(
        "required: [access]\nregulations:\n- {regulation: proef, shwon: 2, required: 1}\n", encoding="utf-8"
    )
    with pytest.raises(RegulationErrors, match=r"floor\.yaml:3"):
        read_floor(file)
