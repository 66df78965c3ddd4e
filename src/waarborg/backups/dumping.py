"""`pg_dump` and `pg_restore`, as streams: what passes is counted and sealed, and never stands on the disk in clear."""

from __future__ import annotations

import os
import subprocess
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import IO, Any

from waarborg.backups.sealed_files import PIECE
from waarborg.kernel.database.binaries import client_programs
from waarborg.kernel.errors import Unavailable

LEFT_OUT = (
    "public.dossiers_searchtoken",
    "public.accounts_session",
    "public.django_session",
    "public.accounts_throttle",
)
"""Of these the table goes along, and its rows do not: look-up tokens are made anew, sessions begin anew."""
NOT_OURS = ("gate.secret",)
"""Made by `waarborg migrate`: what a transaction is signed with."""


def dump(connection: dict[str, Any], snapshot: str) -> Iterator[bytes]:
    """Yield a dump of the database as it stood in an exported snapshot. Raises `Unavailable` when it fails."""
    words = [str(client_programs() / "pg_dump"), "--format=custom", "--compress=1", f"--snapshot={snapshot}"]
    words += [f"--exclude-table-data={name}" for name in LEFT_OUT]
    words += [f"--exclude-table={name}" for name in NOT_OURS]
    with subprocess.Popen(  # noqa: S603
        words, env=_environment(connection), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        listening = _Listening(process.stderr)
        assert process.stdout is not None  # noqa: S101 - asked for
        while piece := process.stdout.read(PIECE):
            yield piece
        if process.wait():
            raise Unavailable(f"pg_dump stopped: {listening.heard()}")


def put_back(connection: dict[str, Any], pieces: Iterable[bytes]) -> None:
    """Make everything that stands in a dump, in one transaction. Raises `Unavailable` when it fails."""
    words = ["--exit-on-error", "--single-transaction", "--no-password", "--dbname", str(connection["NAME"])]
    for _line in _restored(words, _environment(connection), pieces):
        pass


def rows_in(pieces: Iterable[bytes]) -> Counter[str]:
    """How many rows of each table stand in a dump, counted from the rows themselves."""
    found, table = Counter[str](), ""
    for line in rows_of(pieces):
        if table:
            if line == b"\\.\n":
                table = ""
            else:
                found[table] += 1
        elif line.startswith(b"COPY "):
            table = line.split(b" ", 2)[1].decode().replace('"', "")
            found[table] += 0
    return found


def rows_of(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The rows of every table that stand in a dump, line by line as text."""
    return _restored(["--data-only", "--file=-"], dict(os.environ), pieces)


def _restored(words: list[str], environment: dict[str, str], pieces: Iterable[bytes]) -> Iterator[bytes]:
    command = [str(client_programs() / "pg_restore"), *words]
    with subprocess.Popen(  # noqa: S603
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        listening = _Listening(process.stderr)
        feeding = _Feeding(process.stdin, pieces)
        assert process.stdout is not None  # noqa: S101 - asked for
        yield from process.stdout
        failed = process.wait()
        feeding.join()
        if feeding.error:
            raise feeding.error
        if failed:
            raise Unavailable(f"pg_restore stopped: {listening.heard()}")


class _Listening(threading.Thread):
    """Hears out what a program says beside its output, so that it never waits for us."""

    def __init__(self, stream: IO[bytes] | None) -> None:
        super().__init__(daemon=True)
        self._stream, self._words = stream, b""
        self.start()

    def run(self) -> None:
        """Read to the end."""
        if self._stream:
            self._words = self._stream.read()

    def heard(self) -> str:
        """Its last words."""
        self.join()
        return self._words.decode(errors="replace").strip()[-1000:]


class _Feeding(threading.Thread):
    """Gives a program its input while its output is read."""

    def __init__(self, stream: IO[bytes] | None, pieces: Iterable[bytes]) -> None:
        super().__init__(daemon=True)
        self._stream, self._pieces = stream, pieces
        self.error: BaseException | None = None
        self.start()

    def run(self) -> None:
        """Write all of it, and keep what went wrong."""
        if not self._stream:
            return
        try:
            with closing(self._stream) as stream:
                for piece in self._pieces:
                    stream.write(piece)
        except BrokenPipeError:  # it stopped by itself, and says why
            return
        except Exception as error:  # noqa: BLE001 - raised where the output is read
            self.error = error


def _environment(connection: dict[str, Any]) -> dict[str, str]:
    """The address of a database for PostgreSQL's own programs; the password in no command line."""
    given = {
        "PGHOST": connection["HOST"],
        "PGPORT": str(connection["PORT"]),
        "PGUSER": connection["USER"],
        "PGPASSWORD": connection["PASSWORD"],
        "PGDATABASE": connection["NAME"],
        "PGAPPNAME": "waarborg backup",
    }
    more = {
        f"PG{name.upper()}": str(value)
        for name, value in connection.get("OPTIONS", {}).items()
        if name in {"sslmode", "sslrootcert", "sslcert", "sslkey"}
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WAARBORG_", "PG"))}
    return kept | given | more
