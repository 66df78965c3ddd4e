"""What the worker does for files by the calendar."""

from contextlib import suppress
from uuid import UUID

from django.db import connections
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from waarborg.documents.services import throw_away_old
from waarborg.kernel import clock


@app.periodic(cron="47 3 * * *")
@app.task(queueing_lock="documents.throw_away_files")
def throw_away_files(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation in which a file waited too long; return how many."""
    with connections["worker"].cursor() as cursor:
        cursor.execute("select gate.organisations_with_files_over(%s)", [clock.now()])
        found = [row[0] for row in cursor.fetchall()]
    for organisation_id in found:
        with suppress(AlreadyEnqueued):  # the one that waits does this too
            throw_away_files_at.configure(queueing_lock=f"documents.throw_away_files:{organisation_id}").defer(
                organisation_id=str(organisation_id)
            )
    return len(found)


@app.task(lock="documents.throw_away_files_at")
def throw_away_files_at(organisation_id: str) -> int:
    """Throw away what waited too long in one organisation; return how many files that were."""
    return throw_away_old(UUID(organisation_id))
