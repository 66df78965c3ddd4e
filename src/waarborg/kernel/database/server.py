"""The supervisor of the embedded server: starts it, adopts one that runs, and stops it when nobody uses it.

Every process that uses the server holds a shared lock on `users.lock` for as long as it lives; the kernel lets
go of it, also after kill -9. Whoever leaves last stops the server. Starting and stopping happen one at a time,
under an exclusive lock on `starting.lock`, so two starts at once make one server.
"""

import atexit
import fcntl
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from waarborg.kernel.database import cluster
from waarborg.kernel.database.account import server_account
from waarborg.kernel.database.binaries import programs
from waarborg.kernel.database.logins import LOOPBACK, Credentials, Login
from waarborg.kernel.errors import Unavailable
from waarborg.kernel.home import Home

SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "timezone": "UTC",
    "jit": "off",
    "password_encryption": "scram-sha-256",
    # A log line may hold no personal data: neither a statement, nor its values, nor the key it clashed with.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "192MB"}
"""Settings for data that may be lost with the machine: tests."""

_PATIENCE = 120.0  # seconds; recovery after a crash replays the log before the server answers
_STEP = 0.01  # seconds between two looks
_TRIES = 50


@dataclass(frozen=True)
class Running:
    """A server that is up, or coming up."""

    pid: int
    port: int
    is_ready: bool


