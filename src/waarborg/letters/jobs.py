"""What the worker does for letters by the calendar. A job's arguments are identifiers alone."""

from contextlib import suppress
from uuid import UUID

from django.db import connections
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from waarborg.gate.actors import system_at
from waarborg.kernel import clock
from waarborg.letters.outbox import send_waiting


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="letters.send_mail")
def send_mail(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation with messages that wait; return how many."""
    with connections["worker"].cursor() as cursor:
        cursor.execute("select gate.organisations_with_mail(%s)", [clock.now()])
        found = [row[0] for row in cursor.fetchall()]
    for organisation_id in found:
        with suppress(AlreadyEnqueued):  # the one that waits does this too
            send_mail_of.configure(queueing_lock=f"letters.send_mail:{organisation_id}").defer(
                organisation_id=str(organisation_id)
            )
    return len(found)


@app.task
def send_mail_of(organisation_id: str) -> int:
    """Send what waits in one organisation; return how many messages went."""
    return send_waiting(system_at(UUID(organisation_id), using="worker"), using="worker")
