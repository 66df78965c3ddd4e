"""What of a dossier was closed away: which kinds, since when, until when, by which article; never what it says.

kept_of(actor, dossier_id)      the dates of a dossier, what holds it, and what of it was closed away
closed_in(door)                 the last alone, in a unit of work that notes its own event

It is told so long as somebody reads in the dossier. Once the name is gone from that nobody does, and nothing leads
from a person to what lies closed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connections

from waarborg.dossiers.frames import open_frame
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.terms_places import StandsIn
from waarborg.retention.dates import Kept, kept_in


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedPart:
    """A part of a dossier that nobody reads any more. `statute`: a law keeps it, without a name; else it was made
    inaccessible instead of destroyed. After `until_on` it is destroyed."""

    categories: Sequence[str]
    records: int
    statute: bool
    rests_on: StandsIn | None
    since_on: date
    until_on: date


def kept_of(actor: Actor, dossier_id: UUID) -> tuple[Kept, list[ClosedPart]]:
    """How long a dossier is kept and what of it was closed away, as far as this person may read in it, as one event.

    Raises `Refused` and `NotFound`.
    """
    with open_frame(actor, dossier_id, Kind.RETENTION_SHOWN, shown=lambda readable: readable) as (door, frame):
        closed = [one for one in closed_in(door) if frame.readable.intersection(one.categories)]
        return kept_in(door, frame), closed


def closed_in(door: Door) -> list[ClosedPart]:
    """What of the dossier in focus lies closed, the nearest end first. One statement."""
    with connections[door.using].cursor() as cursor:
        cursor.execute(_CLOSED, [door.dossier["id"]])
        return [
            ClosedPart(
                categories=categories,
                records=records,
                statute=statute,
                rests_on=next((StandsIn(**place) for place in json.loads(rests_on)), None),
                since_on=since_on,
                until_on=until_on,
            )
            for categories, records, statute, rests_on, since_on, until_on in cursor.fetchall()
        ]


_CLOSED = """
select categories, records, statute, rests_on::text, since_on, until_on
from gate.closed_parts(%s) order by until_on, since_on
"""
