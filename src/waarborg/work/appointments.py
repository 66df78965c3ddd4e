"""Appointments with clients: made, moved, called off, and what became of them.

    make(actor, dossier_id, new, tell)                  with a letter or a message to the client, where `tell` is given
    move(actor, dossier_id, appointment_id, ...)        another time or place
    settle(actor, dossier_id, appointment_id, state)    it has been, nobody came, or it is off

`tell` writes to the client in the same unit of work; rooms beside this one give it (see `waarborg.desk.announcing`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.working import working_on
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.practice.selectors import practice_of
from waarborg.vault.services import data_key, open_keys
from waarborg.work.agenda_models import Appointment
from waarborg.work.choices import AppointmentState

TABLE = "work_appointment"
FATE = "appointment"
"""The retention class of places of appointments: they end with the dossier."""
LONGEST_PLACE = 120
COORDINATES = re.compile(r"-?\d{1,3}[.,]\d{3,}\D{1,3}-?\d{1,3}[.,]\d{3,}")
"""Where a telephone says it is: a place is an office or an address, never that."""
MOST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAppointment:
    """An appointment to make: `kind` is a key of the agency's list; `account_id` is whose agenda (one's own);
    `about_id` is what it is made for, where that is something of this dossier."""

    kind: str
    starts_at: datetime
    minutes: int
    place: str
    trajectory_id: UUID | None = None
    account_id: UUID | None = None
    about_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointed:
    """An appointment as it stands, for whoever writes to the client about it: time, place and nothing else."""

    id: UUID
    starts_at: datetime
    minutes: int
    place: str
    state: AppointmentState
    revision: int


Tell = Callable[[Door, Appointed], None]


def make(actor: Actor, dossier_id: UUID, new: NewAppointment, tell: Tell | None = None) -> UUID:
    """Make an appointment, for oneself or a colleague who works on it. Raises `Refused`, `NotFound`, `InvalidInput`."""
    _check(new.starts_at, new.minutes, new.place)
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        answer = door.require_anywhere()
        _check_kind(door, new.kind)
        account_id = new.account_id or actor.somebody
        _check_works_on_it(door, account_id)
        made = Appointment(
            id=new_id(),
            organisation_id=actor.organisation_id,
            dossier_id=dossier_id,
            trajectory_id=_trajectory_in(door, new.trajectory_id),
            account_id=account_id,
            kind=new.kind,
            about_id=new.about_id,
            starts_at=new.starts_at,
            minutes=new.minutes,
            created_at=clock.now(),
            changed_at=clock.now(),
        )
        _seal(door, made, new.place.strip())
        door.noting([answer])
        made.decision_id = door.note(Kind.APPOINTMENT_MADE, details={"appointment": str(made.pk)})
        Appointment.objects.using(door.using).bulk_create([made])
        if tell:
            tell(door, _appointed(made, new.place.strip()))
    return made.pk


def move(
    actor: Actor,
    dossier_id: UUID,
    appointment_id: UUID,
    *,
    starts_at: datetime,
    minutes: int,
    place: str,
    tell: Tell | None = None,
) -> None:
    """Another time or place. Raises `Refused`, `NotFound`, `InvalidInput`, and `Conflict` for what is over or off."""
    _check(starts_at, minutes, place)
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        row = _planned(door, appointment_id)
        row.starts_at, row.minutes, row.revision = starts_at, minutes, row.revision + 1
        _seal(door, row, place.strip())
        decision = door.note(Kind.APPOINTMENT_CHANGED, details={"appointment": str(row.pk), "moved": True})
        _update(
            door, row, decision, starts_at=starts_at, minutes=minutes, sealed=row.sealed,
            data_key_id=row.data_key_id, revision=row.revision,
        )  # fmt: skip
        if tell:
            tell(door, _appointed(row, place.strip()))


def settle(
    actor: Actor, dossier_id: UUID, appointment_id: UUID, state: AppointmentState, tell: Tell | None = None
) -> None:
    """Write what became of it: has been, nobody came, or off.

    Raises `Refused`, `NotFound`, `Conflict` when that was written before, and `InvalidInput` for what has not been yet.
    """
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        row = _planned(door, appointment_id)
        if state is not AppointmentState.CANCELLED and row.starts_at > door.context.moment:
            raise InvalidInput(_("This appointment has not been yet."))
        row.state, row.revision = state, row.revision + 1
        decision = door.note(Kind.APPOINTMENT_CHANGED, details={"appointment": str(row.pk), "state": state.value})
        _update(door, row, decision, state=state, revision=row.revision)
        if tell:
            tell(door, _appointed(row, place_of(door, row)))


def place_of(door: Door, row: Appointment) -> str:
    """Where it is, opened; empty when its key was destroyed."""
    keys = open_keys(row.organisation_id, {row.data_key_id}, using=door.using)
    key = keys.get(row.data_key_id)
    return key.open(bytes(row.sealed), row=row.pk, table=TABLE).decode() if key else ""


def _planned(door: Door, appointment_id: UUID) -> Appointment:
    door.noting([door.require_anywhere()])
    row = Appointment.objects.using(door.using).filter(pk=appointment_id, dossier_id=UUID(door.dossier["id"])).first()
    if row is None:
        raise NotFound("There is no such appointment here.")
    if row.state != AppointmentState.PLANNED:
        raise Conflict("What became of this appointment is written down already.")
    return row


def _update(door: Door, row: Appointment, decision: UUID, **changes: Any) -> None:
    changed = Appointment.objects.using(door.using).filter(pk=row.pk, state=AppointmentState.PLANNED)
    if not changed.update(**changes, changed_at=clock.now(), changed_by_decision_id=decision):
        raise Conflict("What became of this appointment is written down already.")


def _seal(door: Door, row: Appointment, place: str) -> None:
    key = data_key(
        row.organisation_id,
        person_id=UUID(door.dossier["person"]),
        scope_id=row.dossier_id,
        retention_class=FATE,
        using=door.using,
    )
    row.data_key_id, row.sealed = key.id, key.seal(place.encode(), row=row.pk, table=TABLE)


def _trajectory_in(door: Door, trajectory_id: UUID | None) -> UUID:
    if trajectory_id:
        return door.scope(trajectory_id).id
    trajectories = [scope.id for scope in door.scopes if scope.id != scope.dossier_id]
    if len(trajectories) != 1:
        raise InvalidInput(_("Choose a trajectory."), {"trajectory": _("Choose the trajectory that this belongs to.")})
    return trajectories[0]


def _check_kind(door: Door, kind: str) -> None:
    """The kind of appointment, from the agency's list as it is today."""
    found = practice_of(door.actor.organisation_id, using=door.using).item("appointment_kinds", kind)
    if found is None or found.retired:
        said = _("Choose a kind of appointment from the list.")
        raise InvalidInput(_("Some things are not right yet."), {"kind": said})


