"""What the worker does: finds agreements that ended, makes packages, tells clients. Arguments are identifiers alone."""

from uuid import UUID

from procrastinate.contrib.django import app

from waarborg.gate.actors import system_at
from waarborg.handing_over import making, planning, telling
from waarborg.kernel import clock
from waarborg.kernel.by_calendar import hand_out, organisations


@app.periodic(cron="23 1 * * *")
@app.task(queueing_lock="handing_over.plan_hand_overs")
def plan_hand_overs(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation with a regulation in force; return how many."""
    found = organisations("organisations_with_a_regulation", clock.today())
    return hand_out(plan_hand_overs_at, "handing_over.plan_hand_overs", found)


@app.task(lock="handing_over.plan_hand_overs_at")
def plan_hand_overs_at(organisation_id: str) -> int:
    """Find the agreements of one organisation that ended; return how many were new."""
    return planning.plan(system_at(UUID(organisation_id), using="worker"), using="worker")


@app.task
def make(organisation_id: str, hand_over_id: str) -> None:
    """Make the next few dossiers of a hand-over, and queue the step that follows."""
    if making.step(UUID(organisation_id), UUID(hand_over_id)):
        make.defer(organisation_id=organisation_id, hand_over_id=hand_over_id)


@app.task
def tell(organisation_id: str, hand_over_id: str, account_id: str, after_id: str = "") -> None:
    """Tell the next few clients that it goes, and queue the step that follows."""
    after = UUID(after_id) if after_id else None
    last = telling.tell_some(UUID(organisation_id), UUID(hand_over_id), UUID(account_id), after)
    if last:
        tell.defer(
            organisation_id=organisation_id,
            hand_over_id=hand_over_id,
            account_id=account_id,
            after_id=str(last),
        )


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="handing_over.make_on")
def make_on(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation in which a hand-over stopped halfway; return how many."""
    found = organisations("organisations_with_hand_overs_halfway", clock.now() - making.HALFWAY)
    return hand_out(make_on_in, "handing_over.make_on", found)


@app.task
def make_on_in(organisation_id: str) -> int:
    """Go on with what stopped halfway in one organisation; return how many that were."""
    found = making.halfway(UUID(organisation_id))
    for hand_over_id in found:
        make.defer(organisation_id=organisation_id, hand_over_id=str(hand_over_id))
    return len(found)
