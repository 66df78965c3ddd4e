"""A breach reported, by anybody who works here: what happened and since when it is known. The hours begin to count.

report(actor, NewBreach(what=..., aware_at=..., goes_on=False))
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _

from waarborg.breaches.models import Breach
from waarborg.breaches.rules import first_duty, handler_in, may_report, says_too_little, version_of
from waarborg.breaches.sealing import BREACH, Reported, key_in
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.work.choices import TaskKind
from waarborg.work.services import NewTask, create


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBreach:
    """What happened, in the words of who reports it; the moment at which somebody here knew of it."""

    what: str
    aware_at: datetime
    goes_on: bool = False
    done: str = ""


def report(actor: Actor, new: NewBreach) -> UUID:
    """Take it in, and put it on the list of whom the regulation names. Raises `NotFound` and `InvalidInput`."""
    require_staff(actor)
    _check(new)
    version = version_of(actor, new.aware_at)
    duty = first_duty(version, new.aware_at, None)
    with open_door(actor, "read") as door:
        key, made, year = key_in(door), new_id(), clock.day_of(new.aware_at).year
        row = Breach(
            id=made,
            organisation_id=actor.organisation_id,
            year=year,
            number=_next(door, year),
            aware_at=new.aware_at,
            reported_at=clock.now(),
            reported_by_id=actor.somebody,
            goes_on=new.goes_on,
            for_role=handler_in(version),
            rule=duty.rule if duty else "",
            article=duty.article if duty else "",
            due_at=duty.due_at if duty else None,
            data_key_id=key.id,
        )
        row.sealed = key.seal(Reported(what=new.what.strip(), done=new.done.strip()).to_bytes(), row=made, table=BREACH)
        row.decision_id = door.note(Kind.BREACH_REPORTED, details={"breach": str(made)})
        Breach.objects.using(door.using).bulk_create([row])
        create(door, task_for(row, TaskKind.BREACH_ASSESS))
    return made


def require_staff(actor: Actor) -> None:
    """Raises `NotFound` for who does not work here."""
    if not may_report(actor):
        raise NotFound("Only who works here reports a breach on this page.")


def task_for(row: Breach, kind: TaskKind) -> NewTask:
    """A task of whoever weighs it, by the day on which its hours end."""
    return NewTask(
        kind=kind,
        for_role=row.for_role,
        due_on=clock.day_of(row.due_at) if row.due_at else clock.today(),
        subject_id=row.pk,
        rule=row.rule,
        article=row.article,
    )


def _next(door: Door, year: int) -> int:
    """The number after the last of the year, also where others are not shown."""
    with connections[door.using].cursor() as cursor:
        cursor.execute("select gate.next_breach_number(%s)", [year])
        (found,) = cursor.fetchone()
    return int(found)


def _check(new: NewBreach) -> None:
    wrong: dict[str, str] = {}
    if says_too_little(new.what):
        wrong["what"] = _("Write down what happened, in a few words at least.")
    if new.aware_at > clock.now():
        wrong["aware_on"] = _("This moment is still to come.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
