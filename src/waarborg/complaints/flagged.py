"""What was decided about a client who complains: looked at by who manages it, who learns nothing of the complaint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connections

from waarborg.complaints.models import ActReview
from waarborg.complaints.rules import looks_back
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import finish

FAIR, UNDONE = "fair", "undone"
"""What somebody finds who looks back: no disadvantage, or it was set right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that was decided in a dossier: which, what kind of act, and when."""

    id: UUID
    number: str
    kind: str
    at: datetime


def acts(actor: Actor) -> Sequence[Act]:
    """What waits to be looked at. Raises `NotFound`."""
    _who(actor)
    with open_door(actor, "read") as door:
        door.note(Kind.COMPLAINTS_READ, details={"what": "acts"})
        with connections[door.using].cursor() as cursor:
            cursor.execute("select distinct event_id, number, kind, at from gate.acts_during_complaints() order by at")
            return [Act(id=row[0], number=row[1], kind=row[2], at=row[3]) for row in cursor.fetchall()]


def look_back(actor: Actor, act_id: UUID, finding: str) -> None:
    """Write down what was found. Raises `NotFound`."""
    _who(actor)
    with open_door(actor, "write") as door:
        with connections[door.using].cursor() as cursor:
            cursor.execute(
                "select complaint_id, dossier_id from gate.acts_during_complaints() where event_id = %s", [act_id]
            )
            row = cursor.fetchone()
        if row is None or finding not in {FAIR, UNDONE}:
            raise NotFound("There is nothing to look back on here.")
        made = ActReview(
            id=new_id(),
            organisation_id=actor.organisation_id,
            complaint_id=row[0],
            event_id=act_id,
            reviewed_at=clock.now(),
            reviewed_by_id=actor.somebody,
            finding=finding,
            decision_id=door.note(Kind.COMPLAINT_ACT_REVIEWED, details={"act": str(act_id)}),
        )
        ActReview.objects.using(door.using).bulk_create([made])
        waiting = Task.objects.using(door.using).filter(
            subject_id=act_id, kind=TaskKind.REVIEW_DECIDED, done_at__isnull=True
        )
        finish(door, list(waiting))


def _who(actor: Actor) -> None:
    if not looks_back(actor):
        raise NotFound("There is nothing to look back on here.")
