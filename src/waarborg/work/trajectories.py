"""The trajectories of a dossier with their hours and lists, as one actor may see them, and what they may do there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from waarborg.dossiers.frames import SeenFrame, open_frame
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door
from waarborg.kernel import clock
from waarborg.kernel.languages import reader_language
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.possible import possible
from waarborg.practice.document import ReportItem
from waarborg.practice.selectors import Practice
from waarborg.work.choices import TaskKind
from waarborg.work.list_items import item_of
from waarborg.work.models import Task
from waarborg.work.selectors import Used, hours_used
from waarborg.work.task_lists import KINDS

ACTS = ("write", "assign", "close", "open_dossier", "print")
"""What somebody may do around a trajectory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedTask:
    """A task of a trajectory's list; `label` is empty for an item that is not on the list any more."""

    id: UUID
    item: str
    label: str
    due_on: date | None
    for_role: str
    report: bool
    serves_as: str
    """Of a report: as which kind of data it serves."""
    reportable: bool
    done: bool
    left_out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenTrajectory:
    """A trajectory as the outline gives it, with what was spent on it and its list."""

    given: Mapping[str, Any]
    used: Used | None
    tasks: Sequence[ListedTask]
    asked_to_hand_over: bool

    @property
    def id(self) -> UUID:
        """Its number."""
        return UUID(self.given["id"])

    @property
    def runs(self) -> bool:
        """Has it not ended?"""
        return self.given["ended_on"] is None

    @property
    def granted(self) -> float | None:
        """The hours that were granted."""
        hours = self.given["hours_granted"]
        return float(hours) if hours is not None else None

    @property
    def spent(self) -> float:
        """The hours that were spent."""
        return self.used.hours if self.used else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenWork:
    """All trajectories of a dossier, who works on them, and what the actor may do."""

    frame: SeenFrame
    trajectories: Sequence[SeenTrajectory]
    assignments: Sequence[Mapping[str, Any]]
    may: frozenset[str]

    @property
    def practice(self) -> Practice:
        """The way of working in force."""
        return self.frame.practice

    def one(self, trajectory_id: UUID) -> SeenTrajectory | None:
        """One of them."""
        return next((each for each in self.trajectories if each.id == trajectory_id), None)

    def working(self, trajectory_id: UUID, on: date | None = None) -> list[Mapping[str, Any]]:
        """Who works on one of them on a day (today), or will."""
        day = (on or clock.today()).isoformat()
        return [
            one
            for one in self.assignments
            if one["trajectory"] == str(trajectory_id) and (one["until_on"] is None or day <= one["until_on"])
        ]


def work_of(actor: Actor, dossier_id: UUID) -> SeenWork:
    """The trajectories of a dossier, and the event that one looked. Raises `Refused` and `NotFound`."""
    with open_frame(actor, dossier_id, Kind.DOSSIER_READ) as (door, frame):
        given = door.outline.given["trajectories"]
        practice = frame.practice
        used = hours_used(door, [UUID(one["id"]) for one in given])
        tasks = list(Task.objects.filter(dossier_id=dossier_id).exclude(item="").order_by("due_on", "id"))
        return SeenWork(
            frame=frame,
            trajectories=[_seen(one, used, tasks, practice) for one in given],
            assignments=door.outline.given["assignments"],
            may=frozenset(act for act in ACTS if allowed(door, act)),
        )


def allowed(door: Door, action: str) -> bool:
    """Is this act allowed on the dossier in focus, in at least one kind of data?"""
    if not possible(door.actor.in_force.policy, door.actor.roles, action):
        return False
    categories = (None, *door.actor.in_force.policy.categories)
    return any(door.decide(one, scope, action=action).allowed for scope in door.scopes for one in categories)


def _seen(
    given: Mapping[str, Any], used: Mapping[UUID, Used], tasks: Sequence[Task], practice: Practice
) -> SeenTrajectory:
    trajectory_id = UUID(given["id"])
    own = [task for task in tasks if task.trajectory_id == trajectory_id]
    return SeenTrajectory(
        given=given,
        used=used.get(trajectory_id),
        tasks=[listed(task, given["type"], practice) for task in own if task.kind in KINDS],
        asked_to_hand_over=any(task.kind == TaskKind.HAND_OVER and task.done_at is None for task in own),
    )


def listed(task: Task, kind: str, practice: Practice) -> ListedTask:
    """A task of a list, in words."""
    item = item_of(practice, kind, task.item)
    return ListedTask(
        id=task.pk,
        item=task.item,
        label=item.label(reader_language()) if item else "",
        due_on=task.due_on,
        for_role=task.for_role,
        report=task.kind == TaskKind.REPORT,
        serves_as=item.serves_as if isinstance(item, ReportItem) else "",
        reportable=task.reportable,
        done=task.done_at is not None,
        left_out=task.left_out,
    )
