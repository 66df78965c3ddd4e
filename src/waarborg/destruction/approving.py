"""Approving a list, or declining it: by people, in roles that the regulation names, and never by one alone."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.destruction.choices import State
from waarborg.destruction.models import Approval, Destruction
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.calendar import shipped_calendar
from waarborg.policy.model.base import Period
from waarborg.retention.rules import approval_of
from waarborg.work.choices import TaskKind
from waarborg.work.models import Task
from waarborg.work.services import finish


def approve(actor: Actor, destruction_id: UUID) -> date | None:
    """Approve a list; returns the day from which it is done when enough people have, else None.

    Raises `NotFound` for whose approval does not count, and `Conflict` for who gave theirs already.
    """
    with open_door(actor, "read") as door:
        made = _open_list(door, destruction_id)
        _give(door, made, approved=True)
        given = list(Approval.objects.using(door.using).filter(destruction_id=made.pk, approved=True))
        decides = set(approval_of(actor).decides)
        if len(given) < made.approvals or not any(one.role in decides for one in given):
            return None
        made.state, made.not_before = State.APPROVED, _after(made.cooling_off)
        made.save(using=door.using, update_fields=["state", "not_before"])
        _no_more_asked(door, made)
        return made.not_before


def decline(actor: Actor, destruction_id: UUID) -> None:
    """Decline a list: nothing of it is destroyed, and what stays due comes on a later one. Raises as `approve`."""
    with open_door(actor, "read") as door:
        made = _open_list(door, destruction_id)
        _give(door, made, approved=False)
        made.state = State.DECLINED
        made.save(using=door.using, update_fields=["state"])
        _no_more_asked(door, made)


def no_more_asked(system: Actor, *, using: str = "worker") -> None:
    """Take off every list of tasks what was decided by now: who decided last sees only what was asked of them."""
    with open_door(system, "read", using=using) as door:
        door.note(Kind.DESTRUCTIONS_READ)
        asked = Task.objects.using(using).filter(kind=TaskKind.APPROVE_DESTRUCTION, done_at__isnull=True)
        waiting = Destruction.objects.using(using).filter(state=State.PROPOSED).values_list("pk", flat=True)
        finish(door, list(asked.exclude(subject_id__in=list(waiting))))


def _open_list(door: Door, destruction_id: UUID) -> Destruction:
    rule = approval_of(door.actor)
    # One after the other: two who approve at the same moment would each see their own alone, and the list would wait.
    proposed = Destruction.objects.using(door.using).filter(pk=destruction_id, state=State.PROPOSED)
    found = proposed.select_for_update().first()
    if found is None or not {*rule.looks, *rule.decides} & set(door.actor.roles):
        raise NotFound("There is no such list for you to approve.")
    if Approval.objects.using(door.using).filter(destruction_id=found.pk, account_id=door.actor.somebody).exists():
        raise Conflict(_("You gave your approval already. Somebody else has to look as well."))
    return found


def _give(door: Door, made: Destruction, *, approved: bool) -> None:
    rule = approval_of(door.actor)
    role = next(role for role in (*rule.decides, *rule.looks) if role in door.actor.roles)
    kind = Kind.DESTRUCTION_APPROVED if approved else Kind.DESTRUCTION_DECLINED
    row = Approval(
        id=new_id(),
        organisation_id=door.actor.organisation_id,
        destruction_id=made.pk,
        account_id=door.actor.somebody,
        role=role,
        approved=approved,
        at=door.context.moment,
        decision_id=door.note(kind, details={"destruction": str(made.pk)}),
    )
    Approval.objects.using(door.using).bulk_create([row])


def _after(cooling_off: dict[str, object] | None) -> date:
    """The day from which an approved list is done."""
    if not cooling_off:
        return clock.today()
    return shipped_calendar().add(Period.model_validate(cooling_off), clock.today())


def _no_more_asked(door: Door, made: Destruction) -> None:
    waiting = Task.objects.using(door.using).filter(kind=TaskKind.APPROVE_DESTRUCTION, subject_id=made.pk)
    finish(door, waiting.filter(done_at__isnull=True))
