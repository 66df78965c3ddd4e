"""Jobs whose worker is gone: taken up again, so that nothing waits for a lock that nobody will let go of."""

from __future__ import annotations

from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.job_context import JobContext
from procrastinate.jobs import Status


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="kernel.take_up_again", pass_context=True)
async def take_up_again(context: JobContext, timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Queue again what was being done by a worker that was killed; return how many.

    Each job is harmless when run twice. What waits under the same lock already does that too: then the one that was
    stopped is only ended.
    """
    jobs, found = context.app.job_manager, 0
    for job in await jobs.get_stalled_jobs():
        try:
            await jobs.retry_job(job)
        except ConnectorException:
            await jobs.finish_job(job, status=Status.FAILED, delete_job=True)
        found += 1
    return found
