"""What the worker does with messages to several. A job's arguments are identifiers alone."""

from uuid import UUID

from procrastinate.contrib.django import app

from waarborg.kernel import clock
from waarborg.kernel.by_calendar import hand_out, organisations
from waarborg.mailings import group_rounds


@app.task
def send_on(organisation_id: str, message_id: str) -> None:
    """Send a message to the next few clients, and queue the step that follows."""
    if group_rounds.step(UUID(organisation_id), UUID(message_id)):
        send_on.defer(organisation_id=organisation_id, message_id=message_id)


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="mailings.go_on")
def go_on(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation in which a message stopped halfway; return how many."""
    found = organisations("organisations_with_messages_halfway", clock.now() - group_rounds.HALFWAY)
    return hand_out(go_on_in, "mailings.go_on", found)


@app.task
def go_on_in(organisation_id: str) -> int:
    """Go on with what stopped halfway in one organisation; return how many messages that were."""
    found = group_rounds.halfway(UUID(organisation_id))
    for message_id in found:
        send_on.defer(organisation_id=organisation_id, message_id=str(message_id))
    return len(found)
