"""How copies stand, for who keeps or oversees the installation: the last ones, rehearsals and by whom, the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import connections

from waarborg.backups.choices import RunKind
from waarborg.backups.duties import Asked, copies_asked, is_late, rehearsals_asked
from waarborg.backups.places import configured
from waarborg.backups.plans import Plan, versions_in
from waarborg.backups.standing import SeenRun, last_good, runs
from waarborg.gate.actors import Actor, holds
from waarborg.gate.door import Door, open_door
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind

SEES = frozenset({"responsible", "privacy_officer", "management", "system_administrator"})
"""Roles that see how copies stand; PostgreSQL holds the same list (`gate.oversees_controls`)."""
ASKED_BY = (Kind.BACKUP_RESTORED, Kind.CALAMITY_PLAN_KEPT, Kind.REHEARSAL_ASKED)
LATELY = 20


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody did something with copies, or with the plan."""

    at: datetime
    who: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """How copies stand."""

    by_itself: bool
    """Does the worker make copies every night?"""
    last: datetime | None
    late: bool
    rehearsed: datetime | None
    rehearse_by: date | None
    copies: Asked | None
    rehearsals: Asked | None
    runs: Sequence[SeenRun]
    acts: Sequence[Act]
    plan: Plan | None
    key_copy_days: int


def may_see(actor: Actor) -> bool:
    """May this actor see how copies stand?"""
    return holds(actor, SEES)


def overview(actor: Actor) -> Overview:
    """How copies stand, as an event. Raises `NotFound` for who oversees nothing."""
    with _looking(actor) as door:
        last, asked = last_good(using=door.using), rehearsals_asked(actor.in_force)
        plans = versions_in(door)
        return Overview(
            by_itself=configured() is not None,
            last=last[RunKind.BACKUP],
            late=is_late(last[RunKind.BACKUP]),
            rehearsed=last[RunKind.REHEARSAL],
            rehearse_by=asked.due_after(last[RunKind.REHEARSAL]) if asked else None,
            copies=copies_asked(actor.in_force),
            rehearsals=asked,
            runs=runs(LATELY, using=door.using),
            acts=_acts(door),
            plan=plans[0] if plans else None,
            key_copy_days=settings.KEY_COPY_DAYS,
        )


def plan_versions(actor: Actor) -> list[Plan]:
    """Every version of the plan, the newest first, as an event. Raises `NotFound`."""
    with _looking(actor) as door:
        return versions_in(door)


def _acts(door: Door) -> list[Act]:
    with connections[door.using].cursor() as cursor:
        cursor.execute("select at, who, kind from gate.operations(%s, %s)", [[str(one) for one in ASKED_BY], LATELY])
        return [Act(at, who or "", Kind(kind)) for at, who, kind in cursor.fetchall()]


@contextmanager
def _looking(actor: Actor) -> Iterator[Door]:
    if not may_see(actor):
        raise NotFound("There is nothing here for you.")
    with open_door(actor, "read") as door:
        door.note(Kind.BACKUPS_READ)
        yield door
