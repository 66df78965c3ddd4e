"""`waarborg demo`: five example agencies with invented clients, a web server and a job runner, on this machine."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from importlib.util import find_spec
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console

from waarborg.cli.installation import PARENT, open_installation
from waarborg.kernel.database.logins import LOOPBACK, own_server
from waarborg.kernel.errors import ConfigurationError, Unavailable
from waarborg.kernel.home import home

app = typer.Typer()
notes = Console(stderr=True, highlight=False)

PORTS_TRIED = 50
PATIENCE = 60  # seconds until the web server must answer
STEP = 0.05
MAIL_DOMAIN = "in.waarborg.example"
"""What stands after the @ of addresses in a demo; nothing is sent to it (RFC 2606)."""


@app.command()
def demo(
    *,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where to listen; the next free one if taken.")] = 8000,
    prepare: Annotated[bool, typer.Option(help="Only make the database and its contents; serve nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Make what is missing, serve it, and print the address. Ctrl-C ends it; a next start finds everything again."""
    if own_server():
        raise ConfigurationError("A demo fills its own database; unset the database URLs, or use `waarborg run`.")
    free = _free_port(port)
    address = f"http://{LOOPBACK}:{free}"
    os.environ |= {"WAARBORG_DEMO": "1", "WAARBORG_ORIGIN": address}
    os.environ.setdefault("WAARBORG_MAIL_DOMAIN", MAIL_DOMAIN)
    os.environ.setdefault("WAARBORG_BACKUP_DATA", str(home().root / "backups"))
    _prepare()
    if prepare:
        typer.echo(json.dumps({"prepared": True}) if as_json else "Ready.")
        return
    with _ending_on_signals() as ending, ExitStack() as children:
        web = children.enter_context(_child("run", "--port", str(free)))
        jobs = children.enter_context(_child("worker"))
        _await_answer(free, web)
        typer.echo(json.dumps({"address": address}) if as_json else f"\n  Waarborg: {address}\n\n  Ctrl-C ends it.\n")
        while not ending and web.poll() is None and jobs.poll() is None:
            time.sleep(STEP)
    if not ending:
        raise Unavailable("The web server or the job runner stopped by itself; its last words stand above.")


def _prepare() -> None:
    """Bring database and contents up to date, saying what takes time."""
    notes.print("Database…", style="dim")
    open_installation()
    from waarborg.kernel.database import addresses, migration

    migration.migrate(addresses.addresses(), verbosity=0)
    if find_spec("waarborg.demo.services"):
        notes.print("Example agencies…", style="dim")
        import_module("waarborg.demo.services").seed()
        import_module("waarborg.demo.calamities").copy_everything()


@contextmanager
def _ending_on_signals() -> Iterator[list[int]]:
    """Collect the signals that ask to end, instead of being cut off by them."""
    asked: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        asked.append(number)

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _child(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run another command of this program beside us, and end it with us."""
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "waarborg.cli.main", *command],
        env=os.environ | {PARENT: str(os.getpid())},
        start_new_session=True,  # Ctrl-C reaches us, and we end it in order
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _await_answer(port: int, web: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and web.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((LOOPBACK, port)) == 0:
                return
        time.sleep(STEP)
    raise Unavailable("The web server does not answer; its last words stand above.")


def _free_port(wanted: int) -> int:
    for port in range(wanted, min(wanted + PORTS_TRIED, 65536)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((LOOPBACK, port))
            except OSError:
                continue
            return port
    raise ConfigurationError(f"No port is free from {wanted} on.")
