"""Who works on a trajectory: assigned, covering for a colleague until a day, and not any more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from waarborg.dossiers.exclusions import is_kept_out
from waarborg.dossiers.models import Assignment
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind

ACT = "assign"


def assign(
    actor: Actor,
    dossier_id: UUID,
    trajectory_id: UUID,
    account_id: UUID,
    *,
    from_on: date,
    until_on: date | None = None,
    part: Sequence[str] | None = None,
    covers_for: UUID | None = None,
) -> UUID:
    """Let a colleague work on a trajectory, or on the categories of a part, until a day (the last) or further notice.

    `covers_for` is the colleague who is ill or away; then the last day is asked. Raises `Refused`, `NotFound`, and
    `InvalidInput` for days that cross, unknown kinds of data, or a colleague who is kept out of this dossier.
    """
    _check(from_on, until_on, covers_for)
    with open_door(actor, ACT, dossier_id=dossier_id) as door:
        door.require_anywhere()
        door.scope(trajectory_id)
        unknown = set(part or ()) - set(actor.in_force.policy.categories)
        if unknown:
            raise InvalidInput(_("Choose kinds of data from the list."), {"part": ", ".join(sorted(unknown))})
        return assign_in(
            door, trajectory_id, account_id, from_on=from_on, until_on=until_on, part=part, covers_for=covers_for
        )


def assign_in(
    door: Door,
    trajectory_id: UUID,
    account_id: UUID,
    *,
    from_on: date,
    until_on: date | None = None,
    part: Sequence[str] | None = None,
    covers_for: UUID | None = None,
) -> UUID:
    """The same in a unit of work that is open for `assign` and was allowed."""
    dossier_id = UUID(door.dossier["id"])
    another = {"account": _("Choose another colleague.")}
    if is_kept_out(dossier_id, account_id):
        raise InvalidInput(_("This colleague is kept out of this dossier."), another)
    if _works_on(trajectory_id, account_id, from_on):
        raise InvalidInput(_("This colleague works on it already."), another)
    details = {"account": str(account_id), **({"covers_for": str(covers_for)} if covers_for else {})}
    decision = door.note(Kind.ASSIGNMENT_MADE, details=details, categories=tuple(part or ()))
    if part is None and covers_for is None:
        _let_go(door, trajectory_id)
    return place(
        door,
        dossier_id,
        trajectory_id,
        account_id,
        decision,
        from_on=from_on,
        until_on=until_on,
        part=part,
        covers_for=covers_for,
    )


def place(
    door: Door,
    dossier_id: UUID,
    trajectory_id: UUID,
    account_id: UUID,
    decision: UUID,
    *,
    from_on: date,
    until_on: date | None = None,
    part: Sequence[str] | None = None,
    covers_for: UUID | None = None,
    until_assigned: bool = False,
) -> UUID:
    """Write the row of an assignment that was decided on."""
    made = Assignment(
        id=new_id(),
        organisation_id=door.actor.organisation_id,
        dossier_id=dossier_id,
        trajectory_id=trajectory_id,
        account_id=account_id,
        part=list(part) if part is not None else None,
        from_on=from_on,
        until_on=until_on,
        covers_for_id=covers_for,
        until_assigned=until_assigned,
        decision_id=decision,
    )
    Assignment.objects.bulk_create([made])
    return made.pk


def end_assignment(actor: Actor, dossier_id: UUID, trajectory_id: UUID, account_id: UUID, *, until_on: date) -> None:
    """Let the work of a colleague on a trajectory end on a day (the last). Raises `Refused`, `NotFound`."""
    with open_door(actor, ACT, dossier_id=dossier_id) as door:
        door.require_anywhere()
        door.scope(trajectory_id)
        end_in(door, trajectory_id, account_id, until_on=until_on)


def end_in(door: Door, trajectory_id: UUID, account_id: UUID, *, until_on: date) -> None:
    """The same in a unit of work that is open for `assign` and was allowed."""
    door.note(Kind.ASSIGNMENT_ENDED, details={"account": str(account_id)})
    running = Assignment.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gt=until_on),
        dossier_id=UUID(door.dossier["id"]),
        trajectory_id=trajectory_id,
        account_id=account_id,
    )
    running.update(until_on=until_on)


def _check(from_on: date, until_on: date | None, covers_for: UUID | None) -> None:
    if until_on is not None and until_on < from_on:
        raise InvalidInput(
            _("Some things are not right yet."), {"until_on": _("The last day comes before the first one.")}
        )
    if covers_for is not None and until_on is None:
        raise InvalidInput(
            _("Some things are not right yet."), {"until_on": _("Say until which day the colleague is covered for.")}
        )


def _let_go(door: Door, trajectory_id: UUID) -> None:
    """Who opened it kept it until somebody was assigned, and that is now."""
    kept = Assignment.objects.using(door.using).filter(trajectory_id=trajectory_id, until_assigned=True)
    kept.filter(until_on__isnull=True).update(until_on=clock.today() - timedelta(days=1))


def _works_on(trajectory_id: UUID, account_id: UUID, on: date) -> bool:
    """Do they work on it that day, or from then on, already?"""
    running = Assignment.objects.filter(trajectory_id=trajectory_id, account_id=account_id, until_assigned=False)
    return running.filter(Q(until_on__isnull=True) | Q(until_on__gte=max(on, clock.today()))).exists()
