"""What somebody can work out who has every table: the bounds of each number that they were not told. Pure.

Somebody who knows every count that was told, exactly, knows that the combinations of values behind them are numbers of
zero or more that add up to them. Between which bounds one of them lies is a linear program, solved by HiGHS.
Combinations that stand in the same cells cannot be told apart and are one unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import highspy
import numpy as np

from waarborg.overviews.tables import Population, Where

MOST_UNKNOWNS = 3000
"""More than so many combinations are not looked at. Leaving out those that nobody has only makes bounds narrower, so
that more is withheld and never less."""
BEYOND = 1e6
"""No bound at all."""
QUIET: dict[str, bool | int] = {"output_flag": False, "log_to_console": False, "threads": 1}
HALF = 0.5
"""Counts are whole; the solver's are nearly so."""


class QuietSolver(highspy.Highs):
    """HiGHS without a word. It says its name when it is first spoken to, and that is in its own constructor."""

    def enableCallbacks(self) -> None:  # noqa: N802 - as HiGHS names what its constructor calls first
        """As ever, once it was told to be quiet."""
        for name, value in QUIET.items():
            self.setOptionValue(name, value)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class Attack:
    """An attacker, with the cells that they know of: what is told (a count) and what is not (None)."""

    def __init__(self, population: Population, cells: Sequence[tuple[Where, int | None]]) -> None:
        self.cells = [where for where, _told in cells]
        self.told = [told for _where, told in cells]
        self.people = _people(population, self.cells)
        possible = _possible(population, self.cells)
        unknown = sorted(set(self.people) | set(sorted(possible)[: max(0, MOST_UNKNOWNS - len(self.people))]))
        self.unknown = [mask for mask in unknown if mask]
        self._column = {mask: at for at, mask in enumerate(self.unknown)}
        self._rows = [[at for at, mask in enumerate(self.unknown) if mask >> row & 1] for row in range(len(self.cells))]
        self._costs: list[int] = []
        self._solver = self._model()

    def withhold(self, cell: int) -> None:
        """The attacker is not told this cell after all."""
        self.told[cell] = None
        self._solver.changeRowBounds(cell, -highspy.kHighsInf, highspy.kHighsInf)

    def pinned(self, smallest: int) -> Iterator[int]:
        """Each combination that somebody has, as the cells that it stands in, of which the attacker finds out that
        fewer than `smallest` have it.

        Every set of people that any sum and difference of told counts singles out is bounded by its own count, so
        where nothing is pinned no such set is smaller than `smallest`, whatever is added and subtracted.
        """
        waiting = {mask for mask, number in self.people.items() if mask and number < smallest}
        while waiting:
            mask = min(waiting)
            waiting.discard(mask)
            if self._bound([self._column[mask]], highest=True) < smallest - HALF:
                yield mask
            solution = self._solver.getSolution().col_value
            waiting = {other for other in waiting if solution[self._column[other]] < smallest - HALF}

    def narrow(self, smallest: int) -> Iterator[int]:
        """Each cell that was not told and whose bounds lie closer together than `smallest`."""
        for cell, told in enumerate(self.told):
            if told is None:
                lowest, highest = self.bounds(cell)
                if highest - lowest < smallest - HALF:
                    yield cell

    def bounds(self, cell: int) -> tuple[float, float]:
        """Between what an attacker knows a cell to lie."""
        columns = self._rows[cell]
        if not columns:
            return 0.0, 0.0
        return self._bound(columns, highest=False), self._bound(columns, highest=True)

    def _bound(self, columns: list[int], *, highest: bool) -> float:
        if self._costs:
            _costs(self._solver, self._costs, 0.0)
        _costs(self._solver, columns, 1.0)
        self._costs = columns
        sense = highspy.ObjSense.kMaximize if highest else highspy.ObjSense.kMinimize
        self._solver.changeObjectiveSense(sense)
        self._solver.run()
        return float(self._solver.getInfo().objective_function_value)

    def _model(self) -> highspy.Highs:
        solver = QuietSolver()  # type: ignore[no-untyped-call]
        many = len(self.unknown)
        solver.addVars(many, np.zeros(many), np.full(many, BEYOND))
        for columns, told in zip(self._rows, self.told, strict=True):
            low, high = (-highspy.kHighsInf, highspy.kHighsInf) if told is None else (told, told)
            solver.addRow(low, high, len(columns), np.array(columns, dtype=np.int32), np.ones(len(columns)))
        return solver


def _costs(solver: highspy.Highs, columns: list[int], cost: float) -> None:
    solver.changeColsCost(len(columns), np.array(columns, dtype=np.int32), np.full(len(columns), cost))


def _people(population: Population, cells: Sequence[Where]) -> Counter[int]:
    """How many have each combination, by the cells in which it stands (a bit for each)."""
    people: Counter[int] = Counter()
    for values, number in population.counts.items():
        named = dict(zip(population.attributes, values, strict=True))
        people[sum(1 << row for row, where in enumerate(cells) if _in(named, where))] += number
    return people


def _in(values: dict[str, str], where: Where) -> bool:
    return all(values[name] in some for name, some in where.items())


def _possible(population: Population, cells: Sequence[Where]) -> set[int]:
    """Every combination that an attacker must hold possible, whether anybody has it or not."""
    found = {(1 << len(cells)) - 1}
    for name in population.attributes:
        sides = {_mask(name, value, cells) for value in _values(name, population, cells)}
        found = {mask & side for mask in found for side in sides}
        if len(found) > MOST_UNKNOWNS * 4:
            found = set(sorted(found)[: MOST_UNKNOWNS * 4])
    return found


def _values(name: str, population: Population, cells: Iterable[Where]) -> frozenset[str]:
    return population.values(name).union(*(where[name] for where in cells if name in where))


def _mask(name: str, value: str, cells: Sequence[Where]) -> int:
    return sum(1 << row for row, where in enumerate(cells) if name not in where or value in where[name])
