"""What the worker does for files by the calendar."""

from uuid import UUID

from procrastinate.contrib.django import app

from waarborg.documents.services import throw_away_old
from waarborg.kernel import clock
from waarborg.kernel.by_calendar import hand_out, organisations


@app.periodic(cron="47 3 * * *")
@app.task(queueing_lock="documents.throw_away_files")
def throw_away_files(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation in which a file waited too long; return how many."""
    return hand_out(
        throw_away_files_at, "documents.throw_away_files", organisations("organisations_with_files_over", clock.now())
    )


@app.task(lock="documents.throw_away_files_at")
def throw_away_files_at(organisation_id: str) -> int:
    """Throw away what waited too long in one organisation; return how many files that were."""
    return throw_away_old(UUID(organisation_id))
