"""What a dry run finds: which row, which column, how heavy it weighs, what is wrong and by which article.

A finding never repeats what stands in a cell, so that a report says nothing of anybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from waarborg.imports.choices import Weight


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `row` is the number in the sheet, 0 for the whole column; `column` its place, -1 for the row."""

    weight: Weight
    row: int
    column: int
    said: str
    article: str = ""

    def as_json(self) -> list[Any]:
        """As it is sealed with the dry run."""
        return [self.weight.value, self.row, self.column, self.said, self.article]


def from_json(rows: Iterable[Sequence[Any]]) -> list[Finding]:
    """What `as_json` wrote."""
    return [Finding(Weight(weight), row, column, said, article) for weight, row, column, said, article in rows]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The same thing found in several rows of one column."""

    weight: Weight
    column: int
    said: str
    article: str
    rows: tuple[int, ...]


def gathered(findings: Iterable[Finding]) -> list[Gathered]:
    """What is alike together, the heaviest first, and of what weighs the same what happens most."""
    found: dict[tuple[Weight, int, str, str], list[int]] = {}
    for one in findings:
        found.setdefault((one.weight, one.column, one.said, one.article), []).append(one.row)
    together = [Gathered(*key, rows=tuple(rows)) for key, rows in found.items()]
    order = list(Weight)
    return sorted(together, key=lambda one: (order.index(one.weight), -len(one.rows), one.column))
