"""What the worker does with requests by the calendar. A job's arguments are identifiers alone."""

from uuid import UUID

from procrastinate.contrib.django import app

from waarborg.gate.actors import system_at
from waarborg.kernel import clock
from waarborg.kernel.by_calendar import hand_out, organisations
from waarborg.rights.deputies import watch_deputies
from waarborg.rights.erased_files import take_away
from waarborg.rights.telling import tell_waiting
from waarborg.rights.watching import watch
from waarborg.rights.watching_unsorted import watch_unsorted


@app.periodic(cron="3 5 * * *")
@app.task(queueing_lock="rights.watch_requests")
def watch_requests(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation with a regulation in force; return how many."""
    found = organisations("organisations_with_a_regulation", clock.today())
    return hand_out(watch_requests_at, "rights.watch_requests", found)


@app.task(lock="rights.watch_requests_at")
def watch_requests_at(organisation_id: str) -> int:
    """Tell what is due about the requests of one organisation, sorted or not; return how many tasks that were."""
    system = system_at(UUID(organisation_id), using="worker")
    asked = watch_unsorted(system, using="worker") + watch_deputies(system, using="worker")
    return watch(system, using="worker") + asked


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="rights.tell_who_sent_in")
def tell_who_sent_in(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation with somebody to tell what became of what they sent in; return how many."""
    return hand_out(
        tell_who_sent_in_at, "rights.tell_who_sent_in", organisations("organisations_with_requests_to_tell")
    )


@app.task(lock="rights.tell_who_sent_in_at")
def tell_who_sent_in_at(organisation_id: str) -> int:
    """Send what is due in one organisation; return how many messages that were."""
    return tell_waiting(system_at(UUID(organisation_id), using="worker"), using="worker")


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="rights.take_files_away")
def take_files_away(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation in which files of something erased are left; return how many."""
    return hand_out(take_files_away_at, "rights.take_files_away", organisations("organisations_with_erased_files"))


@app.task(lock="rights.take_files_away_at")
def take_files_away_at(organisation_id: str) -> int:
    """Take them away in one organisation; return how many there were."""
    return take_away(UUID(organisation_id))
