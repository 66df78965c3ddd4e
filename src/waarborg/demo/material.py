"""The word lists and sentence parts of which the example people are made: YAML beside this file, read once."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from waarborg.policy.reading import read

DATA = Path(__file__).parent / "data"
T = TypeVar("T")


@cache
def material(name: str) -> Any:
    """Return one file of `data/`, as mappings, tuples and plain values. Raises RegulationErrors when it is not YAML."""
    return read(DATA / f"{name}.yaml").value


def example_agencies() -> tuple[str, ...]:
    """Return the ids of the regulations for which there are example people."""
    return tuple(material("agencies"))


def dice(*seed: object) -> random.Random:
    """Return a generator of chance that always falls the same way for the same seed."""
    return random.Random("/".join(str(part) for part in seed))  # noqa: S311 - invented people, no secret


def weighted(chance: random.Random, shares: Mapping[str, int]) -> str:
    """Draw one key, each as often as its share."""
    return chance.choices(list(shares), weights=list(shares.values()))[0]


class Bag:
    """A bag that is drawn empty before anything in it comes twice."""

    def __init__(self, chance: random.Random, things: Sequence[T]) -> None:
        """Fill it. There must be at least one thing."""
        self._chance = chance
        self._things: tuple[Any, ...] = tuple(things)
        self._left: list[Any] = []

    def draw(self) -> Any:
        """Take one thing out."""
        if not self._left:
            self._left = list(self._things)
            self._chance.shuffle(self._left)
        return self._left.pop()
