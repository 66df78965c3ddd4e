"""What is done so that it does not happen again: on the list of who does it, and written down as done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from waarborg.complaints.models import Measure
from waarborg.complaints.rules import names_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import finish


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenMeasure:
    """One of them: what, who, by when, and that it was done."""

    id: UUID
    what: str
    who: str
    own: bool
    due_on: date
    done_on: date | None


def measures_in(door: Door, complaint_id: UUID) -> Sequence[SeenMeasure]:
    """Those of one complaint."""
    return _seen(door, list(Measure.objects.using(door.using).filter(complaint_id=complaint_id).order_by("due_on")))


def my_measures(actor: Actor) -> Sequence[SeenMeasure]:
    """What this person is to do, the nearest day first; nothing of the complaint."""
    with open_door(actor, "read") as door:
        door.note(Kind.COMPLAINTS_READ, details={"what": "measures"})
        rows = Measure.objects.using(door.using).filter(for_account_id=actor.somebody, done_on__isnull=True)
        return _seen(door, list(rows.order_by("due_on")))


def done(actor: Actor, measure_id: UUID) -> None:
    """Write down that it was done. Raises `NotFound`."""
    with open_door(actor, "write") as door:
        row = Measure.objects.using(door.using).filter(pk=measure_id, done_on__isnull=True).first()
        if row is None:
            raise NotFound("There is no such measure here.")
        door.note(Kind.COMPLAINT_WENT_ON, details={"measure": str(row.pk)})
        waiting = Task.objects.using(door.using).filter(
            subject_id=row.pk, kind=TaskKind.COMPLAINT_MEASURE, done_at__isnull=True
        )
        finish(door, list(waiting))
        Measure.objects.using(door.using).filter(pk=row.pk).update(done_on=clock.today())


def _seen(door: Door, rows: Sequence[Measure]) -> list[SeenMeasure]:
    names = names_of((row.for_account_id for row in rows), using=door.using)
    return [
        SeenMeasure(
            id=row.pk,
            what=row.what,
            who=names.get(row.for_account_id, ""),
            own=row.for_account_id == door.actor.account_id,
            due_on=row.due_on,
            done_on=row.done_on,
        )
        for row in rows
    ]
