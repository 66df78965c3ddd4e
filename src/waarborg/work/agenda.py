"""One's own agenda, and the appointments of a dossier. Looking at them is an event.

The agenda that a calendar program reads (`times_at`) holds times and kinds alone: it is read without a second step, and
no regulation lets anybody be recognised without one.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connections
from django.utils import timezone

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.sealing import opened
from waarborg.dossiers.selectors import name_from
from waarborg.gate.actors import Actor, actor_at
from waarborg.gate.door import Door, in_context, open_door
from waarborg.gate.linking import ACT as LINK
from waarborg.gate.linking import CALENDAR, may_link, require_link
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.services import open_keys
from waarborg.work.agenda_models import AgendaAddress, Appointment
from waarborg.work.appointments import TABLE
from waarborg.work.choices import AppointmentState

MOST = 200
"""Appointments in one look."""
FED_BACK = timedelta(days=30)
FED_AHEAD = timedelta(days=180)
"""How far back and ahead a calendar program reads."""

ROWS = """
with shown as materialized (
    select a.id, a.dossier_id, a.trajectory_id, a.account_id, a.kind, a.about_id, a.starts_at, a.minutes, a.state,
           a.revision, a.data_key_id as place_key, a.sealed as place_sealed
    from work_appointment a
    where {where}
    order by a.starts_at, a.id limit %(most)s
)
select shown.*, n.number, c.display_name as with_name, r.id as identity_id, r.data_key_id, r.sealed, r.version
from shown
left join gate.numbers_of(array(select dossier_id from shown)) n on n.id = shown.dossier_id
left join accounts_account c on c.id = shown.account_id
left join dossiers_record r on r.dossier_id = shown.dossier_id and r.category = %(identity)s
order by shown.starts_at, shown.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenAppointment:
    """One appointment. `name` is empty where who the client is may not be read."""

    id: UUID
    dossier_id: UUID
    trajectory_id: UUID
    number: str
    name: str
    kind: str
    starts_at: datetime
    minutes: int
    place: str
    state: AppointmentState
    mine: bool
    colleague: str
    about_id: UUID | None = None

    @property
    def is_planned(self) -> bool:
        """Is it not yet written what became of it?"""
        return self.state == AppointmentState.PLANNED


def agenda_of(actor: Actor, first: date, days: int) -> Sequence[SeenAppointment]:
    """One's own appointments from a day on, and the event that one looked. Two statements and those for keys."""
    with open_door(actor, "read") as door:
        return agenda_in(door, first, days)


def agenda_in(door: Door, first: date, days: int) -> Sequence[SeenAppointment]:
    """The same in an open unit of work for `read`."""
    begin = _midnight(first)
    found = _seen(
        door,
        "a.account_id = gate.actor_id() and a.starts_at >= %(begin)s and a.starts_at < %(end)s",
        {"begin": begin, "end": _midnight(first + timedelta(days=days))},
    )
    identity = catalogue_of(door.actor.in_force).identity.key
    door.note(
        Kind.AGENDA_READ,
        dossier_ids=tuple(dict.fromkeys(one.dossier_id for one in found)),
        categories=(identity,) if any(one.name for one in found) else (),
    )
    return found


