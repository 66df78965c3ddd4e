"""One of the processes that fill the example agencies. It begins with nothing, not even Django."""

from __future__ import annotations

import datetime as dt
import traceback
from multiprocessing.queues import SimpleQueue

from waarborg.kernel.database.logins import own_server
from waarborg.kernel.database.server import EmbeddedServer
from waarborg.kernel.home import home

Report = tuple[str, int, int, str]
"""An agency, how many clients are done and of how many, and what went wrong."""


def fill(work: SimpleQueue[str], reports: SimpleQueue[Report], today: dt.date) -> None:
    """Fill agencies as on a day until there are none left; an empty name means that."""
    if not own_server():
        EmbeddedServer(home()).hold()
    import django

    django.setup()
    from waarborg.demo.seeding import seed_agency

    while name := work.get():
        try:
            seed_agency(name, today, progress=lambda agency, done, number: reports.put((agency, done, number, "")))
        except Exception:  # whatever it was, the process that started this one must hear of it
            reports.put((name, 0, 0, traceback.format_exc()))
            raise
