"""What the worker does by the calendar: controls are asked in time. A job's arguments are identifiers alone."""

from contextlib import suppress
from uuid import UUID

from django.db import connections
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from waarborg.controls.asking import ask
from waarborg.gate.actors import system_at
from waarborg.kernel import clock


@app.periodic(cron="41 4 * * *")
@app.task(queueing_lock="controls.ask_controls")
def ask_controls(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation with a regulation in force; return how many."""
    with connections["worker"].cursor() as cursor:
        cursor.execute("select gate.organisations_with_a_regulation(%s)", [clock.today()])
        found = [row[0] for row in cursor.fetchall()]
    for organisation_id in found:
        with suppress(AlreadyEnqueued):  # the one that waits does this too
            ask_controls_at.configure(queueing_lock=f"controls.ask_controls:{organisation_id}").defer(
                organisation_id=str(organisation_id)
            )
    return len(found)


@app.task(lock="controls.ask_controls_at")
def ask_controls_at(organisation_id: str) -> int:
    """Ask the controls of one organisation; return how many tasks were made or ended."""
    return ask(system_at(UUID(organisation_id), using="worker"), using="worker")
