"""Which controls there are, when each was done and is due again; and what was done to the system itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connections

from waarborg.controls.asking import last_done
from waarborg.controls.choices import Finding
from waarborg.controls.models import Control
from waarborg.controls.rules import ControlRule, answerable, controls_of
from waarborg.controls.sealing import text_of
from waarborg.gate.actors import Actor, holds
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task

OVERSEES = frozenset({"responsible", "privacy_officer", "management", "system_administrator"})
"""Roles that see every control of the agency, and what was done to the system; PostgreSQL holds the same list."""
MOST = 100
OPERATIONS = (
    Kind.ACCOUNT_ENDED, Kind.ACCOUNT_OPENED, Kind.BACKUP_RESTORED, Kind.CALAMITY_CLOSED, Kind.CALAMITY_PLAN_KEPT,
    Kind.CALAMITY_REGISTERED,
    Kind.INVITATION_MADE, Kind.KEY_DESTROYED, Kind.MAIL_ADDRESS_ENDED,
    Kind.MAIL_ADDRESS_HANDED_OVER, Kind.MAIL_ADDRESS_MADE, Kind.ORGANISATION_CREATED, Kind.ORGANISATION_EXPORTED,
    Kind.ORGANISATION_IMPORTED, Kind.PRACTICE_ADOPTED, Kind.PRACTICE_DECLINED, Kind.PRACTICE_PROPOSED,
    Kind.REGULATION_ADOPTED, Kind.REHEARSAL_ASKED, Kind.ROLE_ENDED, Kind.ROLE_GIVEN, Kind.SECOND_FACTOR_REMOVED,
)  # fmt: skip
"""What is done to the system and not to a dossier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenControl:
    """One control that was done."""

    number: int
    done_at: datetime
    signed_as: str
    outcome: Finding
    looked_at: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A control of the regulation: done last, due again, and its open task when it is the actor's to do."""

    rule: ControlRule
    last: SeenControl | None
    due_on: date | None
    task_id: UUID | None

    @property
    def is_late(self) -> bool:
        """Is its day over?"""
        return self.due_on is not None and self.due_on < clock.today()


@dataclass(frozen=True, slots=True)
class Register:
    """Every control, and who answers for what the regulation names: nobody's name is a gap."""

    lines: Sequence[Line]
    holders: Sequence[tuple[str, str, tuple[str, ...]]]
    """Role, article, names."""


def may_see(actor: Actor) -> bool:
    """Is there anything here for this actor: a control of theirs, or all of them to oversee?"""
    owners = {one.role for one in controls_of(actor.in_force)}
    return bool(owners) and holds(actor, owners | OVERSEES)


def register(actor: Actor) -> Register:
    """The controls of the agency, as an event. Raises `NotFound` for who has nothing to do with them."""
    if not may_see(actor):
        raise NotFound("There are no controls here for you.")
    with open_door(actor, "read") as door:
        last: dict[str, Control] = {}
        for row in Control.objects.using(door.using).order_by("number"):
            last[row.rule] = row
        tasks = Task.objects.using(door.using).filter(kind=TaskKind.CONTROL, done_at__isnull=True)
        mine = dict(tasks.filter(for_role__in=actor.roles).values_list("rule", "pk"))
        days = last_done(door.using)
        door.note(Kind.CONTROLS_READ)
        with connections[door.using].cursor() as cursor:
            cursor.execute("select role, display_name from gate.holders_of_roles()")
            holders: dict[str, list[str]] = {}
            for role, name in cursor.fetchall():
                holders.setdefault(role, []).append(name)
        return Register(
            lines=[
                Line(
                    rule=one,
                    last=_seen(last[one.rule]) if one.rule in last else None,
                    due_on=one.next_after(days.get(one.rule)),
                    task_id=mine.get(one.rule),
                )
                for one in controls_of(actor.in_force)
            ],
            holders=[
                (role, article, tuple(holders.get(role, ())))
                for role, (_rule, article) in answerable(actor.in_force).items()
            ],
        )


def _seen(row: Control) -> SeenControl:
    return SeenControl(
        number=row.number,
        done_at=row.done_at,
        signed_as=row.signed_as,
        outcome=Finding(row.outcome),
        looked_at=row.looked_at,
        text=text_of(row),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing that was done to the system: no dossier, no client."""

    at: datetime
    who: str
    roles: tuple[str, ...]
    kind: Kind
    articles: tuple[str, ...]


def oversees(actor: Actor) -> bool:
    """Does this actor see what was done to the system?"""
    return holds(actor, OVERSEES)


def operations(actor: Actor) -> Sequence[Operation]:
    """What was done to the system lately, the newest first, as an event. Raises `NotFound` for who oversees nothing."""
    if not oversees(actor):
        raise NotFound("There is nothing here for you.")
    with open_door(actor, "read") as door:
        with connections[door.using].cursor() as cursor:
            cursor.execute("select * from gate.operations(%s, %s)", [[str(kind) for kind in OPERATIONS], MOST])
            rows = cursor.fetchall()
        door.note(Kind.LEDGER_READ)
    return [
        Operation(at=at, who=who or "", roles=tuple(roles), kind=Kind(kind), articles=tuple(articles))
        for at, who, roles, kind, articles in rows
    ]
