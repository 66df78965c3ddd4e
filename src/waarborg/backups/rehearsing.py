"""Putting a copy back is tried: in an empty home of its own, by the very command that would be needed, and thrown away.

What is tried is the whole of it: opening with the recovery key, every row and file, what must be done again, the proof.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from waarborg.backups.choices import RunKind
from waarborg.backups.key_copies import VARIABLE, recovery_key
from waarborg.backups.places import Places, newest
from waarborg.backups.runs import note_run
from waarborg.backups.writing_down import write_down
from waarborg.kernel import clock
from waarborg.kernel.database.account import server_account
from waarborg.kernel.database.binaries import SHARED_PLACE
from waarborg.kernel.errors import ConfigurationError, Unavailable
from waarborg.kernel.home import PASSAGE, home
from waarborg.vault.shredding import shred

MEMORY = Path("/dev/shm")  # noqa: S108 - keys that are tried need not touch a disk
KEPT = ("PATH", "LANG", "LC_ALL", "HOME", "PYTHONPATH", "WAARBORG_DATABASE_ACCOUNT")
ROOM = 4
"""So many times the size of a copy must be free where it is tried."""


def rehearse(at: Places, *, name: str = "", using: str = "worker") -> dict[str, Any]:
    """Try one copy, the newest unless named; write down how it went, and return the report. Raises `Unavailable`."""
    began = clock.now()
    write_down(using=using)
    label = newest(at, name)
    try:
        with _empty_home(_size(at.data)) as place:
            report = _restored(at, label.name, place)
    except (Unavailable, ConfigurationError, OSError) as error:
        note_run(RunKind.REHEARSAL, label.name, began, {"error": str(error)}, succeeded=False, using=using)
        raise
    report |= {"seconds": round((clock.now() - began).total_seconds())}
    note_run(RunKind.REHEARSAL, label.name, began, report, succeeded=True, using=using)
    return report


def _restored(at: Places, name: str, place: Path) -> dict[str, Any]:
    """Restore as a person would after a disaster: by the command, with the recovery key, in an empty home."""
    words = [sys.executable, "-m", "waarborg.cli.main", "restore", str(at.data), "--keys", str(at.keys)]
    given = {name: value for name, value in os.environ.items() if name in KEPT}
    given |= {"WAARBORG_HOME": str(place), VARIABLE: recovery_key().hex()} | _master()
    log = home().root / "destruction-log"
    done = subprocess.run(  # noqa: S603
        [*words, "--backup", name, "--log", str(log), "--json"],
        env=given,
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Unavailable(done.stderr.strip()[-1000:] or "The rehearsal stopped without a word.")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _master() -> dict[str, str]:
    """The master key, where it comes from the environment."""
    return {name: value for name, value in os.environ.items() if name.startswith("WAARBORG_MASTER_KEY")}


@contextmanager
def _empty_home(size: int) -> Iterator[Path]:
    """A place that the database's account can reach, with room; its keys are shredded afterwards."""
    account = server_account()
    for parent in (MEMORY, Path(gettempdir()), SHARED_PLACE):
        if not parent.is_dir() or shutil.disk_usage(parent).free < ROOM * size:
            continue
        place = parent / f"waarborg-rehearsal-{secrets.token_hex(8)}"
        place.mkdir(mode=PASSAGE)
        try:
            place.chmod(PASSAGE)
            if account.can_pass(place):
                yield place
                return
        finally:
            for path in (place / "keys").rglob("*"):
                if path.is_file():
                    shred(path)
            shutil.rmtree(place, ignore_errors=True)
    raise ConfigurationError("There is no place with room to try a copy.")


def _size(directory: Path) -> int:
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())
