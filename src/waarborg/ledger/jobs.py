"""What the worker does for the ledger by the calendar."""

from procrastinate.contrib.django import app

from waarborg.ledger.sealing import seal_all


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="ledger.seal_events")
def seal_events(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Seal what happened since the last minute, in every organisation; return how many events that were."""
    return seal_all()
