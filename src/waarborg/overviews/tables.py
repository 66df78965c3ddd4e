"""Counted people, and tables over them. Pure: no Django, no database.

A population says how many there are of each combination of values, such as (coaching, 2025Q1, 30-39): 4. A cell is
what somebody may ask of it: everybody whose values are among those that it names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

Where = Mapping[str, frozenset[str]]
"""Per attribute the values that count; an attribute that is not named counts with any value."""
Place = tuple[str, str]
"""A cell of a table by its row and its column; empty stands for the total."""
TOTAL = ""


@dataclass(frozen=True, slots=True)
class Population:
    """Everybody counted, by the values of the attributes, in their order."""

    attributes: tuple[str, ...]
    counts: Mapping[tuple[str, ...], int]

    def count(self, where: Where) -> int:
        """How many there are in a cell."""
        asked = [(at, where[name]) for at, name in enumerate(self.attributes) if name in where]
        return sum(number for values, number in self.counts.items() if all(values[at] in some for at, some in asked))

    def values(self, attribute: str) -> frozenset[str]:
        """The values that occur."""
        at = self.attributes.index(attribute)
        return frozenset(values[at] for values in self.counts)


@dataclass(frozen=True, slots=True)
class Axis:
    """One side of a table: an attribute, and its parts by key, each with its values."""

    attribute: str
    parts: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """What is asked: one or two sides, within a period."""

    within: Where
    rows: Axis
    columns: Axis | None = None

    def cells(self) -> Iterator[tuple[Place, Where]]:
        """Every cell with its totals, the totals last."""
        columns: Mapping[str, frozenset[str]] = self.columns.parts if self.columns else {}
        for row, column in product((*self.rows.parts, TOTAL), (*columns, TOTAL)):
            where = dict(self.within)
            if row:
                where[self.rows.attribute] = self.rows.parts[row]
            if column and self.columns:
                where[self.columns.attribute] = columns[column]
            yield (row, column), where

    def is_inner(self, place: Place) -> bool:
        """Is it a cell and no total?"""
        return place[0] != TOTAL and (self.columns is None or place[1] != TOTAL)


@dataclass(frozen=True, slots=True)
class Told:
    """One table as it may be told: the exact count of each cell, None for what is withheld."""

    table: Table
    counts: Mapping[Place, int | None] = field(hash=False)

    def cells(self) -> Iterator[tuple[Place, Where, int | None]]:
        """Every cell with what is told of it."""
        for place, where in self.table.cells():
            yield place, where, self.counts[place]


def rounded(count: int, to: int) -> int:
    """As it is shown."""
    return to * ((count + to // 2) // to)
