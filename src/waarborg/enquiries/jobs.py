"""What the worker does with questions of principals by the calendar. A job's arguments are identifiers alone."""

from uuid import UUID

from procrastinate.contrib.django import app

from waarborg.enquiries.watching import watch
from waarborg.gate.actors import system_at
from waarborg.kernel import clock
from waarborg.kernel.by_calendar import hand_out, organisations


@app.periodic(cron="11 5 * * *")
@app.task(queueing_lock="enquiries.watch_enquiries")
def watch_enquiries(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation with a regulation in force; return how many."""
    found = organisations("organisations_with_a_regulation", clock.today())
    return hand_out(watch_enquiries_at, "enquiries.watch_enquiries", found)


@app.task(lock="enquiries.watch_enquiries_at")
def watch_enquiries_at(organisation_id: str) -> int:
    """Remind of what is due in one organisation; return of how many questions."""
    return watch(system_at(UUID(organisation_id), using="worker"), using="worker")
