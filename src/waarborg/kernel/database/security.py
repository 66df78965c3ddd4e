"""Applies what each room says in SQL about its own tables: functions, policies, grants and triggers.

A room's `security.sql` is written so that it can be run again (`create or replace`, `drop ... if exists`); it
names logins as `{{application}}`, `{{worker}}`, `{{auditor}}`, `{{backup}}` and `{{owner}}`, and the database as
`{{database}}`: these become quoted identifiers. All rooms are applied in one transaction, the ground floor first.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from django.apps import apps
from django.db import DatabaseError, OperationalError, connections, transaction
from psycopg.errors import DeadlockDetected
from psycopg.sql import Identifier

from waarborg.kernel import context
from waarborg.kernel.database.logins import Login, django_settings
from waarborg.kernel.errors import ConfigurationError

FILE = "security.sql"
_TRIES = 5
_PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def files() -> Iterator[Path]:
    """Yield the `security.sql` of every installed room, the ground floor first."""
    for room in apps.get_app_configs():
        path = Path(room.path) / FILE
        if path.is_file():
            yield path


def fill(text: str, names: Mapping[str, str], source: str = FILE) -> str:
    """Return `text` with each placeholder replaced by its quoted name.

    Raises `ConfigurationError` for a placeholder that means nothing, with its line.
    """

    def quoted(found: re.Match[str]) -> str:
        name = found[1]
        if name not in names:
            line = text.count("\n", 0, found.start()) + 1
            known = ", ".join(sorted(names))
            raise ConfigurationError(f"{source}, line {line}: {found[0]} means nothing here; known are {known}.")
        return Identifier(names[name]).as_string()

    return _PLACEHOLDER.sub(quoted, text)


CLOSED_FIRST = """
do $$ begin
    if to_regnamespace('gate') is not null then
        revoke all on all functions in schema gate from {{application}}, {{worker}}, {{auditor}}, {{backup}};
    end if;
end $$
"""
"""What an earlier time opened to one of the logins is open only if a file says so again."""


def apply(urls: Mapping[Login, str]) -> list[Path]:
    """Run every room's `security.sql` as the owner, in one transaction; return the files in order.

    Before it, in a transaction of its own, no login but the owner may call the gate: a failure leaves it closed.

    `urls` gives the names of all logins; the connection used is Django's alias `owner`.
    Raises `ConfigurationError` when the name of a login is not known.
    """
    missing = [login for login in Login if login not in urls]
    if missing:
        raise ConfigurationError(f"The names of all logins are needed; missing: {', '.join(missing)}.")
    owner = connections["owner"]
    names = {str(login): str(django_settings(url)["USER"]) for login, url in urls.items()}
    names["database"] = str(owner.settings_dict["NAME"])
    applied = list(files())
    with transaction.atomic(using="owner"), owner.cursor() as cursor:
        cursor.execute(fill(CLOSED_FIRST, names))
    for left in reversed(range(_TRIES)):
        try:
            _run(applied, names)
            break
        except OperationalError as error:
            # PostgreSQL's own housekeeping, or somebody at work, held what this waited for, and the other way round.
            if not left or not isinstance(error.__cause__, DeadlockDetected):
                raise
    return applied


def _run(applied: Sequence[Path], names: Mapping[str, str]) -> None:
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        for path in applied:
            try:
                cursor.execute(fill(path.read_text(encoding="utf-8"), names, str(path)))
            except DatabaseError as error:
                error.add_note(f"In {path}")
                raise
        cursor.execute(
            "insert into gate.secret (inner_pad, outer_pad) values (%s, %s) on conflict (only_one) do update"
            " set inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad",
            context.pads(),
        )
