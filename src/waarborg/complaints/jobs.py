"""What the worker does with complaints by the calendar. A job's arguments are identifiers alone."""

from uuid import UUID

from procrastinate.contrib.django import app

from waarborg.complaints.telling import confirm_by_mail
from waarborg.complaints.watching import empty, watch
from waarborg.gate.actors import system_at
from waarborg.kernel import clock
from waarborg.kernel.by_calendar import hand_out, organisations


@app.periodic(cron="13 5 * * *")
@app.task(queueing_lock="complaints.watch_complaints")
def watch_complaints(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation with a regulation in force; return how many."""
    found = organisations("organisations_with_a_regulation", clock.today())
    return hand_out(watch_complaints_at, "complaints.watch_complaints", found)


@app.task(lock="complaints.watch_complaints_at")
def watch_complaints_at(organisation_id: str) -> int:
    """Remind of what is due in one organisation and empty what was kept long enough; return how many that were."""
    system = system_at(UUID(organisation_id), using="worker")
    return watch(system, using="worker") + empty(system, using="worker")


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="complaints.confirm_complaints")
def confirm_complaints(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation with a complaint to confirm by e-mail; return how many."""
    found = organisations("organisations_with_complaints_to_confirm")
    return hand_out(confirm_complaints_at, "complaints.confirm_complaints", found)


@app.task(lock="complaints.confirm_complaints_at")
def confirm_complaints_at(organisation_id: str) -> int:
    """Send what is due in one organisation; return how many messages that were."""
    return confirm_by_mail(system_at(UUID(organisation_id), using="worker"), using="worker")
