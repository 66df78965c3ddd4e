"""What the worker does by the calendar: controls are asked in time. A job's arguments are identifiers alone."""

from uuid import UUID

from procrastinate.contrib.django import app

from waarborg.controls.asking import ask
from waarborg.gate.actors import system_at
from waarborg.kernel import clock
from waarborg.kernel.by_calendar import hand_out, organisations


@app.periodic(cron="41 4 * * *")
@app.task(queueing_lock="controls.ask_controls")
def ask_controls(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation with a regulation in force; return how many."""
    return hand_out(
        ask_controls_at, "controls.ask_controls", organisations("organisations_with_a_regulation", clock.today())
    )


@app.task(lock="controls.ask_controls_at")
def ask_controls_at(organisation_id: str) -> int:
    """Ask the controls of one organisation; return how many tasks were made or ended."""
    return ask(system_at(UUID(organisation_id), using="worker"), using="worker")
