"""What the worker does with requests by the calendar. A job's arguments are identifiers alone."""

from uuid import UUID

from procrastinate.contrib.django import app

from waarborg.gate.actors import system_at
from waarborg.kernel import clock
from waarborg.kernel.by_calendar import hand_out, organisations
from waarborg.rights.watching import watch


@app.periodic(cron="3 5 * * *")
@app.task(queueing_lock="rights.watch_requests")
def watch_requests(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation with a regulation in force; return how many."""
    found = organisations("organisations_with_a_regulation", clock.today())
    return hand_out(watch_requests_at, "rights.watch_requests", found)


@app.task(lock="rights.watch_requests_at")
def watch_requests_at(organisation_id: str) -> int:
    """Tell what is due about the open requests of one organisation; return how many tasks that were."""
    return watch(system_at(UUID(organisation_id), using="worker"), using="worker")