def _check_works_on_it(door: Door, account_id: UUID) -> None:
    """In somebody's agenda stands only who they work with."""
    working = {one["account"] for one in working_on(door.outline.given["assignments"], clock.today())}
    if account_id != door.actor.account_id and str(account_id) not in working:
        said = _("This colleague does not work on this dossier.")
        raise InvalidInput(_("Some things are not right yet."), {"account": said})


def _appointed(row: Appointment, place: str) -> Appointed:
    return Appointed(
        id=row.pk,
        starts_at=row.starts_at,
        minutes=row.minutes,
        place=place,
        state=AppointmentState(row.state),
        revision=row.revision,
    )


def _check(starts_at: datetime, minutes: int, place: str) -> None:
    wrong: dict[str, str] = {}
    if starts_at < clock.now():
        wrong["day"] = _("Choose a time that is still to come.")
    if not 0 < minutes <= MOST_MINUTES:
        wrong["minutes"] = _("Fill in a number of minutes that fits in one day.")
    if not place.strip():
        wrong["place"] = _("Fill in where it is, or how: at the office, by telephone.")
    elif len(place) > LONGEST_PLACE:
        wrong["place"] = _("Make this shorter than 120 characters.")
    elif COORDINATES.search(place):
        wrong["place"] = _("Write the name of an office or an address, not where a telephone is.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
