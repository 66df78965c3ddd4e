"""The worker takes away counts of visits when their term is over, and tells clients on the first day of a version.

A job's arguments are identifiers alone.
"""

from uuid import UUID

from procrastinate.contrib.django import app

from waarborg.kernel import clock
from waarborg.kernel.by_calendar import hand_out, organisations
from waarborg.letters.jobs import tell_all
from waarborg.publication.first_day import tell_on_first_day
from waarborg.publication.visits import forget


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="publication.forget_visits")
def forget_visits(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation that counts; return how many."""
    return hand_out(forget_visits_of, "publication.forget", organisations("organisations_with_visits"))


@app.task
def forget_visits_of(organisation_id: str) -> int:
    """Take away what is over in one organisation; return how many numbers."""
    return forget(UUID(organisation_id))


@app.periodic(cron="15 * * * *")
@app.task(queueing_lock="publication.first_day")
def first_day(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation where a version came into force; return how many."""
    found = organisations("organisations_with_a_first_day", clock.today())
    return hand_out(first_day_in, "publication.first_day", found)


@app.task
def first_day_in(organisation_id: str) -> bool:
    """Tell clients of the version that came into force; return whether a sending began."""
    began = tell_on_first_day(UUID(organisation_id))
    if began:
        tell_all.defer(organisation_id=organisation_id, round_id=str(began))
    return began is not None
