"""What the worker does for letters, by the calendar and for all at once. A job's arguments are identifiers alone."""

from uuid import UUID

from procrastinate.contrib.django import app

from waarborg.gate.actors import system_at
from waarborg.kernel import clock
from waarborg.kernel.by_calendar import hand_out, organisations
from waarborg.letters import rounds
from waarborg.letters.outbox import send_waiting


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="letters.send_mail")
def send_mail(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation with messages that wait; return how many."""
    found = organisations("organisations_with_mail", clock.now())
    return hand_out(send_mail_of, "letters.send_mail", found)


@app.task
def send_mail_of(organisation_id: str) -> int:
    """Send what waits in one organisation; return how many messages went."""
    return send_waiting(system_at(UUID(organisation_id), using="worker"), using="worker")


@app.task
def tell_all(organisation_id: str, round_id: str, after_id: str = "") -> None:
    """Send a changed regulation to the next few clients after this one, and queue the step that follows."""
    last = rounds.step(UUID(organisation_id), UUID(round_id), UUID(after_id) if after_id else None)
    if last:
        tell_all.defer(organisation_id=organisation_id, round_id=round_id, after_id=str(last))


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="letters.tell_on")
def tell_on(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation in which such a sending stopped halfway; return how many."""
    found = organisations("organisations_with_rounds_halfway", clock.now() - rounds.HALFWAY)
    return hand_out(tell_on_in, "letters.tell_on", found)


@app.task
def tell_on_in(organisation_id: str) -> int:
    """Go on with what stopped halfway in one organisation; return how many sendings that were."""
    found = rounds.halfway(UUID(organisation_id))
    for round_id in found:
        tell_all.defer(organisation_id=organisation_id, round_id=str(round_id))
    return len(found)
