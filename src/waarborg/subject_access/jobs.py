"""What the worker does: makes packages, and destroys those whose time is over. Arguments are identifiers alone."""

from uuid import UUID

from procrastinate.contrib.django import app

from waarborg.gate.actors import system_at
from waarborg.kernel import clock
from waarborg.kernel.by_calendar import hand_out, organisations
from waarborg.subject_access import making
from waarborg.subject_access.ending import end_over


@app.task(lock="subject_access.make")
def make(organisation_id: str, package_id: str) -> str:
    """Make one package; return how it stands."""
    return making.make(UUID(organisation_id), UUID(package_id)).value


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="subject_access.end_packages")
def end_packages(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Hand out a job for every organisation in which a package's time is over; return how many."""
    found = organisations("organisations_with_packages_over", clock.now())
    return hand_out(end_packages_of, "subject_access.end_packages", found)


@app.task
def end_packages_of(organisation_id: str) -> int:
    """Destroy what is over in one organisation; return how many packages that were."""
    return end_over(system_at(UUID(organisation_id), using="worker"), using="worker")
