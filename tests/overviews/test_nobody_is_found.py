"""No table, and no row of tables one after the other, points at fewer people than the smallest group."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import dataclass, field

import pytest

from tests.overviews.worlds import SMALLEST, Deducing, counted, population, singled_out, tables
from waarborg.overviews.protecting import Answer, Refusal, protect
from waarborg.overviews.tables import Axis, Population, Table, Told, rounded

SESSIONS = 1000
ROUNDED_TO = 5


@dataclass
class Agency:
    """One population, and every answer that was given to a row of questions: the same row has the same answers."""

    world: Population
    given: dict[tuple[int, ...], Answer] = field(default_factory=dict)

    def told(self, asked: tuple[int, ...], choice: list[Table]) -> list[Told]:
        """The tables that are told when these are asked one after the other."""
        before: list[Told] = []
        for last in range(1, len(asked) + 1):
            row = asked[:last]
            if row not in self.given:
                self.given[row] = protect(choice[asked[last - 1]], self.world, before, SMALLEST)
            answer = self.given[row]
            before += [answer.told] if answer.told else []
        return before


@pytest.mark.clause("CLICK-1.2f", "PIW-3.2", "WP-1.2c")
def test_adding_and_subtracting_singles_out_nobody_in_a_thousand_rows_of_questions() -> None:
    chance = random.Random(5)
    agencies, choice = [Agency(population(seed, 70 + 12 * seed, 2)) for seed in range(10)], tables(2)
    told = 0
    for session in range(SESSIONS):
        agency = agencies[session % len(agencies)]
        asked = tuple(chance.sample(range(len(choice)), 3))
        session_told = agency.told(asked, choice)
        told += len(session_told)
        assert not [left for left in singled_out(session_told, agency.world) if 0 < left < SMALLEST], asked
    assert told > SESSIONS, "hardly anything was told, so that this proves little"


@pytest.mark.parametrize("seed", range(12))
def test_linear_programming_pins_no_withheld_cell(seed: int) -> None:
    chance = random.Random(seed)
    agency, choice = Agency(population(seed, 90 + 25 * seed, 3)), tables(3)
    told = agency.told(tuple(chance.sample(range(len(choice)), 6)), choice)
    exactly, as_shown = (Deducing(told, agency.world, error) for error in (0.0, ROUNDED_TO / 2))
    for attacker in (exactly, as_shown):
        for hidden in attacker.hidden:
            least, most = attacker.bounds(hidden)
            assert most >= SMALLEST - 1e-6
            assert most - least >= SMALLEST - 1e-6


def test_the_attackers_find_somebody_where_only_small_numbers_are_left_out() -> None:
    world, choice = population(3, 120, 2), tables(2)
    bare = [
        Told(table, {place: count if count >= SMALLEST else None for place, count in counted(world, table).items()})
        for table in choice[:9]
    ]
    attacker = Deducing(bare, world, 0.0)
    assert any(most - least < SMALLEST for least, most in map(attacker.bounds, attacker.hidden))
    assert any(0 < left < SMALLEST for left in singled_out(bare, world))


def one_table(counts: dict[tuple[str, str], int], kinds: str = "xyz", quarter: str = "1") -> tuple[Population, Table]:
    """A population by kind and quarter, and the table of kinds in these quarters."""
    axis = Axis("kind", {kind: frozenset(kind) for kind in kinds})
    return Population(("kind", "quarter"), counts), Table({"quarter": frozenset(quarter)}, axis)


def test_a_small_number_takes_the_next_smallest_with_it() -> None:
    world, table = one_table({("x", "1"): 3, ("y", "1"): 14, ("z", "1"): 60})
    told = protect(table, world, [], SMALLEST).told
    assert told is not None
    assert told.counts == {("x", ""): None, ("y", ""): None, ("z", ""): 60, ("", ""): 77}


def test_nobody_at_all_is_not_told_either() -> None:
    world, table = one_table({("y", "1"): 40, ("z", "1"): 60})
    told = protect(table, world, [], SMALLEST).told
    assert told is not None
    assert told.counts["x", ""] is None


def test_a_longer_period_is_refused_where_it_adds_a_few_people() -> None:
    world, first = one_table({("x", "1"): 20, ("y", "1"): 30, ("x", "2"): 2, ("y", "2"): 3}, "xy")
    _world, longer = one_table({}, "xy", "12")
    before = protect(first, world, [], SMALLEST).told
    assert before is not None
    assert protect(longer, world, [before], SMALLEST).refusal is Refusal.TOGETHER
    assert protect(longer, world, [], SMALLEST).told is not None


def test_what_changed_by_a_few_people_since_is_not_told_again() -> None:
    world, table = one_table({("x", "1"): 20, ("y", "1"): 30}, "xy")
    before = protect(table, world, [], SMALLEST).told
    assert before is not None
    one_more, _table = one_table({("x", "1"): 21, ("y", "1"): 30}, "xy")
    assert protect(table, one_more, [before], SMALLEST).refusal is Refusal.CHANGED


def test_hardly_anybody_is_no_table() -> None:
    world, table = one_table({("x", "1"): 4, ("y", "1"): 3}, "xy")
    assert protect(table, world, [], SMALLEST).refusal is Refusal.TOO_FEW


def test_numbers_are_shown_in_fives() -> None:
    assert [rounded(count, ROUNDED_TO) for count in (10, 12, 13, 47, 48)] == [10, 10, 15, 45, 50]


def test_the_solver_says_nothing_for_itself() -> None:
    """It would say its name, and only once in a process: so a process of its own."""
    alone = "from waarborg.overviews.attacking import QuietSolver; QuietSolver()"
    said = subprocess.run([sys.executable, "-c", alone], capture_output=True, text=True, check=True)
    assert said.stdout + said.stderr == ""
