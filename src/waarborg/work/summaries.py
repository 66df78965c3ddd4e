"""One page about a trajectory for who takes it over: what was planned and said last, and what is to be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from waarborg.dossiers.selectors import SeenDossier, SeenRecord, read_in
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.work.models import Task
from waarborg.work.selectors import Used, hours_used
from waarborg.work.task_lists import KINDS
from waarborg.work.trajectories import ListedTask, listed

PRINT = "print"
LATEST: Mapping[str, int] = {"plan": 1, "placement": 1, "report": 1, "progress": 2, "contact_note": 3}
"""How many of the latest items of each use stand on the page, in this order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What stands on the page."""

    seen: SeenDossier
    trajectory: Mapping[str, Any]
    records: Sequence[SeenRecord]
    tasks: Sequence[ListedTask]
    used: Used | None


def summary_of(actor: Actor, dossier_id: UUID, trajectory_id: UUID, *, on_paper: bool = False) -> Summary:
    """Read what the page holds; on paper only what may be printed, as an event of its own.

    Raises `Refused`, and `NotFound` when there is no such trajectory.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        given = next((one for one in door.outline.given["trajectories"] if one["id"] == str(trajectory_id)), None)
        if given is None:
            raise NotFound("There is no such trajectory in this dossier.")
        seen = read_in(door, Kind.DOSSIER_READ)
        shown = _printable(door, seen) if on_paper else seen.readable
        tasks = Task.objects.filter(trajectory_id=trajectory_id, kind__in=KINDS, done_at__isnull=True)
        return Summary(
            seen=seen,
            trajectory=given,
            records=[*_latest(seen, trajectory_id, shown)],
            tasks=[listed(task, given["type"], seen.practice) for task in tasks.order_by("due_on", "id")],
            used=hours_used(door, [trajectory_id]).get(trajectory_id),
        )


def _printable(door: Door, seen: SeenDossier) -> frozenset[str]:
    """The kinds of data that may be printed, and the event that they are. Raises `Refused` when none may."""
    answers = door.permitted(PRINT)
    shown = frozenset(category for _scope, category in answers) & seen.readable
    if not shown:
        door.turn_to(PRINT)
        door.require_anywhere()
    door.noting(answers.values())
    door.note(Kind.SUMMARY_PRINTED, categories=tuple(sorted(shown)))
    return shown


def _latest(seen: SeenDossier, trajectory_id: UUID, shown: frozenset[str]) -> list[SeenRecord]:
    """The latest items of each use, of this trajectory or of the person; the newest of each first."""
    scopes = {trajectory_id, seen.id}
    found: list[SeenRecord] = []
    for use, most in LATEST.items():
        own = [
            record
            for record in seen.records
            if record.entry.rule.serves_as == use and record.entry.key in shown and record.scope_id in scopes
        ]
        found += own[:most]
    return found
