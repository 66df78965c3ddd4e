"""How many clauses tests must show: a number per regulation that is only ever raised, and what is still open.

required: [access, purpose, data_category]
regulations:
- regulation: uw-bureau
  shown: 31               # of all clauses
  required: 12            # of those of the kinds above
  open:                   # clauses of these kinds that the system should hold and no test shows yet
    UB-5.3b: A consent knows no scope yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from waarborg.policy.coverage import Covered
from waarborg.policy.model.base import Keys, Part
from waarborg.policy.parsing import message_of
from waarborg.policy.problems import RegulationErrors
from waarborg.policy.reading import read


class FloorOf(Part):
    """What must be shown of one regulation."""

    regulation: str
    shown: int
    required: int
    open: dict[str, str] = {}
    """Clauses with why no test shows them yet."""


class Floor(Part):
    """What must be shown of all."""

    required: Keys
    """Kinds of clauses of which none that the system holds may be left open without a reason."""
    regulations: tuple[FloorOf, ...]


def read_floor(file: Path) -> Floor:
    """The floor as written. Raises RegulationErrors."""
    document = read(file)
    try:
        return Floor.model_validate(document.value, strict=True)
    except ValidationError as mistakes:
        raise RegulationErrors(
            document.error(tuple(mistake["loc"]), message_of(mistake)) for mistake in mistakes.errors()
        ) from None


def shortfalls(floor: Floor, regulation: str, covered: Sequence[Covered]) -> Iterator[str]:
    """What is below the floor, in a sentence each."""
    own = _of(floor, regulation)
    if own is None:
        yield f"{regulation}: the floor does not name it"
        return
    for word, least, shown in _counted(floor, own, covered):
        if shown < least:
            yield f"{regulation}: tests show {shown} {word}, and {least} before"
    for clause in sorted(_open(floor, covered) - set(own.open)):
        yield f"{regulation}: no test that passed shows {clause}"


def remarks(floor: Floor, regulation: str, covered: Sequence[Covered]) -> Iterator[str]:
    """Where the floor can be raised, in a sentence each."""
    own = _of(floor, regulation)
    if own is None:
        return
    for word, least, shown in _counted(floor, own, covered):
        if shown > least:
            yield f"{regulation}: tests show {shown} {word}; raise the floor from {least}"
    for clause in sorted(set(own.open) - _open(floor, covered)):
        yield f"{regulation}: {clause} is not open any more; take it off the list"


def _of(floor: Floor, regulation: str) -> FloorOf | None:
    return next((each for each in floor.regulations if each.regulation == regulation), None)


def _counted(floor: Floor, own: FloorOf, covered: Sequence[Covered]) -> Iterator[tuple[str, int, int]]:
    """What is counted, how many there must be, how many there are."""
    required = [each for each in covered if each.clause.kind in floor.required]
    yield "clauses", own.shown, sum(each.passed for each in covered)
    yield "clauses of the required kinds", own.required, sum(each.passed for each in required)


def _open(floor: Floor, covered: Sequence[Covered]) -> set[str]:
    """Clauses of the required kinds that the system holds, and that no test shows."""
    return {
        each.clause.id
        for each in covered
        if each.clause.kind in floor.required and each.clause.enforcement == "system" and not each.passed
    }
