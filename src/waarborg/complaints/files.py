"""The file of one complaint, in an open unit of work: found by who handles it, and what is added to it.

with handling(actor, complaint_id) as (door, file): file.step(door, StepKind.NOTE, words="...")
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _

from waarborg.complaints.choices import Instance, StepKind
from waarborg.complaints.models import Complaint, ComplaintStep
from waarborg.complaints.rules import claims_for, require
from waarborg.complaints.sealing import COMPLAINT, STEP, Said, key_of, said_in
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.explaining import explains
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.open_key import OpenKey
from waarborg.work.choices import ABOUT_COMPLAINTS, TaskKind
from waarborg.work.models import Task
from waarborg.work.services import finish


@dataclass
class File:
    """An open complaint: its row, its key, what was said, and its steps in order."""

    row: Complaint
    key: OpenKey
    said: Said
    steps: Sequence[ComplaintStep]

    def has(self, *kinds: StepKind) -> bool:
        """Did any of this happen?"""
        return any(step.kind in kinds for step in self.steps)

    def add(
        self,
        door: Door,
        kind: StepKind,
        *,
        words: str = "",
        on: date | None = None,
        instance: Instance | None = None,
        letter_id: UUID | None = None,
        until: date | None = None,
        event: Kind = Kind.COMPLAINT_WENT_ON,
    ) -> UUID:
        """Write down that something happened; returns the step. Raises `InvalidInput` for a day still to come."""
        day = on or clock.today()
        if day > clock.today():
            raise InvalidInput(_("Some things are not right yet."), {"on": _("This day is still to come.")})
        step = ComplaintStep(
            id=new_id(),
            organisation_id=self.row.organisation_id,
            complaint_id=self.row.pk,
            kind=kind,
            on=day,
            until=until,
            instance=instance or "",
            letter_id=letter_id,
            account_id=door.actor.account_id,
            recorded_at=clock.now(),
            data_key_id=self.key.id,
        )
        if words.strip():
            step.sealed = self.key.seal(words.strip().encode(), row=step.pk, table=STEP)
        step.decision_id = door.note(event, details={"complaint": str(self.row.pk), "step": kind.value})
        ComplaintStep.objects.using(door.using).bulk_create([step])
        return step.pk

    def change(self, door: Door, **columns: Any) -> None:
        """Write columns of the row."""
        Complaint.objects.using(door.using).filter(pk=self.row.pk).update(**columns)
        for name, value in columns.items():
            setattr(self.row, name, value)

    def say(self, door: Door, said: Said) -> None:
        """Seal what the complainant says anew."""
        self.change(door, sealed=self.key.seal(said.to_bytes(), row=self.row.pk, table=COMPLAINT))
        self.said = said

    def tasks_done(self, door: Door, *kinds: TaskKind, subject_id: UUID | None = None) -> None:
        """What was asked about it is done."""
        waiting = Task.objects.using(door.using).filter(
            subject_id=subject_id or self.row.pk, kind__in=kinds or ABOUT_COMPLAINTS, done_at__isnull=True
        )
        finish(door, list(waiting))


@contextmanager
def handling(
    actor: Actor,
    complaint_id: UUID,
    *,
    action: str = "write",
    ended: bool = False,
    claims: Claims | None = None,
) -> Iterator[tuple[Door, File]]:
    """The file of a complaint, for who handles it, with these `claims` where more is stated than that it is about one.

    Raises `Refused`, `NotFound`, and `Conflict` once it has an outcome (unless `ended`), or while nobody handles it.
    """
    with open_door(actor, action, claims=claims or claims_for(actor)) as door:
        if claims is None:
            require(door, action)
        file = opened(door, complaint_id, one_by_one=action != "read")
        if file.row.handler_id is None:
            raise Conflict(_("First say who handles this complaint."))
        if file.row.handler_id != actor.account_id:
            raise NotFound("There is no such complaint here.")
        if file.row.ended_on is not None and not ended:
            raise Conflict(_("This complaint has its outcome already."))
        yield door, file


def opened(door: Door, complaint_id: UUID, *, one_by_one: bool = False) -> File:
    """A complaint whose contents are open to who acts; `one_by_one` with what others do in it. Raises `NotFound`."""
    rows = Complaint.objects.using(door.using).filter(pk=complaint_id)
    row = (rows.select_for_update() if one_by_one else rows).first()
    if row is None:
        raise NotFound("There is no such complaint here.")
    key = key_of(door, row)
    steps = ComplaintStep.objects.using(door.using).filter(complaint_id=row.pk).order_by("recorded_at", "pk")
    return File(row, key, said_in(row, key), list(steps))


def spoken(door: Door, complaint_id: UUID) -> File:
    """One in which the actor speaks for who complains: not with a mandate for reading alone. Raises `NotFound`."""
    with connections[door.using].cursor() as cursor:
        cursor.execute("select %s in (select gate.complaints_spoken())", [complaint_id])
        if not cursor.fetchone()[0]:
            raise NotFound("There is no such complaint of theirs here.")
    return opened(door, complaint_id, one_by_one=True)


def in_words(text: str, field: str = "words") -> str:
    """A sentence that was asked for. Raises `InvalidInput` for less."""
    if not explains(text):
        raise InvalidInput(_("Some things are not right yet."), {field: _("Write it down in a sentence.")})
    return text.strip()
