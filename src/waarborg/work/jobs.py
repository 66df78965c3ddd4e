"""What the worker does by the calendar: looks along end, old drafts go. A job's arguments are identifiers alone."""

from contextlib import suppress
from uuid import UUID

from django.db import connections
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from waarborg.dossiers.view_endings import end_over
from waarborg.gate.actors import system_at
from waarborg.kernel import clock
from waarborg.work.drafts import throw_away_old
from waarborg.work.party_reviews import ask_reviews


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="work.end_views")
def end_views(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation in which somebody's look along is over; return how many."""
    with connections["worker"].cursor() as cursor:
        cursor.execute("select gate.organisations_with_views_over(%s)", [clock.now()])
        found = [row[0] for row in cursor.fetchall()]
    for organisation_id in found:
        with suppress(AlreadyEnqueued):  # the one that waits does this too
            end_views_at.configure(queueing_lock=f"work.end_views:{organisation_id}").defer(
                organisation_id=str(organisation_id)
            )
    return len(found)


@app.task(lock="work.end_views_at")
def end_views_at(organisation_id: str) -> int:
    """End what is over in one organisation, with all that follows from it; return how many views that were."""
    return end_over(system_at(UUID(organisation_id), using="worker"), using="worker")


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="work.throw_away_drafts")
def throw_away_drafts(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation in which somebody's draft is too old; return how many."""
    with connections["worker"].cursor() as cursor:
        cursor.execute("select gate.organisations_with_drafts_over(%s)", [clock.now()])
        found = [row[0] for row in cursor.fetchall()]
    for organisation_id in found:
        with suppress(AlreadyEnqueued):  # the one that waits does this too
            throw_away_drafts_at.configure(queueing_lock=f"work.throw_away_drafts:{organisation_id}").defer(
                organisation_id=str(organisation_id)
            )
    return len(found)


@app.task(lock="work.throw_away_drafts_at")
def throw_away_drafts_at(organisation_id: str) -> int:
    """Throw away what is too old in one organisation; return how many drafts that were."""
    return throw_away_old(UUID(organisation_id))


@app.periodic(cron="29 4 * * *")
@app.task(queueing_lock="work.ask_party_reviews")
def ask_party_reviews(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation with a regulation in force; return how many."""
    with connections["worker"].cursor() as cursor:
        cursor.execute("select gate.organisations_with_a_regulation(%s)", [clock.today()])
        found = [row[0] for row in cursor.fetchall()]
    for organisation_id in found:
        with suppress(AlreadyEnqueued):  # the one that waits does this too
            ask_party_reviews_at.configure(queueing_lock=f"work.ask_party_reviews:{organisation_id}").defer(
                organisation_id=str(organisation_id)
            )
    return len(found)


@app.task(lock="work.ask_party_reviews_at")
def ask_party_reviews_at(organisation_id: str) -> int:
    """Ask for what has to be looked at again in one organisation; return how many tasks were made."""
    return ask_reviews(system_at(UUID(organisation_id), using="worker"))
