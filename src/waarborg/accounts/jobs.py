"""What the worker does for signing in by the calendar."""

from procrastinate.contrib.django import app

from waarborg.accounts.sessions import end_stale_sessions
from waarborg.accounts.throttle import forget_old_attempts


@app.periodic(cron="5 * * * *")
@app.task(queueing_lock="accounts.end_stale_sessions")
def end_sessions(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """End sessions that are over, and those of people whose last role ended; return how many."""
    forget_old_attempts()
    return end_stale_sessions()
