"""The frame of a dossier without its contents: open to who reads in it, and to who may let others look along."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.facts import OpenView, open_view
from waarborg.dossiers.looks import FOR_ANOTHER
from waarborg.dossiers.selectors import name_of, split
from waarborg.dossiers.ways import practice_in
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door, open_door
from waarborg.ledger.vocabulary import Kind
from waarborg.practice.selectors import Practice

GRANT = "grant"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenFrame:
    """What may be known of a dossier without reading in it. `name` is empty for who may not read it."""

    id: UUID
    number: str
    name: str
    closed_on: date | None
    trajectories: Sequence[Mapping[str, Any]]
    assignments: Sequence[Mapping[str, Any]]
    readable: frozenset[str]
    writable: frozenset[str]
    answers: Mapping[str, Answer]
    closed: Mapping[str, Answer]
    may_grant: bool
    looked_at: datetime
    practice: Practice
    view: OpenView | None


@contextmanager
def open_frame(
    actor: Actor, dossier_id: UUID, kind: Kind, *, shown: Callable[[Sequence[str]], Sequence[str]] | None = None
) -> Iterator[tuple[Door, SeenFrame]]:
    """Look at the frame, as an event of `kind`. `shown` says of the readable kinds of data which are shown beside it.

    Raises `Refused` with the nearest no to reading, and `NotFound`.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        outline = door.dossier
        yes, no = split(door)
        granting = _may_grant(door)
        if not yes and granting is None:
            raise door.refuse()
        door.noting(yes.values() if granting is None or yes else [granting])
        identity = catalogue_of(actor.in_force).identity.key
        beside = [category for category in (shown(tuple(yes)) if shown else ()) if category != identity]
        door.note(kind, categories=(*((identity,) if identity in yes else ()), *beside))
        name = name_of(door) if identity in yes else ""
        if granting is not None:
            door.turn_to(GRANT)
        yield (
            door,
            SeenFrame(
                id=dossier_id,
                number=outline["number"],
                name=name,
                closed_on=date.fromisoformat(outline["closed_on"]) if outline["closed_on"] else None,
                trajectories=door.outline.given["trajectories"],
                assignments=door.outline.given["assignments"],
                readable=frozenset(yes),
                writable=frozenset(category for _scope, category in door.permitted("write")),
                answers=yes,
                closed=no,
                may_grant=granting is not None,
                looked_at=door.context.moment,
                practice=practice_in(door),
                view=open_view(door.outline),
            ),
        )


def frame_of(actor: Actor, dossier_id: UUID) -> SeenFrame:
    """The frame alone, for a page around an act on the dossier. Raises `Refused` and `NotFound`."""
    with open_frame(actor, dossier_id, Kind.DOSSIER_READ) as (_door, frame):
        return frame


def _may_grant(door: Door) -> Answer | None:
    """The yes to granting a view of this dossier to another, if there is one."""
    granting = replace(door, claims=FOR_ANOTHER)
    for scope in door.scopes:
        for category in door.actor.in_force.policy.categories:
            answer = granting.decide(category, scope, action=GRANT)
            if answer.allowed:
                return answer
    return None
