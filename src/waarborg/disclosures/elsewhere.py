"""What went to others and stands in no dossier: parts above say here what of theirs did.

Something of a complaint may go to a principal or an insurer, and a principal is told of a data breach. The client reads
it in the same list as what was given of their dossier; who oversees what leaves, as far as they may know of it.

Filled when the program starts, never after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from waarborg.gate.actors import SYSTEM, is_client
from waarborg.gate.door import Door


@dataclass(frozen=True, slots=True, kw_only=True)
class AlsoWent:
    """Once that something went: on which day, to whom, what in words, what for, on which ground, how, by what rule."""

    on: date
    recipient: str
    name: str = ""
    what: str
    parts: Sequence[str] = ()
    purpose: str = ""
    ground: str = ""
    channel: str = ""
    articles: Sequence[str] = ()


OfClient = Callable[[Door], Iterable[AlsoWent]]
OfPeriod = Callable[[Door, date, date], Iterable[AlsoWent]]
_SOURCES: list[tuple[OfClient, OfPeriod]] = []


def also_told_by(of_client: OfClient, of_period: OfPeriod) -> None:
    """Have something more stand on the lists: of the dossier in focus, and of a period. Twice changes nothing."""
    if (of_client, of_period) not in _SOURCES:
        _SOURCES.append((of_client, of_period))


def also_went_of(door: Door) -> list[AlsoWent]:
    """What else went of the client whose dossier is in focus, the newest first; nothing to who works here.

    Who works on a dossier does not learn in this way that somebody complained.
    """
    if not (is_client(door.actor) or door.actor.roles == (SYSTEM,)):
        return []
    return _newest_first(one for of_client, _of_period in _SOURCES for one in of_client(door))


def also_went_in(door: Door, from_on: date, until_on: date) -> list[AlsoWent]:
    """What else went in a period, as far as whoever looks may know of it; nobody's name, and the newest first."""
    return _newest_first(one for _of_client, of_period in _SOURCES for one in of_period(door, from_on, until_on))


def _newest_first(found: Iterable[AlsoWent]) -> list[AlsoWent]:
    return sorted(found, key=lambda one: one.on, reverse=True)
