"""What the worker does every night: propose what is due, do what was approved, look whether anything is left."""

from uuid import UUID

from procrastinate.contrib.django import app

from waarborg.destruction.approving import no_more_asked
from waarborg.destruction.certifying import attach_proofs, certify
from waarborg.destruction.doing import do, done_lists
from waarborg.destruction.proposing import propose
from waarborg.destruction.shredding import ask_for_paper
from waarborg.gate.actors import system_at
from waarborg.kernel import clock
from waarborg.kernel.by_calendar import hand_out, organisations


@app.periodic(cron="11 1 * * *")
@app.task(queueing_lock="destruction.destroy_due")
def destroy_due(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation where something is due or approved; return how many."""
    found = organisations("organisations_with_something_due", clock.today())
    return hand_out(destroy_due_at, "destruction.destroy_due", found)


@app.task(lock="destruction.destroy_due_at")
def destroy_due_at(organisation_id: str) -> int:
    """Do what was approved in one organisation, certify what is gone, propose what is due; count the ended lines."""
    system, ended = system_at(UUID(organisation_id), using="worker"), 0
    for destruction_id in done_lists(system):
        ended += do(system, destruction_id)
        if not ask_for_paper(system, destruction_id):
            certify(system, destruction_id)
    attach_proofs(system)
    no_more_asked(system)
    propose(system)
    return ended
