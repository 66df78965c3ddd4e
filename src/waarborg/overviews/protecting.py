"""A table made such that nobody is found by it, nor by it and all that was told before. Pure.

First every count below the smallest group is withheld, a zero too. Then, along every row and column with a total, so
much more that what is withheld together are at least two cells and the smallest group. Then an attacker with every
table tries (`attacking`), and what betrays somebody is withheld as well, until nothing does or nothing is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from waarborg.overviews.attacking import Attack
from waarborg.overviews.tables import TOTAL, Place, Population, Table, Told, Where

FEWEST_TOGETHER = 2


class Refusal(StrEnum):
    """Why a table is not told."""

    TOO_FEW = "too_few"
    """Hardly anybody is in it."""
    TOGETHER = "together"
    """With what was told before it would point at fewer than the smallest group."""
    CHANGED = "changed"
    """What was told before would now be told a little otherwise: the difference would point at somebody."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The table as it may be told, or why it is not."""

    told: Told | None
    refusal: Refusal | None = None


def protect(table: Table, population: Population, before: Sequence[Told], smallest: int) -> Answer:
    """A table as it may be told after those told `before`."""
    if _changed(population, before, smallest):
        return Answer(None, Refusal.CHANGED)
    places = dict(table.cells())
    whole = {place: population.count(where) for place, where in places.items()}
    known = _known(population, before)
    told = {place for place, where in places.items() if known.get(_key(where), (where, None))[1] is not None}
    hidden = _hidden_alone(table, whole, told, smallest)
    if not _inner(table, whole, hidden):
        return Answer(None, Refusal.TOO_FEW)
    attempt = _Attempt(table, whole, hidden, told)
    if not attempt.withstands(_attacker(attempt, population, known), smallest):
        return Answer(None, Refusal.TOGETHER if before else Refusal.TOO_FEW)
    return Answer(Told(table, {place: None if place in hidden else count for place, count in whole.items()}))


def _changed(population: Population, before: Iterable[Told], smallest: int) -> bool:
    """Did something that was told change since, by fewer than the smallest group?"""
    return any(
        told is not None and 0 < abs(population.count(where) - told) < smallest
        for table in before
        for _place, where, told in table.cells()
    )


def _hidden_alone(table: Table, whole: Mapping[Place, int], told: set[Place], smallest: int) -> set[Place]:
    """What is withheld of a table by itself: what is small, and what would give it away along its row or column.

    What was told before cannot be withheld any more.
    """
    hidden = {place for place, count in whole.items() if count < smallest}
    again = True
    while again:
        again = False
        for line in _lines(table):
            kept = [place for place in line if place not in hidden and place not in told]
            withheld = [place for place in line if place in hidden]
            too_few = len(withheld) < FEWEST_TOGETHER or sum(whole[place] for place in withheld) < smallest
            if kept and withheld and too_few:
                hidden.add(min(kept, key=lambda place: (whole[place], place)))
                again = True
    return hidden


def _lines(table: Table) -> list[list[Place]]:
    """The rows and columns whose cells add up to a total."""
    rows, columns = [*table.rows.parts], [*table.columns.parts] if table.columns else []
    down = [[(row, column) for row in rows] for column in (*columns, TOTAL)]
    across = [[(row, column) for column in columns] for row in (*rows, TOTAL)] if columns else []
    return [*down, *across]


def _inner(table: Table, whole: Mapping[Place, int], hidden: set[Place]) -> list[Place]:
    return [place for place in whole if table.is_inner(place) and place not in hidden]


Cells = dict[frozenset[tuple[str, frozenset[str]]], tuple[Where, int | None]]


def _key(where: Where) -> frozenset[tuple[str, frozenset[str]]]:
    return frozenset(where.items())


def _known(population: Population, before: Iterable[Told]) -> Cells:
    """What was told before, once per cell; what changed since by enough is as it is now."""
    seen: Cells = {}
    for table in before:
        for _place, where, told in table.cells():
            if told is not None or _key(where) not in seen:
                seen[_key(where)] = (where, None if told is None else population.count(where))
    return seen


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A table with what is withheld of it so far, and what of it was told before."""

    table: Table
    whole: Mapping[Place, int]
    hidden: set[Place]
    told: set[Place]

    def withstands(self, attack: Attack, smallest: int) -> bool:
        """Withhold more until an attacker with every table finds nobody. False when nothing is left then."""
        order = list(self.whole)
        while _inner(self.table, self.whole, self.hidden):
            betrayed = _betrayed(attack, order, smallest)
            if betrayed is None:
                return True
            more = self._to_withhold(betrayed)
            if more is None:
                return False
            self.hidden.add(more)
            attack.withhold(order.index(more))
        return False

    def _to_withhold(self, betrayed: set[Place]) -> Place | None:
        """The smallest cell that is told and has to do with it: itself, its row or column; else any; a total last."""
        shown = [place for place in self.whole if place not in self.hidden and place not in self.told]
        rows, columns = {row for row, _ in betrayed}, {column for _, column in betrayed}

        def order(place: Place) -> tuple[bool, bool, bool, int, Place]:
            near = place[0] in rows or place[1] in columns
            return not self.table.is_inner(place), place not in betrayed, not near, self.whole[place], place

        return min(shown, key=order, default=None)


def _attacker(attempt: _Attempt, population: Population, known: Cells) -> Attack:
    """Who has this table and every one before it."""
    own: list[tuple[Where, int | None]] = [
        (where, None if place in attempt.hidden and place not in attempt.told else attempt.whole[place])
        for place, where in attempt.table.cells()
    ]
    return Attack(population, [*own, *known.values()])


def _betrayed(attack: Attack, order: Sequence[Place], smallest: int) -> set[Place] | None:
    """Cells of this table through which somebody is found; None when nobody is."""
    mask = next(attack.pinned(smallest), None)
    if mask is not None:
        return {place for at, place in enumerate(order) if mask >> at & 1}
    cell = next(attack.narrow(smallest), None)
    if cell is None:
        return None
    return {order[cell]} if cell < len(order) else set(order)
