"""A process that does a destruction and is killed in the middle of it, or has its database killed.

    python -m tests.apps.clauses.killed <moment> <organisation> <destruction>

in a home of its own, with the database running. It prints, as JSON, how each attempt ended and what is left at the end.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from uuid import UUID

import django
import psutil

django.setup()

from django.db import connections  # noqa: E402

from waarborg.destruction import certifying, doing  # noqa: E402
from waarborg.gate.actors import Actor, system_at  # noqa: E402
from waarborg.kernel import clock  # noqa: E402
from waarborg.kernel.database.addresses import point_at  # noqa: E402
from waarborg.kernel.database.logins import Login  # noqa: E402
from waarborg.kernel.database.server import EmbeddedServer, is_gone  # noqa: E402
from waarborg.kernel.home import home  # noqa: E402

Kill = Callable[[], None]
PUTTING_AWAY = -1


def kill_itself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def kill_database() -> None:
    """Kill the server and every process of it: one that had not noticed yet would still commit what was asked."""
    running = EmbeddedServer(home()).running
    assert running
    server = psutil.Process(running.pid)
    processes = [server, *server.children(recursive=True)]
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    while not all(is_gone(process.pid) for process in processes):
        time.sleep(0.01)


def work(system: Actor, listed: UUID) -> int:
    """What the worker does with one list."""
    ended = doing.do(system, listed)
    certifying.certify(system, listed)
    return ended


def stop_in(at: int, kill: Kill) -> None:
    """Let the step at this place do what it does, and be killed before it is committed; the last is the certificate.

    Before all of them comes what is put away: sealed elsewhere, and not emptied where it was.
    """
    if at == PUTTING_AWAY:
        puts = doing.put_away

        def put(*given: object) -> None:
            puts(*given)  # type: ignore[arg-type]
            kill()

        doing.put_away = put
        return
    if at == len(doing.STEPS):
        found = certifying.events_by

        def certified(*given: object, **more: object) -> object:
            found(*given, **more)  # type: ignore[arg-type]
            kill()
            return found(*given, **more)  # type: ignore[arg-type]

        certifying.events_by = certified  # type: ignore[assignment]
        return
    step, does = doing.STEPS[at]

    def stopped(*given: object) -> None:
        does(*given)  # type: ignore[arg-type]
        kill()

    doing.STEPS = (*doing.STEPS[:at], (step, stopped), *doing.STEPS[at + 1 :])


def attempt(system: Actor, listed: UUID, at: int, kill: Kill) -> int:
    """Do it in a child that is killed; return how that child ended."""
    child = os.fork()
    if child == 0:
        stop_in(at, kill)
        try:
            work(system, listed)
        except BaseException:  # noqa: BLE001 - the database went away under it
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main(moment: str, organisation: str, destruction: str) -> None:
    server, listed = EmbeddedServer(home()), UUID(destruction)
    server.hold()
    said = []
    with clock.travel(datetime.fromisoformat(moment)):
        for at in range(PUTTING_AWAY, len(doing.STEPS) + 1):
            for kill in (kill_itself, kill_database):
                system = system_at(UUID(organisation), using="worker")
                connections.close_all()
                said.append(attempt(system, listed, at, kill))
                server.release()
                server.hold()
                point_at({login: server.url(login) for login in Login})
        system = system_at(UUID(organisation), using="worker")
        ended = work(system, listed)
        again = work(system, listed)
    connections.close_all()
    sys.stdout.write(json.dumps({"said": said, "ended": ended, "again": again}) + "\n")
    server.release()


if __name__ == "__main__":
    main(*sys.argv[1:])
