"""A trajectory handed over to a colleague, with what its coach still had to do; and asking for that.

hand_over(actor, dossier_id, trajectory_id, over)        by whoever decides who works on it
ask_hand_over(actor, dossier_id, trajectory_id, reason)  by its coach, as a task for who decides
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _

from waarborg.dossiers.assignments import ACT, assign_in, end_in
from waarborg.dossiers.models import Assignment
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.possible import possible
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import NewTask, create, finish

ASKED = "hand_over"
"""Under what the question is remembered with its trajectory, so that it is asked once at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """From whom, to whom, from which day on."""

    from_account_id: UUID
    to_account_id: UUID
    from_on: date


def hand_over(actor: Actor, dossier_id: UUID, trajectory_id: UUID, over: HandOver) -> int:
    """Let a colleague take the work of another over, with the same part of it. Returns how many tasks went along.

    The one works until the day before, the other from that day on. Raises `Refused`, `NotFound` and `InvalidInput`.
    """
    if over.from_account_id == over.to_account_id:
        raise InvalidInput(_("Some things are not right yet."), {"account": _("Choose another colleague.")})
    if over.from_on < clock.today():
        raise InvalidInput(_("Some things are not right yet."), {"from_on": _("This day has passed.")})
    with open_door(actor, ACT, dossier_id=dossier_id) as door:
        door.require_anywhere()
        door.scope(trajectory_id)
        working = _work_of(trajectory_id, over.from_account_id)
        details = {"from": str(over.from_account_id), "to": str(over.to_account_id), "trajectory": str(trajectory_id)}
        door.note(Kind.TRAJECTORY_HANDED_OVER, details=details)
        last = max(over.from_on - timedelta(days=1), working.from_on)
        end_in(door, trajectory_id, over.from_account_id, until_on=last)
        assign_in(door, trajectory_id, over.to_account_id, from_on=over.from_on, part=working.part)
        _finish_asking(door, trajectory_id)
        return _take_along(door, dossier_id, over)


def ask_hand_over(actor: Actor, dossier_id: UUID, trajectory_id: UUID, *, reason: str) -> UUID:
    """Ask whoever decides it to let a colleague take over. Raises `Refused`, `NotFound`, `InvalidInput`."""
    if not reason.strip():
        raise InvalidInput(_("Some things are not right yet."), {"reason": _("Write down why.")})
    policy = actor.in_force.policy
    deciding = next((role for role in policy.roles if possible(policy, [role], ACT)), None)
    if deciding is None:
        raise InvalidInput(_("The regulation names nobody who decides this."))
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        answer = door.require_anywhere()
        door.scope(trajectory_id)
        if Task.objects.filter(trajectory_id=trajectory_id, kind=TaskKind.HAND_OVER, done_at__isnull=True).exists():
            raise InvalidInput(_("This was asked already."), {"reason": _("This was asked already.")})
        new = NewTask(
            kind=TaskKind.HAND_OVER, for_role=deciding, trajectory_id=trajectory_id, item=ASKED, note=reason.strip()
        )
        return create(door, new, [answer])


def _work_of(trajectory_id: UUID, account_id: UUID) -> Assignment:
    """The work that is handed over: what runs today. Raises `NotFound`."""
    today = clock.today()
    found = Assignment.objects.filter(trajectory_id=trajectory_id, account_id=account_id, from_on__lte=today)
    running = found.exclude(until_on__lt=today).order_by("from_on").first()
    if running is None:
        raise NotFound("This colleague does not work on it.")
    return running


def _finish_asking(door: Door, trajectory_id: UUID) -> None:
    asked = Task.objects.filter(trajectory_id=trajectory_id, kind=TaskKind.HAND_OVER, done_at__isnull=True)
    finish(door, asked)


def _take_along(door: Door, dossier_id: UUID, over: HandOver) -> int:
    with connections[door.using].cursor() as cursor:
        cursor.execute("select gate.hand_tasks(%s, %s, %s)", [dossier_id, over.from_account_id, over.to_account_id])
        return int(cursor.fetchone()[0])
