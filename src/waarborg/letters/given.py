"""What follows from a letter that was made or given: parts above say here what they do, in the same unit of work.

Filled when the program starts, never after.
"""

from __future__ import annotations

from collections.abc import Callable

from waarborg.gate.door import Door
from waarborg.letters.models import Letter

Follow = Callable[[Door, Letter], None]
_FOLLOWING: list[Follow] = []
_MADE: list[Follow] = []


def when_given(follow: Follow) -> None:
    """Have something done with every letter that is given. Saying it twice changes nothing."""
    if follow not in _FOLLOWING:
        _FOLLOWING.append(follow)


def follow_given(door: Door, letter: Letter) -> None:
    """Do what follows, in the order in which it was said."""
    for follow in _FOLLOWING:
        follow(door, letter)


def when_made(follow: Follow) -> None:
    """Have something done with every letter that is made. Saying it twice changes nothing."""
    if follow not in _MADE:
        _MADE.append(follow)


def follow_made(door: Door, letter: Letter) -> None:
    """Do what follows from making it, in the order in which it was said."""
    for follow in _MADE:
        follow(door, letter)
