"""What the worker does by the calendar: looks along end, old drafts go. A job's arguments are identifiers alone."""

from uuid import UUID

from procrastinate.contrib.django import app

from waarborg.dossiers.view_endings import end_over
from waarborg.gate.actors import system_at
from waarborg.kernel import clock
from waarborg.kernel.by_calendar import hand_out, organisations
from waarborg.work.drafts import throw_away_old
from waarborg.work.party_reviews import ask_reviews


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="work.end_views")
def end_views(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation in which somebody's look along is over; return how many."""
    found = organisations("organisations_with_views_over", clock.now())
    return hand_out(end_views_at, "work.end_views", found)


@app.task(lock="work.end_views_at")
def end_views_at(organisation_id: str) -> int:
    """End what is over in one organisation, with all that follows from it; return how many views that were."""
    return end_over(system_at(UUID(organisation_id), using="worker"), using="worker")


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="work.throw_away_drafts")
def throw_away_drafts(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation in which somebody's draft is too old; return how many."""
    return hand_out(
        throw_away_drafts_at, "work.throw_away_drafts", organisations("organisations_with_drafts_over", clock.now())
    )


@app.task(lock="work.throw_away_drafts_at")
def throw_away_drafts_at(organisation_id: str) -> int:
    """Throw away what is too old in one organisation; return how many drafts that were."""
    return throw_away_old(UUID(organisation_id))


@app.periodic(cron="29 4 * * *")
@app.task(queueing_lock="work.ask_party_reviews")
def ask_party_reviews(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation with a regulation in force; return how many."""
    return hand_out(
        ask_party_reviews_at, "work.ask_party_reviews", organisations("organisations_with_a_regulation", clock.today())
    )


@app.task(lock="work.ask_party_reviews_at")
def ask_party_reviews_at(organisation_id: str) -> int:
    """Ask for what has to be looked at again in one organisation; return how many tasks were made."""
    return ask_reviews(system_at(UUID(organisation_id), using="worker"))
