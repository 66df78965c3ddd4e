"""What the worker does for letters by the calendar. A job's arguments are identifiers alone."""

from uuid import UUID

from procrastinate.contrib.django import app

from waarborg.gate.actors import system_at
from waarborg.kernel import clock
from waarborg.kernel.by_calendar import hand_out, organisations
from waarborg.letters.outbox import send_waiting


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="letters.send_mail")
def send_mail(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation with messages that wait; return how many."""
    found = organisations("organisations_with_mail", clock.now())
    return hand_out(send_mail_of, "letters.send_mail", found)


@app.task
def send_mail_of(organisation_id: str) -> int:
    """Send what waits in one organisation; return how many messages went."""
    return send_waiting(system_at(UUID(organisation_id), using="worker"), using="worker")
