"""A client's story as a sequence of days: what is opened, declared, changed, written and closed on each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from waarborg.demo.filling import Filled, records_of
from waarborg.demo.offices import offices
from waarborg.demo.people import ClientStory, HardCase, ItemKind, Stage, TrajectoryStory
from waarborg.policy.model.catalogue import CategoryRule

BEGINNING = frozenset({Stage.REFERRAL, Stage.INTAKE})
"""Stages at which a trajectory has no plan yet."""


TALKED_BEFORE = 3
"""Days between the first interview and the start."""

Changes = Mapping[str, Any]


@dataclass(kw_only=True)
class Day:
    """What is done in one dossier on one day, in this order."""

    opened: list[TrajectoryStory] = field(default_factory=list)
    declared: list[str] = field(default_factory=list)
    changed: list[tuple[TrajectoryStory, Changes]] = field(default_factory=list)
    records: list[Filled] = field(default_factory=list)
    ended: list[TrajectoryStory] = field(default_factory=list)
    closes_on: dt.date | None = None

    def changes(self) -> Iterator[tuple[TrajectoryStory, Changes]]:
        """Per trajectory all that changed, as one."""
        stories = {(story.principal, story.referred_on): story for story, _changes in self.changed}
        for key, story in stories.items():
            whole: dict[str, Any] = {}
            for one, changes in self.changed:
                whole |= changes if (one.principal, one.referred_on) == key else {}
            yield story, whole

    def ends(self) -> Iterator[tuple[TrajectoryStory, Changes]]:
        """Per trajectory that ended, how."""
        for story in self.ended:
            how = offices()["ended_in"]["work" if story.placed_on else "no_work"]
            yield story, {"phase": "ended", "ended_on": story.ended_on, **how}

    def add(self, later: Day) -> None:
        """Do what belongs to a later day too."""
        self.declared += later.declared
        self.changed += later.changed
        self.records += later.records
        self.ended += later.ended
        self.closes_on = later.closes_on or self.closes_on


def days_of(client: ClientStory, catalogue: Sequence[CategoryRule], *, starts_on: dt.date) -> list[tuple[dt.date, Day]]:
    """The days of a story on which somebody sits down to it, in order.

    What came before `starts_on` is taken over on that day, all at once; the rest is written up within some days.
    """
    found: dict[dt.date, Day] = {}

    def on(day: dt.date) -> Day:
        return found.setdefault(max(day, starts_on), Day())

    for story in sorted(client.trajectories, key=lambda each: each.referred_on):
        on(story.referred_on).opened.append(story)
        for day, changes in _changes(story, client.stage):
            on(day).changed.append((story, changes))
        if story.ended_on:
            on(story.ended_on).ended.append(story)
    for day, fact in _declarations(client):
        on(day).declared.append(fact)
    for record in records_of(client, catalogue):
        about = record.trajectory or client.trajectories[-1]
        on(max(record.on, about.referred_on)).records.append(record)
    if all(story.ended_on for story in client.trajectories):
        last = max(story.ended_on for story in client.trajectories if story.ended_on)
        on(last).closes_on = last
    return list(_written_up(sorted(found.items())))


def _written_up(days: Sequence[tuple[dt.date, Day]]) -> Iterator[tuple[dt.date, Day]]:
    """Days close together are dealt with on the last of them. A referral is dealt with on its own day."""
    within = dt.timedelta(days=offices()["written_up_within_days"])
    begun: dt.date | None = None
    last, together = dt.date.min, Day()
    for on, day in days:
        if begun is not None and (day.opened or on > begun + within):
            yield last, together
            begun = None
        if day.opened:
            yield on, day
        elif begun is None:
            begun, last, together = on, on, day
        else:
            together.add(day)
            last = on
    if begun is not None:
        yield last, together


def first_referral(client: ClientStory) -> TrajectoryStory:
    """The trajectory with which the dossier opens."""
    return min(client.trajectories, key=lambda each: each.referred_on)


def _changes(story: TrajectoryStory, stage: Stage) -> list[tuple[dt.date, Changes]]:
    """How a trajectory moves from its referral on."""
    if story.started_on is None:
        return []
    met = max(story.referred_on, story.started_on - dt.timedelta(days=TALKED_BEFORE))
    started = {
        "phase": "intake",
        "first_interview_on": met,
        "started_on": story.started_on,
        "planned_end_on": story.planned_end_on,
        "goal": "paid_work",
    }
    found: list[tuple[dt.date, Changes]] = [(story.started_on, started)]
    if stage in BEGINNING:
        return found
    planned = [item.on for item in story.items if item.kind is ItemKind.PLAN]
    agreed = {"plan_approved_on": planned[0]} if planned else {}
    found.append((planned[0] if planned else story.started_on, {"phase": "running", **agreed}))
    if story.placed_on:
        found.append((story.placed_on, {"phase": "placed", "placed_on": story.placed_on}))
    if story.phase == "paused":
        found.append((max(item.on for item in story.items), {"phase": "paused"}))
    return found


def _declarations(client: ClientStory) -> list[tuple[dt.date, str]]:
    declares: Mapping[str, Sequence[str]] = offices()["declares"]
    found = [(item.on, fact) for item in client.items for fact in declares.get(item.kind, ())]
    if HardCase.MINOR in client.cases:
        found += [(first_referral(client).referred_on, fact) for fact in offices()["parent_declares"]]
    return found
