"""The worker makes a version of what was approved. A job's arguments are identifiers alone."""

from uuid import UUID

from procrastinate.contrib.django import app

from waarborg.drafting.adopting import adopt_approved
from waarborg.kernel.by_calendar import hand_out, organisations


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="drafting.adopt_approved")
def adopt_waiting(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation with an approved draft that is no version yet; return how many."""
    return hand_out(adopt_approved_in, "drafting.adopt", organisations("organisations_with_approved_drafts"))


@app.task
def adopt_approved_in(organisation_id: str) -> int:
    """Make versions of what was approved in one organisation; return how many."""
    return adopt_approved(UUID(organisation_id))
