"""From when and until when each thing of a dossier is kept, by which article, and what would change that.

with open_frame(actor, dossier_id, …) as (door, frame):
    kept_in(door, frame)           # in a unit of work that notes its own event
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.frames import SeenFrame
from waarborg.dossiers.retention_days import events_in
from waarborg.gate.door import Door
from waarborg.policy.retention_fates import Change, HandedOver
from waarborg.policy.retention_order import Subject
from waarborg.policy.terms_places import StandsIn
from waarborg.retention.holds import SeenHold, holds_in
from waarborg.retention.models import Ending


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """One kind of data in one place: first and last day, the events counted from, the rules, what would change it."""

    category: str
    scope_id: UUID
    purpose: str
    retention_class: str
    status: str
    earliest: date | None
    latest: date | None
    due: date | None
    action: str
    shielded: bool
    triggers: Mapping[str, date]
    rests_on: Sequence[StandsIn]
    waits_for: Sequence[str]
    changes_if: Sequence[Change]
    weigh_on: date | None
    """When somebody weighs again whether it is still needed."""
    hand_over: HandedOver | None


@dataclass(frozen=True, slots=True)
class Kept:
    """How long a dossier is kept: its dates, and what holds its destruction now."""

    frame: SeenFrame
    dates: Sequence[Dates]
    holds: Sequence[SeenHold]


def kept_in(door: Door, frame: SeenFrame) -> Kept:
    """The dates of a dossier, as far as this person may read in it, and its holds."""
    return Kept(frame, [one for one in dates_in(door) if one.category in frame.readable], holds_in(door))


def dates_in(door: Door) -> list[Dates]:
    """The dates of the dossier in focus, the nearest first. One statement, whatever there is."""
    rows = Ending.objects.using(door.using).filter(dossier_id=UUID(door.dossier["id"]))
    found = [_dates(door, row) for row in rows]
    return sorted(found, key=lambda one: (one.due or date.max, one.category, str(one.scope_id)))


def _dates(door: Door, row: Ending) -> Dates:
    given = door.outline.given
    trajectory = next((one for one in given["trajectories"] if one["id"] == str(row.scope_id)), None)
    kinds = {one["kind"] for one in given["trajectories"]}
    subject = Subject(
        row.category,
        purposes=frozenset({row.purpose}),
        flags=frozenset({"statutory"} if row.statutory else ()),
        principal=trajectory["kind"] if trajectory else (next(iter(kinds)) if len(kinds) == 1 else None),
        of_trajectory=trajectory is not None,
    )
    own, others = events_in(door.outline, trajectory, category=row.category, occurred_on=row.occurred_on)
    fate = catalogue_of(door.actor.in_force).retention.fate_of(subject, own, others=others)
    return Dates(
        category=row.category,
        scope_id=row.scope_id,
        purpose=row.purpose,
        retention_class=row.retention_class,
        status=row.status,
        earliest=row.earliest,
        latest=row.latest,
        due=row.due,
        action=row.action,
        shielded=row.shielded,
        triggers=_days(row.triggers),
        rests_on=[StandsIn(**place) for place in row.rests_on],
        waits_for=row.waits_for,
        changes_if=fate.changes_if,
        weigh_on=row.weigh_on,
        hand_over=fate.hand_over,
    )


def _days(said: Mapping[str, Any]) -> dict[str, date]:
    return {word: date.fromisoformat(day) for word, day in said.items()}
