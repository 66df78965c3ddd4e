"""What the worker does by the calendar about who comes in. A job's arguments are identifiers alone."""

from uuid import UUID

from procrastinate.contrib.django import app

from waarborg.admission.by_themself import of_age_by_day
from waarborg.gate.actors import system_at
from waarborg.kernel import clock
from waarborg.kernel.by_calendar import hand_out, organisations


@app.periodic(cron="11 4 * * *")
@app.task(queueing_lock="admission.of_age")
def of_age(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation with a regulation in force; return how many."""
    return hand_out(of_age_at, "admission.of_age", organisations("organisations_with_a_regulation", clock.today()))


@app.task(lock="admission.of_age_at")
def of_age_at(organisation_id: str) -> int:
    """Handle who came of age in one organisation; return how many people that were."""
    return of_age_by_day(system_at(UUID(organisation_id), using="worker"), using="worker")
