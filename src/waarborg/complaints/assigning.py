"""Who handles a complaint: somebody who has no part in it, which the program looks up; whose it is, and about whom.

assign(actor, complaint_id, account_id)          who handles it, also where whoever did may do so no more
left(actor, complaint_id)                        one whose handler may handle it no more, for who names another
match(actor, complaint_id, number)               of which dossier the complainant is; `without_dossier`: of none
name_accused(actor, complaint_id, account_id)    which colleague it is about, when that shows later
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connections
from django.utils.translation import gettext as _

from waarborg.accounts.models import Account
from waarborg.complaints.choices import StepKind
from waarborg.complaints.clocks import next_by
from waarborg.complaints.files import handling, in_words
from waarborg.complaints.models import Complaint, ComplaintStep
from waarborg.complaints.numbering import number_of
from waarborg.complaints.registering import ask, seen_by
from waarborg.complaints.rules import claims_for, names_of, procedure_for, require
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import finish


@dataclass(frozen=True, slots=True)
class Handler:
    """Somebody who may handle a complaint."""

    account_id: UUID
    name: str


def handlers_in(door: Door, complaint_id: UUID) -> Sequence[Handler]:
    """Who may handle it, by name: a role for it, not the person it is about, and no part in the work on the dossier."""
    with connections[door.using].cursor() as cursor:
        cursor.execute("select * from gate.handlers_of(%s)", [complaint_id])
        ids = [row[0] for row in cursor.fetchall()]
    rows = Account.objects.using(door.using).filter(pk__in=ids).order_by("display_name")
    return [Handler(one.pk, one.display_name) for one in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftBehind:
    """A complaint whose handler may handle it no more: its number and last day, who that was, and who may go on."""

    id: UUID
    number: str
    next_by: date | None
    was: str
    handlers: Sequence[Handler]


def left_in(door: Door) -> frozenset[UUID]:
    """The complaints whose handler may handle them no more: who left, lost the role, or came to work on the dossier."""
    with connections[door.using].cursor() as cursor:
        cursor.execute("select gate.complaints_left()")
        return frozenset(row[0] for row in cursor.fetchall())


def is_left(actor: Actor, complaint_id: UUID) -> bool:
    """Is it one of those, for who may name another? One statement, and nothing of it is read."""
    with in_context(actor), connections["default"].cursor() as cursor:
        cursor.execute("select %s in (select gate.complaints_left())", [complaint_id])
        return bool(cursor.fetchone()[0])


def left(actor: Actor, complaint_id: UUID) -> LeftBehind:
    """One of them, without what is in it. Raises `Refused`, and `NotFound` for every other."""
    with open_door(actor, "read", claims=claims_for(actor)) as door:
        require(door, "read")
        row = Complaint.objects.using(door.using).filter(pk=complaint_id).defer("sealed").first()
        if row is None or complaint_id not in left_in(door):
            raise NotFound("There is no such complaint here.")
        door.note(Kind.COMPLAINTS_READ, details={"complaint": str(complaint_id)})
        return LeftBehind(
            id=row.pk,
            number=number_of(row),
            next_by=next_by(row),
            was=names_of([row.handler_id], using=door.using).get(row.handler_id, "") if row.handler_id else "",
            handlers=handlers_in(door, complaint_id),
        )


def assign(actor: Actor, complaint_id: UUID, account_id: UUID) -> None:
    """Say who handles it. Raises `Refused`, `NotFound`, `Conflict` once it ended, and `InvalidInput` for somebody
    who is involved: assigned to the dossier, at work in it by the ledger, or the one complained about."""
    with open_door(actor, "write", claims=claims_for(actor)) as door:
        require(door, "write")
        row = Complaint.objects.using(door.using).filter(pk=complaint_id).first()
        if row is None:
            raise NotFound("There is no such complaint here.")
        if row.ended_on is not None:
            raise Conflict(_("This complaint has its outcome already."))
        if account_id not in {one.account_id for one in handlers_in(door, complaint_id)}:
            said = _("They are involved: they worked on the dossier, or it is about them. Choose somebody else.")
            raise InvalidInput(_("Some things are not right yet."), {"handler": said})
        waiting = list(Task.objects.using(door.using).filter(subject_id=row.pk, done_at__isnull=True))
        details = {"complaint": str(row.pk), "handler": str(account_id)}
        if row.handler_id is not None:
            details["before"] = str(row.handler_id)
        decision = door.note(Kind.COMPLAINT_ASSIGNED, details=details)
        Complaint.objects.using(door.using).filter(pk=row.pk).update(handler_id=account_id)
        ComplaintStep.objects.using(door.using).bulk_create([_step(door, row, decision, account_id)])
        finish(door, waiting)
        row.handler_id = account_id
        ask(door, row, TaskKind.COMPLAINT, row.confirm_by or row.decide_by)


def _step(door: Door, row: Complaint, decision: UUID, handler_id: UUID) -> ComplaintStep:
    return ComplaintStep(
        id=new_id(),
        organisation_id=row.organisation_id,
        complaint_id=row.pk,
        kind=StepKind.ASSIGNED,
        on=clock.today(),
        account_id=door.actor.account_id,
        handler_id=handler_id,
        recorded_at=clock.now(),
        data_key_id=row.data_key_id,
        decision_id=decision,
    )


def match(actor: Actor, complaint_id: UUID, number: str) -> None:
    """Say of which dossier the complainant is. Whoever has a part in that dossier handles it no more.

    Raises `NotFound`, `Conflict`, `InvalidInput` for a number that is not there, or of a dossier one worked on.
    """
    dossier_id = numbered(actor, number)
    with handling(actor, complaint_id) as (door, file):
        if worked_on(door, dossier_id, actor.somebody):
            said = _("You worked on this dossier. Give the complaint to a colleague who did not.")
            raise InvalidInput(_("Some things are not right yet."), {"number": said})
        door.note(Kind.COMPLAINT_WENT_ON, details={"complaint": str(complaint_id)})
        file.change(door, dossier_id=dossier_id)


def without_dossier(actor: Actor, complaint_id: UUID, words: str) -> None:
    """No dossier of the complainant is found: a person says, with the reason, that it is handled all the same."""
    with handling(actor, complaint_id) as (door, file):
        if file.row.dossier_id is not None:
            raise Conflict(_("It is known of which dossier this complaint is."))
        file.add(door, StepKind.NO_DOSSIER, words=in_words(words))


def name_accused(actor: Actor, complaint_id: UUID, account_id: UUID | None, words: str = "") -> bool:
    """Say which colleague it is about, or nobody in particular; from then on that person has no part in it.

    One about who leads goes to other roles. Whoever handles it and turns out to be the one, or holds none of those
    roles, gives it back: it waits for another. Returns whether who says so handles it still.
    """
    with handling(actor, complaint_id) as (door, file):
        steps = procedure_for(actor, using=door.using)
        roles = seen_by(door, steps, account_id)
        file.add(door, StepKind.ACCUSED if account_id else StepKind.NOBODY_ACCUSED, words=words)
        stays = account_id != actor.account_id and bool(set(roles) & set(actor.roles))
        handler = actor.account_id if stays else None
        file.change(door, about_id=account_id, seen_by=list(roles), handler_id=handler)
        if not stays:
            file.tasks_done(door)
            ask(door, file.row, TaskKind.COMPLAINT, file.row.confirm_by or file.row.decide_by)
        return stays


def numbered(actor: Actor, number: str) -> UUID:
    """The dossier with this number. Raises `InvalidInput`."""
    try:
        return dossier_numbered(actor, number.strip())
    except NotFound:
        said = _("There is no dossier with this number.")
        raise InvalidInput(said, {"number": said}) from None


def worked_on(door: Door, dossier_id: UUID | None, account_id: UUID) -> bool:
    """Was this person ever assigned to the dossier, or does the ledger show an act of theirs in it?"""
    with connections[door.using].cursor() as cursor:
        cursor.execute("select gate.worked_on(%s, %s)", [dossier_id, account_id])
        return bool(cursor.fetchone()[0])


def principals_of(door: Door, dossier_id: UUID | None) -> Sequence[tuple[UUID, str, str]]:
    """Who commissioned what the complaint is about: number, kind and name."""
    with connections[door.using].cursor() as cursor:
        cursor.execute("select id, kind, name from gate.principals_behind(%s)", [dossier_id])
        return [(row[0], row[1], row[2]) for row in cursor.fetchall()]
