"""Everything that happened in a dossier, newest first: what was recorded and done, as far as the reader may see.

Who only looked stands under "who looked". A page goes on from the day and number of its last line, so five hundred
items cost what fifty do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connections

from waarborg.dossiers.frames import SeenFrame, open_frame
from waarborg.dossiers.selectors import RECORD_COLUMNS, SeenRecord, opened_records
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door
from waarborg.kernel.errors import InvalidInput
from waarborg.ledger.vocabulary import Kind

PAGE = 50
AROUND = "around"
"""The filter for what was done around the records."""
ONLY_LOOKED = ("_read", "_shown", "_listed", "_revealed", "_performed", "_opened", "_refused")
"""Endings of kinds of event by which nothing changed; `dossier_opened` and its like are named below."""
ALSO_DONE = frozenset({Kind.DOSSIER_OPENED, Kind.TRAJECTORY_OPENED, Kind.VIEW_REFUSED, Kind.DISCLOSURE_REFUSED})
TOLD_OTHERWISE = frozenset(
    {
        Kind.DRAFT_KEPT,
        Kind.DRAFT_THROWN_AWAY,
        Kind.RECORD_CREATED,
        Kind.TASK_CREATED,
        Kind.TIME_ENTERED,
        Kind.TIME_STRUCK,
    }
)
"""Kinds of which the record, the task or the hours themselves are what people look for."""
DONE = frozenset(
    kind for kind in Kind if kind in ALSO_DONE or not (kind.value.endswith(ONLY_LOOKED) or kind in TOLD_OTHERWISE)
)

LINES = f"""
select * from (
    (select 'record' as line, r.occurred_on as day, {", ".join(f"r.{column}" for column in RECORD_COLUMNS)},
            a.display_name as author_name, null::text as kind, '{{}}'::text[] as categories
     from dossiers_record r left join accounts_account a on a.id = r.author_id
     where %(records)s and r.dossier_id = %(dossier)s and r.category = any(%(categories)s)
       and (r.occurred_on, r.id) < (%(day)s::date, %(after)s::uuid)
     order by r.occurred_on desc, r.id desc limit %(limit)s)
    union all
    (select 'event', (e.at at time zone %(zone)s)::date, {
    ", ".join(
        "e.id" if column == "id" else f"null::{kind}"
        for column, kind in zip(
            RECORD_COLUMNS,
            (
                "",
                "uuid",
                "uuid",
                "text",
                "text",
                "uuid",
                "bytea",
                "text",
                "text",
                "uuid",
                "smallint",
                "date",
                "integer",
                "timestamptz",
                "timestamptz",
                "date",
                "date",
                "boolean",
            ),
            strict=True,
        )
    )
},
            a.display_name, e.kind, e.categories
     from ledger_event e left join accounts_account a on a.id = e.actor_id
     where %(events)s and e.organisation_id = %(organisation)s and e.dossier_id = %(dossier)s and e.kind = any(%(done)s)
       and ((e.at at time zone %(zone)s)::date, e.id) < (%(day)s::date, %(after)s::uuid)
     order by 2 desc, e.id desc limit %(limit)s)
) lines order by day desc, id desc limit %(limit)s
"""  # noqa: S608 - column names of this room


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that happened: a record, or an act with the kinds of data that the reader may know of."""

    id: UUID
    day: date
    record: SeenRecord | None
    kind: Kind | None
    categories: tuple[str, ...]
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A page of what happened, newest first; `after` is where the next page begins, when there is one."""

    frame: SeenFrame
    lines: Sequence[Line]
    after: str


def timeline(actor: Actor, dossier_id: UUID, *, only: str = "", after: str = "") -> Timeline:
    """What happened in a dossier, or only one kind of data, or only what was done `around` them.

    Raises `Refused`, `NotFound`, and `InvalidInput` for a place in the list that is none.
    """
    day, number = _place(after)
    with open_frame(actor, dossier_id, Kind.DOSSIER_READ, shown=lambda readable: _shown(only, readable)) as opened:
        door, frame = opened
        rows = _lines(door, frame, dossier_id, only, day, number)
        kept = opened_records(door, [row for row in rows[:PAGE] if row["line"] == "record"])
    records = {record.id: record for record in kept}
    lines = [_line(row, records, frame) for row in rows[:PAGE] if row["id"] in records or _may_know(row, frame)]
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return Timeline(frame=frame, lines=lines, after=f"{last['day'].isoformat()}_{last['id']}" if last else "")


def _shown(only: str, readable: Sequence[str]) -> tuple[str, ...]:
    """The kinds of data that a page may show: all that may be read, or the one that is asked for."""
    return tuple(category for category in readable if only in ("", category))


def _lines(door: Door, frame: SeenFrame, dossier_id: UUID, only: str, day: date, number: UUID) -> list[dict[str, Any]]:
    asked: dict[str, Any] = {
        "dossier": dossier_id,
        "organisation": door.actor.organisation_id,
        "categories": [category for category in sorted(frame.readable) if only in ("", category)],
        "records": only != AROUND,
        "events": only in ("", AROUND),
        "done": [kind.value for kind in DONE],
        "zone": settings.TIME_ZONE,
        "day": day,
        "after": number,
        "limit": PAGE + 1,
    }
    with connections[door.using].cursor() as cursor:
        cursor.execute(LINES, asked)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _may_know(row: Mapping[str, Any], frame: SeenFrame) -> bool:
    """An act is told when it was about no kind of data in particular, or about one that the reader may read."""
    return row["line"] == "event" and (not row["categories"] or not frame.readable.isdisjoint(row["categories"]))


def _line(row: Mapping[str, Any], records: Mapping[UUID, SeenRecord], frame: SeenFrame) -> Line:
    return Line(
        id=row["id"],
        day=row["day"],
        record=records.get(row["id"]),
        kind=Kind(row["kind"]) if row["kind"] else None,
        categories=tuple(one for one in row["categories"] if one in frame.readable),
        who=row["author_name"] or "",
    )


def _place(after: str) -> tuple[date, UUID]:
    """Where a page begins: the day and the number of the line before it."""
    if not after:
        return date.max, UUID(int=2**128 - 1)
    day, _line, number = after.partition("_")
    try:
        return date.fromisoformat(day), UUID(number)
    except ValueError:
        raise InvalidInput("This is no place in a timeline.") from None
