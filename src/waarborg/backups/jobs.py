"""What the worker does by the calendar: the destruction log each minute, a copy each night, a rehearsal each month."""

from uuid import UUID

from procrastinate.contrib.django import app

from waarborg.backups.duties import keep
from waarborg.backups.places import configured
from waarborg.backups.rehearsing import rehearse
from waarborg.backups.runs import back_up, end_everywhere
from waarborg.backups.writing_down import write_down
from waarborg.gate.actors import system_at
from waarborg.kernel import clock
from waarborg.kernel.by_calendar import hand_out, organisations
from waarborg.kernel.errors import WaarborgError


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="backups.write_log")
def write_log(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """Bring what a restore must do again out of the database; return how many lines that were."""
    return write_down()


@app.periodic(cron="10 3 * * *")
@app.task(queueing_lock="backups.back_up_nightly")
def back_up_nightly(timestamp: int) -> int:  # noqa: ARG001 - the calendar gives it
    """After epochs ended: make a copy where the settings say, end old copies everywhere; return how many ended."""
    at = configured()
    try:
        if at is not None:
            back_up(at)
    finally:  # that none could be made is what somebody is asked to look at
        ended = end_everywhere()
        _ask()
    return ended


@app.periodic(cron="20 4 1 * *")
@app.task(queueing_lock="backups.rehearse_monthly")
def rehearse_monthly(timestamp: int) -> bool:  # noqa: ARG001 - the calendar gives it
    """Try the newest copy; whether it could be put back."""
    return _rehearse()


@app.task(queueing_lock="backups.rehearse_now")
def rehearse_now() -> bool:
    """Try the newest copy, since somebody asked; whether it could be put back."""
    return _rehearse()


@app.task(lock="backups.keep_duties_at")
def keep_duties_at(organisation_id: str) -> int:
    """Ask in one organisation what its rules ask of copies; return how many tasks were made or ended."""
    return keep(system_at(UUID(organisation_id), using="worker"))


def _rehearse() -> bool:
    at = configured()
    if at is None:
        return False
    try:
        rehearse(at)
    except (WaarborgError, OSError):  # written down as a rehearsal that failed
        return False
    finally:
        _ask()
    return True


def _ask() -> None:
    found = organisations("organisations_with_a_regulation", clock.today())
    hand_out(keep_duties_at, "backups.keep_duties", found)