class EmbeddedServer:
    """The PostgreSQL of one home. Use it as a context: inside, the server runs and `url()` answers."""

    def __init__(self, home: Home, settings: dict[str, str] | None = None) -> None:
        self.home = home
        self.settings = SETTINGS | (settings or {})
        self.account = server_account()
        self.credentials = Credentials(home)
        self._users: IO[str] | None = None
        self._holder = 0
        self._launched = 0  # the process number of the server that this object started

    def __enter__(self) -> Self:
        self.hold()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def hold(self) -> None:
        """Start the server, or adopt the one that runs, and keep it for this process.

        Raises `Unavailable` when it does not come up, with the last lines of its log.
        """
        if self._users:
            return
        self.home.create()
        with self._one_at_a_time(), ExitStack() as unless_it_runs:
            users = unless_it_runs.enter_context(self._lock_file("users"))
            fcntl.flock(users, fcntl.LOCK_SH)
            durable = self.settings.get("fsync") != "off"
            place = cluster.create(self.home, self.account, self.credentials, durable=durable)
            found = self._found(place)
            running = self._await(place) if found else self._start(place)
            cluster.provision(self.credentials, running.port)
            self._users, self._holder = users, os.getpid()
            unless_it_runs.pop_all()
        atexit.register(self.release)

    def release(self) -> None:
        """Let go of the server; it stops when this process was the last that used it."""
        users, self._users = self._users, None
        if users is None or os.getpid() != self._holder:  # a forked child does not own its parent's hold
            return
        atexit.unregister(self.release)
        with users, self._one_at_a_time():
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return  # somebody else still uses it
            self._stop()

    @property
    def running(self) -> Running | None:
        """What runs now, if anything does."""
        return self._found(self._place)

    def url(self, login: Login, database: str = "waarborg") -> str:
        """Return the address for `login`. Raises `Unavailable` when the server does not run."""
        return self.credentials.url(login, self.port, database)

    @property
    def port(self) -> int:
        """The port on loopback. Raises `Unavailable` when the server does not run."""
        running = self.running
        if running is None:
            raise Unavailable("The embedded database does not run.")
        return running.port

    @property
    def _place(self) -> Path:
        return cluster.place_of(self.home, self.account, self.credentials)

    def _found(self, place: Path) -> Running | None:
        """Read `postmaster.pid`, and believe it only when that process is a server of this very place."""
        try:
            lines = (place / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return None
        if len(lines) < 4 or not _is_server_of(int(lines[0]), place):  # noqa: PLR2004
            return None
        status = lines[7].strip() if len(lines) > 7 else ""  # noqa: PLR2004
        return Running(int(lines[0]), int(lines[3]), status == "ready")

    def _start(self, place: Path) -> Running:
        for _ in range(_TRIES):
            self._forget_reused_number(place)
            self._launched = self._launch(place)
            try:
                return self._await(place)
            except Unavailable:
                # After kill -9 the old server's children need a moment to notice, and a port that was
                # free a moment ago may be taken: both pass.
                if not self._passes():
                    raise
                time.sleep(0.1)
        return self._await(place)

    def _launch(self, place: Path) -> int:
        """Start the server and return its process number.

        A shell in between leaves at once, so that the server is nobody's child: it outlives us without fuss.
        """
        command = [str(programs(self.account) / "postgres"), "-D", str(place)]
        for name, value in ({"port": str(free_port())} | self.settings).items():
            command += ["-c", f"{name}={value}"]
        with self._log.open("wb") as log:
            started = subprocess.run(  # noqa: S603
                ["/bin/sh", "-c", '"$@" >&2 </dev/null & echo $!', "waarborg", *command],
                cwd="/",
                env=cluster.ENVIRONMENT,
                check=True,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for us, not for the server
                **self.account.becoming(),
            )
        return int(started.stdout)

    def _await(self, place: Path) -> Running:
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            running = self._found(place)
            if running and running.is_ready:
                return running
            if self._launched and is_gone(self._launched):
                break
            time.sleep(_STEP)
        raise Unavailable(f"The embedded database does not start.\n{self._last_words()}")

    def _stop(self) -> None:
        place = self._place
        running = self._found(place)
        if running is None:
            return
        os.kill(running.pid, signal.SIGINT)  # "fast": connections are cut, everything committed is kept
        deadline = time.monotonic() + _PATIENCE
        while _is_server_of(running.pid, place):
            if time.monotonic() > deadline:
                raise Unavailable(f"The embedded database (process {running.pid}) does not stop.")
            time.sleep(_STEP)
        self._launched = 0

    def _forget_reused_number(self, place: Path) -> None:
        """Remove a stale `postmaster.pid` whose process number now belongs to some other program.

        PostgreSQL would take that program for a server and refuse to start. When no process has the number,
        PostgreSQL judges by itself, looking at its shared memory too.
        """
        pid_file = place / "postmaster.pid"
        if not pid_file.exists() or self._found(place):
            return
        number = int(pid_file.read_text().split(maxsplit=1)[0])
        if _command_of(number):
            pid_file.unlink()

    @property
    def _log(self) -> Path:
        return self.home.logs / "postgresql.log"

    def _last_words(self) -> str:
        return self._log.read_text(errors="replace")[-2000:] if self._log.exists() else ""

    def _passes(self) -> bool:
        words = self._last_words()
        return any(sign in words for sign in ("shared memory block", "could not bind", "postmaster.pid"))

    def _lock_file(self, name: str) -> IO[str]:
        return (self.home.root / f"{name}.lock").open("a")

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        with self._lock_file("starting") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def free_port() -> int:
    """A port of this machine that nobody used a moment ago."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def _command_of(pid: int) -> str:
    """Return the command line of a living process; empty when there is none."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except FileNotFoundError:
        if Path("/proc/self").exists():
            return ""
    answer = subprocess.run(  # noqa: S603 - a machine without /proc: macOS
        ["/bin/ps", "-p", str(pid), "-o", "command="], check=False, capture_output=True, text=True
    )
    return answer.stdout.strip()


def is_gone(pid: int) -> bool:
    """Has a process ended? One that is just becoming another program has no command line for a moment, and lives."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return Path("/proc/self").exists() or not _command_of(pid)
    return state in {"Z", "X"}


def _is_server_of(pid: int, place: Path) -> bool:
    command = _command_of(pid)
    return "postgres" in command and f"-D {place} " in command
