"""The days around the day of seeding: somebody signs in and finds appointments, time, tasks and lists."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest

from waarborg.adoption.services import OWNER
from waarborg.demo.agendas import GUIDED, fill_agendas
from waarborg.demo.establishing import Agency
from waarborg.demo.material import example_agencies
from waarborg.demo.people import ClientStory
from waarborg.demo.population import populate
from waarborg.demo.seeding import seed_agency
from waarborg.gate.actors import Actor
from waarborg.incoming.models import MailAddress
from waarborg.incoming.selectors import waiting_mail
from waarborg.kernel import clock
from waarborg.work.agenda import agenda_of
from waarborg.work.choices import AppointmentState
from waarborg.work.lists import lists_of
from waarborg.work.models import Appointment, Task, TimeApproval, TimeEntry

pytestmark = pytest.mark.real_commits
A_FEW = 5
TABLES = (Appointment, TimeEntry, Task, TimeApproval)


def running(agency: str) -> list[ClientStory]:
    """The clients of the first few who get an agenda."""
    clients = populate(agency, clock.today()).clients[:A_FEW]
    return [client for client in clients if client.stage in GUIDED]


def coaches(here: Agency) -> Iterator[Actor]:
    """Everybody who guides somebody."""
    for account_id in Appointment.objects.using(OWNER).values_list("account_id", flat=True).distinct():
        yield next(here.actor(key) for key, each in here.accounts.items() if each == account_id)


def kept_by() -> set[UUID]:
    """Who opens the post of an address."""
    return set(MailAddress.objects.using(OWNER).values_list("account_id", flat=True))


@pytest.mark.parametrize("agency", example_agencies()[:1])
def test_the_days_around_today_are_filled_and_a_second_start_adds_nothing(agency: str) -> None:
    here = seed_agency(agency, clock.today(), clients=A_FEW).agency
    wanted = running(agency)
    assert wanted
    appointments = list(Appointment.objects.using(OWNER).all())
    assert {one.state for one in appointments} >= {AppointmentState.DONE.value, AppointmentState.PLANNED.value}
    assert TimeEntry.objects.using(OWNER).count() >= len(wanted)
    for coach in coaches(here):
        assert agenda_of(coach, clock.today(), days=7) or lists_of(coach).without_step
    assert waiting_mail(here.actor(next(key for key, each in here.accounts.items() if each in kept_by())))
    before = [table._default_manager.using(OWNER).count() for table in TABLES]
    fill_agendas(here, populate(agency, clock.today()).clients[:A_FEW])
    assert [table._default_manager.using(OWNER).count() for table in TABLES] == before