def appointments_of(actor: Actor, dossier_id: UUID) -> Sequence[SeenAppointment]:
    """The appointments of a dossier, oldest first. Raises `Refused` and `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        door.noting([door.require_anywhere()])
        door.note(Kind.RECORDS_LISTED, details={"appointments": True})
        return _seen(door, "a.dossier_id = %(dossier)s", {"dossier": dossier_id})


def _seen(door: Door, where: str, parameters: Mapping[str, Any]) -> list[SeenAppointment]:
    catalogue = catalogue_of(door.actor.in_force)
    with connections[door.using].cursor() as cursor:
        cursor.execute(ROWS.format(where=where), {**parameters, "most": MOST, "identity": catalogue.identity.key})
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    places = open_keys(door.actor.organisation_id, {row["place_key"] for row in rows}, using=door.using)
    named = [{**row, "id": row["identity_id"]} for row in rows if row["identity_id"]]
    contents = opened(door.actor.organisation_id, named)
    return [
        SeenAppointment(
            id=row["id"],
            dossier_id=row["dossier_id"],
            trajectory_id=row["trajectory_id"],
            number=row["number"] or "",
            name=name_from(catalogue, contents[row["identity_id"]].fields) if row["identity_id"] in contents else "",
            kind=row["kind"],
            starts_at=row["starts_at"],
            minutes=row["minutes"],
            place=_place(row, places),
            state=AppointmentState(row["state"]),
            mine=row["account_id"] == door.actor.account_id,
            colleague=row["with_name"] or "",
            about_id=row["about_id"],
        )
        for row in rows
    ]


def _place(row: Mapping[str, Any], keys: Mapping[UUID, Any]) -> str:
    key = keys.get(row["place_key"])
    return key.open(bytes(row["place_sealed"]), row=row["id"], table=TABLE).decode() if key else ""


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


# ------------------------------------------------------------------------------------------------ for calendar programs


@dataclass(frozen=True, slots=True, kw_only=True)
class FedTime:
    """What a calendar program is given of one appointment."""

    id: UUID
    kind: str
    starts_at: datetime
    minutes: int
    revision: int
    changed_at: datetime
    cancelled: bool


def make_address(actor: Actor) -> str:
    """Make a secret address for one's own times; earlier ones stop. It is told once and kept as a hash alone.

    Raises `Refused` where the regulation lets no such link be.
    """
    secret = secrets.token_urlsafe(32)
    with open_door(actor, LINK) as door:
        require_link(door, CALENDAR)
        _withdraw(door)
        made = AgendaAddress(
            id=new_id(),
            organisation_id=actor.organisation_id,
            account_id=actor.somebody,
            hashed=_hash(secret),
            made_at=clock.now(),
        )
        made.decision_id = door.note(Kind.AGENDA_ADDRESS_MADE)
        AgendaAddress.objects.bulk_create([made])
    return secret


def withdraw_address(actor: Actor) -> None:
    """Let no address of one's own times lead anywhere any more."""
    with open_door(actor, "read") as door:
        _withdraw(door)
        door.note(Kind.AGENDA_ADDRESS_WITHDRAWN)


def has_address(actor: Actor) -> bool:
    """Is there an address under which a calendar program reads one's times? One statement."""
    with in_context(actor):
        return AgendaAddress.objects.filter(account_id=actor.somebody, withdrawn_at__isnull=True).exists()


def times_at(secret: str) -> tuple[UUID, Sequence[FedTime]]:
    """The organisation and the times behind a secret address: no name, no number, no place.

    Raises `NotFound` for what was never made or is withdrawn, where the regulation lets no such link be (any more), and
    for who holds no role any more.
    """
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select organisation_id, account_id from gate.agenda_behind(%s, %s)", [_hash(secret).hex(), clock.today()]
        )
        found = cursor.fetchone()
    if found is None:
        raise NotFound("There is no such agenda.")
    actor = actor_at(found[1], found[0], strong=False)
    if not may_link(actor, CALENDAR).allowed:
        raise NotFound("There is no such agenda.")
    now = clock.now()
    with in_context(actor):
        rows = list(
            Appointment.objects.filter(
                account_id=found[1], starts_at__gte=now - FED_BACK, starts_at__lt=now + FED_AHEAD
            ).order_by("starts_at")[:MOST]
        )
    return found[0], [
        FedTime(
            id=row.pk,
            kind=row.kind,
            starts_at=row.starts_at,
            minutes=row.minutes,
            revision=row.revision,
            changed_at=row.changed_at,
            cancelled=row.state == AppointmentState.CANCELLED,
        )
        for row in rows
    ]


def _withdraw(door: Door) -> None:
    AgendaAddress.objects.using(door.using).filter(account_id=door.actor.somebody, withdrawn_at__isnull=True).update(
        withdrawn_at=clock.now()
    )


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
