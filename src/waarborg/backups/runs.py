"""Copies made and ended, and what was done written down."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections

from waarborg.backups.choices import RunKind
from waarborg.backups.key_copies import backup_key, end_key_copies
from waarborg.backups.making import Made, make, manifest_of
from waarborg.backups.places import Epochs, Places, data_copies, made_at
from waarborg.backups.sealed_files import settle
from waarborg.backups.writing_down import refuse_a_copy, write_down
from waarborg.kernel import clock
from waarborg.kernel.errors import WaarborgError
from waarborg.kernel.identifiers import new_id


def back_up(at: Places, *, using: str = "worker") -> Made:
    """Make a copy, end the copies whose days are over, and write down how it went. Raises what went wrong."""
    began = clock.now()
    refuse_a_copy(using=using)
    write_down(using=using)
    try:
        made = make(at)
    except (WaarborgError, OSError) as error:
        note_run(RunKind.BACKUP, "", began, {"error": str(error)}, succeeded=False, using=using)
        raise
    gone = end_old(at, using=using)
    report = made.as_json() | gone | {"data": str(at.data), "keys": str(at.keys)}
    note_run(RunKind.BACKUP, made.name, began, report, succeeded=True, using=using)
    return made


def end_old(at: Places, *, using: str = "worker") -> dict[str, Any]:
    """End copies of keys and of data whose days are over, and files that no copy names; say which."""
    now = clock.now()
    keys = end_key_copies(at, ended_epochs(using=using), now, settings.KEY_COPY_DAYS)
    data = [
        one.name
        for one in data_copies(at)[:-1]  # the newest stays, however old
        if now - made_at(one.name) >= timedelta(days=settings.BACKUP_DAYS)
    ]
    for name in data:
        shutil.rmtree(at.data / name)
    if data:
        settle(at.data)
    return {"key_copies_ended": keys, "data_copies_ended": data, "files_ended": _end_files(at)}


def end_everywhere(*, using: str = "worker") -> int:
    """End the copies whose days are over in every place where copies were ever made and that is there; how many."""
    with connections[using].cursor() as cursor:
        cursor.execute(_PLACES)
        known = [Places(Path(data), Path(keys)) for data, keys in cursor.fetchall()]
    ended = [end_old(at, using=using) for at in known if at.data.is_dir() and at.keys.is_dir()]
    return sum(len(one["key_copies_ended"]) + len(one["data_copies_ended"]) for one in ended)


def ended_epochs(*, using: str = "worker") -> Epochs:
    """Every epoch that has ended here."""
    with connections[using].cursor() as cursor:
        cursor.execute("select organisation_id::text, kind, epoch from vault.destroyed_epoch")
        return frozenset((row[0], row[1], row[2]) for row in cursor.fetchall())


def note_run(
    kind: RunKind, name: str, began: datetime, report: Mapping[str, Any], *, succeeded: bool, using: str = "worker"
) -> None:
    """Write down what was done."""
    with connections[using].cursor() as cursor:
        cursor.execute(_NOTE, [new_id(), kind.value, name, began, clock.now(), succeeded, json.dumps(report)])


def _end_files(at: Places) -> int:
    """Remove the encrypted files that no copy names any more; return how many."""
    named = {name for one in data_copies(at) for name, _size, _sum in manifest_of(at, one.name, backup_key())["files"]}
    ended = 0
    for path in at.blobs.rglob("*"):
        if path.is_file() and path.relative_to(at.blobs).as_posix() not in named:
            path.unlink()
            ended += 1
    return ended


_PLACES = """
select distinct report ->> 'data', report ->> 'keys' from backups_run
where kind = 'backup' and succeeded and report ->> 'data' is not null and report ->> 'keys' is not null
"""
_NOTE = """
insert into backups_run (id, kind, name, began_at, ended_at, succeeded, report)
values (%s, %s, %s, %s, %s, %s, %s::jsonb)
"""
