"""The working days around the day of seeding: appointments, time, reminders, and a week that was approved.

Made for clients whose trajectory runs, by whoever guides them; a dossier that has an appointment already is left alone.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from waarborg.adoption.services import OWNER
from waarborg.demo.establishing import Agency
from waarborg.demo.filing import ClientFile
from waarborg.demo.material import dice, material
from waarborg.demo.people import ClientStory, Stage
from waarborg.demo.standing import dossiers_made, standing_of
from waarborg.dossiers.models import ClientDeclaration
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, Refused
from waarborg.work.appointments import NewAppointment, make, settle
from waarborg.work.approvals import approve_week, looks_at_weeks, weeks
from waarborg.work.choices import AppointmentState
from waarborg.work.models import Appointment
from waarborg.work.services import remind
from waarborg.work.time_entries import NewTime, add_time

KINDS = ("interview", "interview", "telephone", "workplace", "video")
TIMES = ((9, 30), (11, 0), (13, 30), (15, 0))
"""At which hours appointments begin."""
STORING = "storage_consent"
GUIDED = frozenset({Stage.INTAKE, Stage.RUNNING, Stage.PLACED})
BUSY = (("talk", 60), ("phone_mail", 15), ("employer", 30), ("writing", 45))
"""Kinds of time, and how long they usually take."""


@dataclass(frozen=True, slots=True)
class Guided:
    """A client, where their file is, and who guides them."""

    client: ClientStory
    dossier_id: UUID
    trajectory_id: UUID
    coach: Actor
    began: dt.date

    def appoint(self, kind: str, starts_at: dt.datetime, place: str) -> UUID:
        """Make an appointment of an hour."""
        new = NewAppointment(kind=kind, starts_at=starts_at, minutes=60, place=place, trajectory_id=self.trajectory_id)
        return make(self.coach, self.dossier_id, new)

    def was_there(self, day: dt.date) -> bool:
        """Had the work begun on this day?"""
        return self.began <= day


def fill_agendas(agency: Agency, clients: Sequence[ClientStory]) -> None:
    """Fill the agendas of everybody who guides somebody, then have last week approved."""
    places: Counter[UUID] = Counter()
    for client, dossier_id in zip(clients, dossiers_made(agency.id), strict=False):
        if client.stage not in GUIDED:
            continue
        file = ClientFile(agency, client, standing_of(dossier_id))
        coach = file.worker(client.trajectories[-1])
        at = places[coach.somebody]
        places[coach.somebody] += 1
        began = _began(agency, client, dossier_id)
        if began is None or Appointment.objects.using(OWNER).filter(dossier_id=dossier_id).exists():
            continue
        with suppress(Refused):  # a colleague who guides nobody here any more, or a consent that was never given
            guided = Guided(client, dossier_id, file.trajectory_id(client.trajectories[-1]), coach, began)
            _meet(agency, guided, at)
            _work(agency, guided)
    _approve(agency)


def _began(agency: Agency, client: ClientStory, dossier_id: UUID) -> dt.date | None:
    """From when on anything may be written: with the consent that storing asks here, if it does; None for never."""
    began = client.trajectories[-1].referred_on
    if not agency.asks(STORING):
        return began
    given = ClientDeclaration.objects.using(OWNER).filter(dossier_id=dossier_id, fact=STORING, ended_on=None).first()
    return max(began, given.from_on) if given else None


def _meet(agency: Agency, guided: Guided, at: int) -> None:
    """One meeting that was, and one that comes: the first few of a coach's are today."""
    chance, today = dice(guided.client.key, agency.population.seeded_on), agency.population.seeded_on
    hour, minute = TIMES[at % len(TIMES)]
    place = chance.choice(material("phrases")["meeting_places"])
    been = agency.moment(today - dt.timedelta(days=2 + at % 5), hour, minute)
    if guided.was_there(clock.day_of(been) - dt.timedelta(days=3)):
        with clock.travel(been - dt.timedelta(days=3)):
            made = guided.appoint(chance.choice(KINDS), been, place)
        with clock.travel(been + dt.timedelta(hours=2)):
            state = AppointmentState.NO_SHOW if chance.random() < 0.15 else AppointmentState.DONE  # noqa: PLR2004
            settle(guided.coach, guided.dossier_id, made, state)
    if at % 3 < 2:  # noqa: PLR2004 - some have nothing planned, and stand in a list for it
        day = today + dt.timedelta(days=at // len(TIMES))
        comes = dt.datetime.combine(day, dt.time(hour, minute), tzinfo=clock.AMSTERDAM)
        with clock.travel(agency.moment(today, 8)):
            guided.appoint(chance.choice(KINDS), comes, place)


def _work(agency: Agency, guided: Guided) -> None:
    """Time on some days of this week and the last two, and a thing to do."""
    chance, today = dice(guided.client.key, "time", agency.population.seeded_on), agency.population.seeded_on
    for back in sorted(chance.sample(range(1, 19), 4), reverse=True):
        day = today - dt.timedelta(days=back)
        if day.weekday() < 5 and guided.was_there(day):  # noqa: PLR2004 - Monday to Friday
            activity, minutes = chance.choice(BUSY)
            travel = chance.choice((0, 0, 20, 40))
            with clock.travel(agency.moment(day, 16, 30)):
                time = NewTime(
                    activity=activity, minutes=minutes, travel_minutes=travel, trajectory_id=guided.trajectory_id
                )
                add_time(guided.coach, guided.dossier_id, time)
    if chance.random() < 0.5:  # noqa: PLR2004 - half of them
        with clock.travel(agency.moment(today, 8, 15)):
            note = chance.choice(material("phrases")["next_steps"])
            remind(guided.coach, guided.dossier_id, note=note, due_on=today + dt.timedelta(days=chance.randint(-2, 9)))


def _approve(agency: Agency) -> None:
    """Where the agency has weeks approved: all but the latest of each colleague."""
    approver = next((actor for key in agency.accounts if looks_at_weeks(actor := agency.actor(key))), None)
    if approver is None:
        return
    with clock.travel(agency.moment(agency.population.seeded_on, 8, 45)):
        found = weeks(approver)
        latest = max((week.monday for week in found), default=None)
        for week in found:
            if not week.approved and week.monday != latest:
                with suppress(InvalidInput):
                    approve_week(approver, week.account_id, week.monday, week.total)
