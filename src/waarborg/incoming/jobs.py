"""What the worker does with messages by the calendar. A job's arguments are identifiers alone."""

from uuid import UUID

from procrastinate.contrib.django import app

from waarborg.gate.actors import system_at
from waarborg.incoming.ending import end_over, organisations_with_mail_over
from waarborg.kernel.by_calendar import hand_out


@app.periodic(cron="7 4 * * *")
@app.task(queueing_lock="incoming.end_over")
def end_unsorted(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation in which messages waited too long; return how many."""
    return hand_out(end_unsorted_at, "incoming.end_over", organisations_with_mail_over())


@app.task(lock="incoming.end_unsorted_at")
def end_unsorted_at(organisation_id: str) -> int:
    """Destroy what nobody sorted in one organisation; return how many messages that were."""
    return end_over(system_at(UUID(organisation_id), using="worker"), using="worker")
