"""Who works on a trajectory: assigned, covering for a colleague until a day, and not any more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from waarborg.dossiers.exclusions import is_kept_out
from waarborg.dossiers.models import Assignment
from waarborg.dossiers.passed_on import must_have_signed
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind

ACT = "assign"
ASSIGNED, OWN_PART, AUTHOR = "assigned", "part_of_assignment", "author"
"""The facts that somebody works on a trajectory, that it belongs to their part of it, that they wrote it themself."""


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

    `covers_for` is the colleague who is ill or away; then the last day is asked. Who works on a part already and gets
    another works on the new one from that day on, and no more on the old one. Raises `Refused`, `NotFound`, and
    `InvalidInput` for days that cross, unknown kinds of data, a colleague who is kept out of this dossier, or one who
    is hired and did not sign the duties that the principal's agreement passes on.
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
    standing = _works_on(trajectory_id, account_id, from_on)
    if any(_part_of(one.part) == _part_of(part) for one in standing):
        raise InvalidInput(_("This colleague works on it already."), another)
    must_have_signed(door, trajectory_id, account_id)
    details = {"account": str(account_id), **({"covers_for": str(covers_for)} if covers_for else {})}
    decision = door.note(Kind.ASSIGNMENT_MADE, details=details, categories=tuple(part or ()))
    if standing and covers_for is None:
        _end_before(door, [one.pk for one in standing], from_on)
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


def _works_on(trajectory_id: UUID, account_id: UUID, on: date) -> Sequence[Assignment]:
    """What they work on that day, or from then on, already."""
    running = Assignment.objects.filter(trajectory_id=trajectory_id, account_id=account_id, until_assigned=False)
    return list(running.filter(Q(until_on__isnull=True) | Q(until_on__gte=max(on, clock.today()))))


def _part_of(categories: Sequence[str] | None) -> frozenset[str] | None:
    return None if categories is None else frozenset(categories)


def _end_before(door: Door, standing: Sequence[UUID], day: date) -> None:
    """Another part takes the place of these from a day on."""
    Assignment.objects.using(door.using).filter(pk__in=standing).update(until_on=day - timedelta(days=1))


def asks_part(version: InForce, roles: Iterable[str]) -> str:
    """The article by which who has only these roles sees their own part of a trajectory alone; empty for who sees all.

    Whoever assigns them says which part that is, or that it is the whole.
    """
    policy = version.policy
    permits = [
        test for role in roles for category in policy.categories for test in policy.cell(role, "read", category).permits
    ]
    asked = [(test, set(policy.vocabulary.facts_in(test.rule.when))) for test in permits]
    by_work = [(test, facts) for test, facts in asked if ASSIGNED in facts and AUTHOR not in facts]
    own = [test for test, facts in by_work if OWN_PART in facts]
    return own[0].rule.where if own and len(own) == len(by_work) else ""
