"""Brings what must be done again out of the database, into the destruction log, every minute; and holds both together.

A database that does not know the last line of its own log is older than the log: a copy that was put back by hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db import connections, transaction

from waarborg.backups.destruction_log import Entry, append, copy_log, directory, log_key, read
from waarborg.backups.places import Places, configured
from waarborg.kernel import clock
from waarborg.kernel.errors import ConfigurationError

BATCH = 1000
LOCK = 3_511_770_051
"""The number under which PostgreSQL knows that somebody writes in the log."""
RESTORE = "Put it back with `waarborg restore` (docs/operations/backups.md)."


def write_down(*, using: str = "worker") -> int:
    """Write what was not written yet, and until when the log is complete; return how many lines were added.

    A program that is stopped in between writes a line twice: doing again what was done is harmless.
    """
    added = 0
    while True:
        with transaction.atomic(using=using, durable=True), connections[using].cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
            now = clock.now()
            cursor.execute(_UNWRITTEN, [BATCH])
            entries = [_entry(row) for row in cursor.fetchall()]
            append(directory(), log_key(), entries, now)
            cursor.execute(_WRITTEN, [now, [one.number for one in entries]])
        added += len(entries)
        if len(entries) < BATCH:
            break
    at = configured()
    if at is not None:
        bring_out(at)
    return added


def bring_out(at: Places) -> None:
    """Bring the log to the place of the keys, so that it does not go down with this machine."""
    copy_log(directory(), at.log)


def refuse_a_copy(*, using: str | None = None) -> None:
    """Refuse to work in a database that was put back and not brought up to date. `ConfigurationError` says what to do.

    The first that works in a database says that it lives here.
    """
    with connections[using or "default"].cursor() as cursor:
        cursor.execute("select gate.settle()")
        if not cursor.fetchone()[0]:
            raise ConfigurationError(
                f"This database is a copy that was put back. What was destroyed since would live again. {RESTORE}"
            )
    last = max(_last_lines(), key=lambda one: one.number, default=None)
    if last is None:
        return
    with connections[using or "default"].cursor() as cursor:
        cursor.execute("select gate.knows_repeat(%s, %s)", [last.number, last.row])
        if not cursor.fetchone()[0]:
            raise ConfigurationError(
                f"This database is older than its destruction log. What was destroyed since would live again. {RESTORE}"
            )


def _last_lines() -> Iterator[Entry]:
    """The last line of the log here, and of its copy beside the keys: a machine that was put back knows less."""
    at = configured()
    for place in (directory(), *([at.log] if at is not None else [])):
        last = read(place, log_key()).last
        if last is not None:
            yield last


def _entry(row: Any) -> Entry:
    number, at, organisation_id, what, row_id, value = row
    return Entry(number, at.isoformat(), str(organisation_id), what, str(row_id), json.loads(value))


_UNWRITTEN = """
select number, at, organisation_id, what, row_id, value::text from backups_repeat
where written_at is null order by number limit %s
"""
_WRITTEN = "update backups_repeat set written_at = %s where number = any(%s)"
