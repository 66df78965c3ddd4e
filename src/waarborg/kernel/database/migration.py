"""Brings a database to the program's present shape: tables, then every room's rules in SQL, then their contents."""

from collections.abc import Callable, Mapping

from django.core.management import call_command
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from waarborg.kernel.database import security
from waarborg.kernel.database.logins import Login

Step = Callable[[BaseDatabaseWrapper], None]
_steps: list[Step] = []


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

    `urls` gives the names of all logins. Running it twice is harmless.
    """
    call_command("migrate", database="owner", interactive=False, verbosity=verbosity)
    security.apply(urls)
    with transaction.atomic(using="owner"):
        for step in _steps:
            step(connections["owner"])
