"""Primary keys: UUID version 7 (RFC 9562), made by the program, in the order in which they were made.

They survive the move of an organisation to another database, and encryption authenticates them, so they may
never be given out by a database's sequence.
"""

import secrets
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_NANOSECONDS_PER_MILLISECOND = 1_000_000
_FRACTIONS = 4096  # 12 bits below the millisecond, RFC 9562 method 3


class _Last:
    tick = 0


def _next_tick() -> int:
    """Count fractions of a millisecond since 1970, never the same one twice in this process."""
    nanoseconds = time.time_ns()
    tick = nanoseconds * _FRACTIONS // _NANOSECONDS_PER_MILLISECOND
    with _lock:
        _Last.tick = max(tick, _Last.tick + 1)
        return _Last.tick


def new_id() -> UUID:
    """Return a new identifier, greater than every one that this process made before.

    It takes the machine's own time, not `clock`: an identifier must stay unique when the clock is moved.
    """
    milliseconds, fraction = divmod(_next_tick(), _FRACTIONS)
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76 | fraction << 64
    value |= 0b10 << 62 | secrets.randbits(62)
    return UUID(int=value)


def is_identifier(text: str) -> bool:
    """Is this how an identifier is written?"""
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False
