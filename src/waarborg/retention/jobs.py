"""What the worker does by the calendar: dates counted again, and asking whether what is kept is still needed."""

from uuid import UUID

from procrastinate.contrib.django import app

from waarborg.gate.actors import system_at
from waarborg.kernel import clock
from waarborg.kernel.by_calendar import hand_out, organisations
from waarborg.retention.counting import count_due
from waarborg.retention.ledger_term import end_ledger
from waarborg.retention.necessity import ask_to_weigh


@app.periodic(cron="7 0 * * *")
@app.task(queueing_lock="retention.count_endings")
def count_endings(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation with a regulation in force; return how many."""
    found = organisations("organisations_with_a_regulation", clock.today())
    return hand_out(count_endings_at, "retention.count_endings", found)


@app.task(lock="retention.count_endings_at")
def count_endings_at(organisation_id: str) -> int:
    """Count the dates of one organisation that the calendar changed; ask what is weighed; end the log that is over."""
    system = system_at(UUID(organisation_id), using="worker")
    counted = count_due(system, using="worker")
    ask_to_weigh(system, using="worker")
    end_ledger(system, using="worker")
    return counted
