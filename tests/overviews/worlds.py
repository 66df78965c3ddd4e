"""Invented agencies as counts alone, the tables that may be asked of them, and attackers apart from the guard."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

import highspy
import numpy as np

from waarborg.overviews.attacking import QuietSolver
from waarborg.overviews.tables import Axis, Population, Table, Told, Where

SMALLEST = 10
QUARTERS = ("q1", "q2", "q3", "q4")
PERIODS = (QUARTERS, QUARTERS[:2], QUARTERS[2:], *((quarter,) for quarter in QUARTERS))
SIDES = "abc"


def population(seed: int, people: int, sides: int, values: int = 3) -> Population:
    """So many people, unevenly over the values of so many attributes and four quarters."""
    chance = random.Random(seed)
    counts: Counter[tuple[str, ...]] = Counter()
    for _person in range(people):
        drawn = [f"{name}{min(int(chance.expovariate(0.9)), values - 1)}" for name in SIDES[:sides]]
        counts[*drawn, chance.choice(QUARTERS)] += 1
    return Population((*SIDES[:sides], "quarter"), counts)


def tables(sides: int, values: int = 3) -> list[Table]:
    """Every table of one or two attributes over every period."""
    axes = [Axis(name, {f"{name}{at}": frozenset({f"{name}{at}"}) for at in range(values)}) for name in SIDES[:sides]]
    shapes: list[tuple[Axis, Axis | None]] = [*((axis, None) for axis in axes), *combinations(axes, 2)]
    return [Table({"quarter": frozenset(period)}, *shape) for period in PERIODS for shape in shapes]


def people_of(where: Where, world: Population, values: int = 3) -> frozenset[tuple[str, ...]]:
    """The combinations of values, held by anybody or not, that stand in a cell."""
    every = [QUARTERS if name == "quarter" else [f"{name}{at}" for at in range(values)] for name in world.attributes]
    return frozenset(
        one
        for one in product(*every)
        if all(value in where.get(name, {value}) for name, value in zip(world.attributes, one, strict=True))
    )


class Deducing:
    """Linear programming with every table at once: between what each cell must lie, when counts are zero or more."""

    def __init__(self, tables_told: Sequence[Told], world: Population, error: float) -> None:
        every = sorted(people_of({}, world))
        at = {one: number for number, one in enumerate(every)}
        self.solver = QuietSolver()  # type: ignore[no-untyped-call]
        self.solver.addVars(len(every), np.zeros(len(every)), np.full(len(every), 1e5))
        self.hidden: list[list[int]] = []
        for told in tables_told:
            for _place, where, count in told.cells():
                columns = sorted(at[one] for one in people_of(where, world))
                if count is None:
                    self.hidden.append(columns)
                else:
                    self.solver.addRow(
                        count - error, count + error, len(columns), np.array(columns, dtype=np.int32),
                        np.ones(len(columns)),
                    )  # fmt: skip
        self.size = len(every)

    def bounds(self, columns: list[int]) -> tuple[float, float]:
        """The least and the most that these can be together."""
        costs = np.zeros(self.size)
        costs[columns] = 1.0
        self.solver.changeColsCost(self.size, np.arange(self.size, dtype=np.int32), costs)
        found = []
        for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize):
            self.solver.changeObjectiveSense(sense)
            self.solver.run()
            assert self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
            found.append(float(self.solver.getInfo().objective_function_value))
        return found[0], found[1]


def singled_out(tables_told: Sequence[Told], world: Population) -> Iterator[int]:
    """Adding and subtracting: how many people are in each set that is a told cell without told cells inside of it.

    Each told cell is taken apart by every other inside of it, alone and together with as many more as fit beside.
    """
    told: dict[frozenset[tuple[str, ...]], int] = {}
    for table in tables_told:
        for _place, where, count in table.cells():
            if count is not None:
                told[people_of(where, world)] = count
    by_size = sorted(told, key=len, reverse=True)
    for whole in by_size:
        inside = [part for part in by_size if part < whole]
        for first in inside:
            rest, left = whole - first, told[whole] - told[first]
            yield left
            for part in inside:
                if part <= rest:
                    rest, left = rest - part, left - told[part]
                    if rest:
                        yield left


def counted(world: Population, table: Table) -> Mapping[tuple[str, str], int]:
    """A table without any protection."""
    return {place: world.count(where) for place, where in table.cells()}
