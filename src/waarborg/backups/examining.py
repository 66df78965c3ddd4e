"""What the doctor asks of backups: is there one, is it young, are data and keys apart, is this no copy itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from waarborg.backups.choices import RunKind
from waarborg.backups.places import configured, data_copies, key_copies, made_at
from waarborg.backups.standing import last_runs
from waarborg.kernel import clock
from waarborg.kernel.doctor import Finding, check, fine, warning, wrong


@check("backups")
def backups_are_made() -> Iterator[Finding]:
    """A copy of yesterday stands somewhere else, and putting one back was tried."""
    with connection.cursor() as cursor:
        cursor.execute("select gate.is_closed()")
        if cursor.fetchone()[0]:
            yield wrong("This database is a copy that was put back, and is closed.", "waarborg restore --finish")
    at = configured()
    if at is None:
        yield warning("No copies are made.", "Set WAARBORG_BACKUP_DATA and WAARBORG_BACKUP_KEYS.")
        return
    yield from _apart(at.data, at.keys)
    copies = data_copies(at)
    if not copies:
        yield warning(f"There is no copy in {at.data}.", "waarborg backup")
        return
    age = clock.now() - made_at(copies[-1].name)
    if age > timedelta(hours=settings.BACKUP_LATE_HOURS):
        yield warning(f"The last copy is {age.days} days old.", "Look why: waarborg backup")
    elif not any(copies[-1].epochs <= one.epochs for one in key_copies(at)):
        yield wrong("No copy of the keys opens the last copy of the data.", "waarborg backup")
    else:
        yield fine(f"The last copy is {copies[-1].name}.")
    late = timedelta(days=settings.KEY_COPY_DAYS + 1)
    over = [one for one in key_copies(at)[:-1] if clock.now() - made_at(one.name) > late]
    if over:
        yield wrong(f"{len(over)} copies of keys should be gone.", "waarborg backup")
    rehearsed = last_runs()[RunKind.REHEARSAL]
    if rehearsed is None:
        yield warning("Putting a copy back was never tried.", "waarborg restore --rehearse")
    elif not rehearsed.succeeded:
        yield wrong("Putting a copy back was tried, and failed.", "waarborg restore --rehearse")


def _apart(data: Path, keys: Path) -> Iterator[Finding]:
    if data.exists() and keys.exists() and data.stat().st_dev == keys.stat().st_dev:
        yield warning(
            "Copies of data and keys stand on one disk: whoever takes it has both.",
            "Give WAARBORG_BACKUP_KEYS a place of its own.",
        )
