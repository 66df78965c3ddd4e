"""Brings a database to the program's present shape: tables, then every room's rules in SQL, then their contents."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from waarborg.kernel.database import security
from waarborg.kernel.database.logins import Login

Step = Callable[[BaseDatabaseWrapper], None]
_steps: list[Step] = []

LOCK = 0x57616172626F7267
"""The number under which PostgreSQL knows that somebody is migrating this database."""
STEP = 0.1  # seconds


def after_migration(step: Step) -> Step:
    """Have `step` run as the owner at the end of every migration; it must be harmless to run again.

    For what neither a migration nor `security.sql` can hold, such as a key that stands in the home. A room
    registers its steps when Django is ready; they run in that order, in one transaction.
    """
    if step not in _steps:
        _steps.append(step)
    return step


def migrate(urls: Mapping[Login, str], *, verbosity: int = 1) -> None:
    """Migrate the database of Django's alias `owner`, apply all `security.sql`, and run the rooms' last steps.

    `urls` gives the names of all logins. Running it twice is harmless, also at once: the second waits for
    the first.
    """
    with _alone():
        call_command("migrate", database="owner", interactive=False, verbosity=verbosity)
        security.apply(urls)
        with transaction.atomic(using="owner"):
            for step in _steps:
                step(connections["owner"])


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until nobody else migrates this database; asked again and again, as a waiting transaction stops others."""
    with connections["owner"].cursor() as cursor:
        while not _is_ours(cursor):
            time.sleep(STEP)
        try:
            yield
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [LOCK])


def _is_ours(cursor: CursorWrapper) -> bool:
    cursor.execute("select pg_try_advisory_lock(%s)", [LOCK])
    return bool(cursor.fetchone()[0])
