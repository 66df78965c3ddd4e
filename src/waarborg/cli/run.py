"""`waarborg run`: the web server, on one's own settings."""

import os
from typing import Annotated

import typer

from waarborg.cli.installation import open_installation
from waarborg.kernel.errors import ConfigurationError

app = typer.Typer()

THREADS = 4


@app.command()
def run(
    *,
    address: Annotated[str, typer.Option(help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(min=1, help="Processes; as many as there are processors.")] = 1,
    threads: Annotated[int, typer.Option(min=1, help="Requests at the same time, per process.")] = THREADS,
) -> None:
    """Serve pages until told to stop. Refuses to start on settings that are not safe."""
    os.environ.setdefault("WAARBORG_DATABASE_POOL", str(threads))
    open_installation()
    refuse_unsafe()
    refuse_a_copy()
    hold_nothing_open()
    serve(address, port, workers, threads)


def refuse_a_copy() -> None:
    """Raises `ConfigurationError` on a database that was put back and not brought up to date."""
    from waarborg.backups import writing_down

    writing_down.refuse_a_copy()


def refuse_unsafe() -> None:
    """Run the deployment checks. Raises `ConfigurationError` with every error found and how to mend it."""
    from django.core.checks import ERROR, run_checks

    errors = [f"- {error.msg} {error.hint or ''}".rstrip() for error in run_checks() if error.level >= ERROR]
    if errors:
        raise ConfigurationError("Not started, since these settings are not safe:\n" + "\n".join(errors))


def hold_nothing_open() -> None:
    """Close what was opened to look around: a process that begins as a copy of this one opens its own, or would share a
    connection, and have a pool without the threads that fill it.
    """
    from django.db import connections
    from django.db.backends.postgresql.base import DatabaseWrapper

    for connection in connections.all(initialized_only=True):
        connection.close()
        if isinstance(connection, DatabaseWrapper):
            connection.close_pool()


def serve(address: str, port: int, workers: int, threads: int) -> None:
    """Serve until SIGINT or SIGTERM."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "waarborg.config.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        backpressure=threads * 32,
        log_access=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        websockets=False,
    ).serve()
