"""What the worker does for breaches. A job's arguments are identifiers alone."""

from uuid import UUID

from procrastinate.contrib.django import app

from waarborg.breaches.client_letters import write_letters
from waarborg.breaches.watching import watch
from waarborg.gate.actors import system_at
from waarborg.kernel.by_calendar import hand_out, organisations


@app.task(lock="breaches.letters")
def write_letters_of(organisation_id: str, breach_id: str) -> int:
    """Write the letters about a breach that are not there yet; return how many."""
    return write_letters(system_at(UUID(organisation_id), using="worker"), UUID(breach_id))


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="breaches.watch")
def watch_breaches(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation where the hours of a breach run; return how many."""
    return hand_out(watch_breaches_at, "breaches.watch", organisations("organisations_with_a_running_breach"))


@app.task(lock="breaches.watch_at")
def watch_breaches_at(organisation_id: str) -> int:
    """Remind in one organisation; return how many reminders were made."""
    return watch(system_at(UUID(organisation_id), using="worker"))
