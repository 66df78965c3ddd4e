"""A placement is a record of the kind that serves as one; written down, it says of its trajectory that there is one."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from waarborg.dossiers.catalogue import Entry
from waarborg.dossiers.models import Trajectory
from waarborg.dossiers.trajectories import change_in
from waarborg.dossiers.writing import Written, when_written
from waarborg.gate.door import Door

PLACEMENT = "placement"


def register() -> None:
    """Let a placement that is written down set the day from which its trajectory has one."""
    when_written(on_written)


def on_written(written: Written) -> None:
    """Set the day of the first placement of a trajectory; a later one leaves it as it is."""
    if written.entry.rule.serves_as != PLACEMENT:
        return
    trajectory_id = _trajectory_of(written.door, written.trajectory_id)
    if trajectory_id is None:
        return
    if Trajectory.objects.using(written.door.using).filter(pk=trajectory_id, placed_on__isnull=True).exists():
        change_in(written.door, trajectory_id, {"placed_on": _day(written.entry, written)})


def _day(entry: Entry, written: Written) -> date:
    """The first day that its own fields say, else the day it was written down for."""
    for name, rule in entry.rule.fields.items():
        if rule.type == "date" and written.fields.get(name):
            return date.fromisoformat(written.fields[name])
    return written.occurred_on


def _trajectory_of(door: Door, trajectory_id: UUID | None) -> UUID | None:
    """Its own trajectory; of what belongs to the person the only one that runs."""
    if trajectory_id is not None:
        return trajectory_id
    running = [one["id"] for one in door.outline.given["trajectories"] if one["ended_on"] is None]
    return UUID(running[0]) if len(running) == 1 else None
