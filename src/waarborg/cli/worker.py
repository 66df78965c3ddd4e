"""`waarborg worker`: does the jobs that wait in the database, and those of the calendar."""

from typing import Annotated

import typer

from waarborg.cli.installation import open_installation
from waarborg.kernel.database.logins import Login
from waarborg.kernel.errors import ConfigurationError

app = typer.Typer()


@app.command()
def worker(
    *,
    concurrency: Annotated[int, typer.Option(min=1, help="Jobs at the same time.")] = 1,
    until_done: Annotated[bool, typer.Option(help="Stop when nothing waits, instead of waiting for more.")] = False,
) -> None:
    """Run jobs until told to stop (Ctrl-C, SIGTERM): what runs is finished first."""
    open_installation(Login.WORKER)
    from procrastinate.contrib.django import app as jobs

    from waarborg.backups.writing_down import refuse_a_copy

    refuse_a_copy()
    from procrastinate.contrib.django.django_connector import DjangoConnector

    waiting = jobs.connector
    if not isinstance(waiting, DjangoConnector):
        raise ConfigurationError("The job queue does not stand in this program's database.")
    with jobs.replace_connector(waiting.get_worker_connector()) as running:
        running.run_worker(concurrency=concurrency, wait=not until_done, delete_jobs="successful")
