"""A trajectory on its way: its days, phase, goal, outcome and reason for closing, changed as events of their own.

Phases, goals, outcomes and reasons come from the agency's way of working; a word that it does not know is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.choices import Phase
from waarborg.dossiers.handing_out import check_leaving
from waarborg.dossiers.models import Trajectory
from waarborg.dossiers.ways import practice_in
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.practice.selectors import Practice

DAYS = (
    "first_interview_on", "plan_approved_on", "started_on", "planned_end_on", "placed_on", "ended_on",
)  # fmt: skip
LISTS: Mapping[str, str] = {"goal": "goals", "outcome": "outcomes", "closing_reason": "closing_reasons"}
"""From which list of the agency each of these comes."""
CHANGEABLE = frozenset({*DAYS, *LISTS, "phase", "own_phase", "hours_granted", "for_illness"})

Following = Callable[[Door, Trajectory], None]
_FOLLOWING: list[Following] = []


def when_changed(follow: Following) -> None:
    """Have something done in the same unit of work whenever days or phase of a trajectory changed. For rooms above."""
    if follow not in _FOLLOWING:
        _FOLLOWING.append(follow)


def change_trajectory(
    actor: Actor, dossier_id: UUID, trajectory_id: UUID, changes: Mapping[str, object], *, version: int | None = None
) -> None:
    """Change days, phase, goal and hours of a trajectory.

    Raises `Refused`, `NotFound`, `InvalidInput`, and `Conflict` when somebody else changed `version` meanwhile.
    """
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        door.require_anywhere()
        change_in(door, trajectory_id, changes, version=version)


def change_in(
    door: Door,
    trajectory_id: UUID,
    changes: Mapping[str, Any],
    *,
    version: int | None = None,
    kind: Kind = Kind.TRAJECTORY_CHANGED,
) -> Trajectory:
    """The same in an open unit of work for `write` or `close`. Returns the trajectory as it is now."""
    unknown = set(changes) - CHANGEABLE
    if unknown:
        raise InvalidInput(_("This cannot be changed here."), dict.fromkeys(unknown, ""))
    door.scope(trajectory_id)
    row = Trajectory.objects.using(door.using).filter(pk=trajectory_id, dossier_id=UUID(door.dossier["id"])).first()
    if row is None:
        raise NotFound("There is no such trajectory in this dossier.")
    if version is not None and version != row.version:
        raise Conflict("This trajectory was changed by somebody else in the meantime.")
    changes = _checked(row, changes, practice_in(door))
    check_leaving(door, row, changes.get("phase"))
    ended = kind is Kind.TRAJECTORY_CHANGED and changes.get("ended_on") is not None
    door.note(Kind.TRAJECTORY_CLOSED if ended else kind, details={"trajectory": str(row.pk), "what": sorted(changes)})
    changed = Trajectory.objects.using(door.using).filter(pk=row.pk, version=row.version)
    if not changed.update(**changes, version=row.version + 1):
        raise Conflict("This trajectory was changed by somebody else in the meantime.")
    for name, value in {**changes, "version": row.version + 1}.items():
        setattr(row, name, value)
    for follow in _FOLLOWING:
        follow(door, row)
    return row


def _checked(row: Trajectory, changes: Mapping[str, Any], practice: Practice) -> dict[str, Any]:
    """The changes as they are stored: an own phase says where the trajectory stands."""
    wrong: dict[str, str] = {}
    made = dict(changes)
    for name, of in LISTS.items():
        key = changes.get(name)
        if key and practice.item(of, str(key)) is None:
            wrong[name] = _("Choose one from the list.")
    if "phase" in changes and changes["phase"] not in Phase.values:
        wrong["phase"] = _("Choose one from the list.")
    own = changes.get("own_phase")
    if own:
        found = practice.types[row.type].phase(str(own)) if row.type in practice.types else None
        if found is None:
            wrong["own_phase"] = _("Choose one from the list.")
        else:
            made["phase"] = found.standing
    wrong |= _days_that_cross(row, changes)
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
    return made


def _days_that_cross(row: Trajectory, changes: Mapping[str, Any]) -> dict[str, str]:
    """A trajectory ends on or after the day it started, and starts on or after the day it was referred."""
    day: Callable[[str], date | None] = lambda name: changes.get(name, getattr(row, name))  # noqa: E731
    wrong: dict[str, str] = {}
    started = day("started_on")
    for name in ("planned_end_on", "ended_on"):
        last = day(name)
        if name in changes and last and started and last < started:
            wrong[name] = _("This day comes before the start.")
    for name in ("first_interview_on", "started_on"):
        if name in changes and changes[name] and changes[name] < row.referred_on:
            wrong[name] = _("This day comes before the referral.")
    return wrong
