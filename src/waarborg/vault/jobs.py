"""What the worker does for the vault by the calendar."""

from procrastinate.contrib.django import app

from waarborg.kernel import clock
from waarborg.vault.rotation import organisations_due, rotate_epoch


@app.periodic(cron="40 2 * * *")
@app.task(queueing_lock="vault.end_epochs")
def end_epochs(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """End the epochs whose last day has come; return for how many organisations."""
    due = organisations_due(clock.today())
    for organisation_id in due:
        rotate_epoch(organisation_id)
    return len(due)
