"""How long a test waits for what always comes. Long: a busy machine is late, and waiting costs nothing else."""

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")

SECONDS = 180.0
MILLISECONDS = 1000 * SECONDS
STEP = 0.02  # seconds between two looks


def until(look: Callable[[], Found], missing: str = "it did not come") -> Found:
    """Look again and again until there is something; return it. Raises AssertionError with what is missing."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(STEP)
    raise AssertionError(missing)
