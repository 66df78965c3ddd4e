"""What follows from a record that was written: other parts say here what they do, in the same unit of work.

Filled when the program starts, never after.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from waarborg.dossiers.catalogue import Entry
from waarborg.gate.door import Door


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A record that was just written, in which unit of work. `trajectory_id` is None for what is of the person."""

    door: Door
    entry: Entry
    record_id: UUID
    trajectory_id: UUID | None
    fields: Mapping[str, str]
    occurred_on: date
    source: str
    purpose: str


Follow = Callable[[Written], None]
_FOLLOWING: list[Follow] = []


def when_written(follow: Follow) -> None:
    """Have something done with every record that is written. Saying it twice changes nothing."""
    if follow not in _FOLLOWING:
        _FOLLOWING.append(follow)


def follow(written: Written) -> None:
    """Do what follows, in the order of the floors."""
    for each in _FOLLOWING:
        each(written)
