"""Closing a trajectory, and then the dossier: what was weighed is written down, and the days from which terms count.

What else is looked at before it (reports, tasks, paper) rooms above say; see `waarborg.work.closing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.choices import Phase
from waarborg.dossiers.models import Dossier, Trajectory, Weighing
from waarborg.dossiers.trajectories import change_in
from waarborg.dossiers.ways import practice_in
from waarborg.gate.door import Door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind

ACT = "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How a trajectory ended: on which day, with what outcome, why; and per kind of data whether it is still needed."""

    ended_on: date
    outcome: str = ""
    closing_reason: str = ""
    needed: Mapping[str, bool] = field(default_factory=dict)


def close_trajectory_in(door: Door, trajectory_id: UUID, closing: Closing) -> Trajectory:
    """Close a trajectory in a unit of work that is open for `close` and was allowed. Raises `InvalidInput`."""
    if closing.ended_on > clock.today():
        raise InvalidInput(_("Some things are not right yet."), {"ended_on": _("This day has not been yet.")})
    kinds = {one["id"]: one["type"] for one in door.outline.given["trajectories"]}
    kind = practice_in(door).types.get(kinds.get(str(trajectory_id), ""))
    own = kind.phase_for(Phase.ENDED) if kind else None
    row = change_in(
        door,
        trajectory_id,
        {
            "ended_on": closing.ended_on,
            "outcome": closing.outcome,
            "closing_reason": closing.closing_reason,
            "phase": Phase.ENDED,
            "own_phase": own.key if own else "",
        },
        kind=Kind.TRAJECTORY_CLOSED,
    )
    weigh_in(door, closing.needed, trajectory_id=trajectory_id)
    return row


def weigh_in(door: Door, needed: Mapping[str, bool], *, trajectory_id: UUID | None = None) -> None:
    """Write down what was weighed, per kind of data: of the trajectory, or else of what belongs to the person."""
    if not needed:
        return
    catalogue, dossier_id = catalogue_of(door.actor.in_force), UUID(door.dossier["id"])
    decision = door.note(Kind.NECESSITY_WEIGHED, categories=tuple(sorted(needed)))
    Weighing.objects.using(door.using).bulk_create(
        [
            Weighing(
                id=new_id(),
                organisation_id=door.actor.organisation_id,
                dossier_id=dossier_id,
                scope_id=trajectory_id if trajectory_id and catalogue.entry(category).of_trajectory else dossier_id,
                category=category,
                needed=still,
                weighed_on=clock.today(),
                account_id=door.actor.somebody,
                decision_id=decision,
            )
            for category, still in sorted(needed.items())
        ]
    )


def close_dossier_in(door: Door, *, on: date) -> None:
    """Close the dossier in a unit of work that is open for `close` and was allowed.

    Raises `InvalidInput` while a trajectory runs: terms count from the end of each.
    """
    running = [one for one in door.outline.given["trajectories"] if one["ended_on"] is None]
    if running:
        raise InvalidInput(_("A trajectory still runs. Close that one first."))
    door.note(Kind.DOSSIER_CLOSED)
    Dossier.objects.using(door.using).filter(pk=UUID(door.dossier["id"])).update(closed_on=on)
