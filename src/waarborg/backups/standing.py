"""How copies stand: the last of each kind, what is too old."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connections

from waarborg.backups.choices import RunKind


@dataclass(frozen=True, slots=True)
class SeenRun:
    """One copy, rehearsal or restore: when, how it went, what was counted."""

    kind: RunKind
    name: str
    began_at: datetime
    ended_at: datetime
    succeeded: bool
    report: dict[str, Any]


def last_runs(*, using: str = "default") -> dict[RunKind, SeenRun | None]:
    """The last of each kind; none where there was none. One statement."""
    found: dict[RunKind, SeenRun | None] = dict.fromkeys(RunKind)
    for run in _runs(_LAST, [], using):
        found[run.kind] = run
    return found


def last_good(*, using: str = "default") -> dict[RunKind, datetime | None]:
    """When each kind last succeeded. One statement."""
    found: dict[RunKind, datetime | None] = dict.fromkeys(RunKind)
    with connections[using].cursor() as cursor:
        cursor.execute("select kind, max(began_at) from backups_run where succeeded group by kind")
        found |= {RunKind(kind): began_at for kind, began_at in cursor.fetchall()}
    return found


def runs(most: int, *, using: str = "default") -> list[SeenRun]:
    """What was done lately, the newest first."""
    return _runs(_ALL, [most], using)


def runs_between(since: datetime, until: datetime, *, using: str = "default") -> list[SeenRun]:
    """What was done between two moments, in its order."""
    return _runs(_BETWEEN, [since, until], using)


def _runs(statement: str, parameters: list[Any], using: str) -> list[SeenRun]:
    with connections[using].cursor() as cursor:
        cursor.execute(statement, parameters)
        return [
            SeenRun(RunKind(kind), name, began_at, ended_at, succeeded, json.loads(report))
            for kind, name, began_at, ended_at, succeeded, report in cursor.fetchall()
        ]


_COLUMNS = "kind, name, began_at, ended_at, succeeded, report::text"
_LAST = f"select distinct on (kind) {_COLUMNS} from backups_run order by kind, began_at desc"  # noqa: S608 - our own
_ALL = f"select {_COLUMNS} from backups_run order by began_at desc limit %s"  # noqa: S608 - our own
_BETWEEN = f"select {_COLUMNS} from backups_run where ended_at >= %s and began_at <= %s order by began_at"  # noqa: S608 - our own
