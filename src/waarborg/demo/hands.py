"""One of the processes that fill the example agencies. It begins with nothing, not even Django."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import signal
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.queues import SimpleQueue

from waarborg.kernel.database.logins import own_server
from waarborg.kernel.database.server import EmbeddedServer
from waarborg.kernel.home import home

Report = tuple[str, int, int, str]
"""An agency, how many clients are done and of how many, and what went wrong."""

LOOK_EVERY = 0.2  # seconds


def fill(work: SimpleQueue[str], reports: SimpleQueue[Report], today: dt.date) -> None:
    """Fill agencies as on a day until there are none left; an empty name means that."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    if not own_server():
        EmbeddedServer(home()).hold()
    import django

    django.setup()
    from waarborg.demo.seeding import seed_agency

    while name := work.get():
        try:
            with _alone(name):
                seed_agency(name, today, progress=lambda agency, done, number: reports.put((agency, done, number, "")))
        except Exception:  # whatever it was, the process that started this one must hear of it
            reports.put((name, 0, 0, traceback.format_exc()))
            raise


def _end_with(parent: int) -> None:
    """End when the process that started this one is gone, also when it was killed."""
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """Wait until nobody else fills this agency: two may be started at once."""
    folder = home().logs
    with (folder / f"demo-{name}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
