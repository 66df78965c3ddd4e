"""The tables that were told, as people see them: rounded, and without what was withheld."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind
from waarborg.overviews.models import Release
from waarborg.overviews.rules import rule_of, stated
from waarborg.overviews.sides import SideOf, read
from waarborg.overviews.tables import TOTAL, Place, rounded
from waarborg.policy.overviews import COUNT


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenTable:
    """One table: its sides with words of one language, and the numbers as they are shown."""

    id: UUID
    title: str
    of: str
    from_on: date
    until_on: date
    rows: Sequence[tuple[str, str]]
    columns: Sequence[tuple[str, str]]
    numbers: Mapping[Place, int | None]
    sides: tuple[str, str]
    smallest: int
    rounded_to: int
    article: str
    released_by: str
    released_at: datetime


def tables(actor: Actor, language: str) -> Sequence[SeenTable]:
    """Every table that was told, the newest first. Raises `NotFound` to whom the regulation names nowhere."""
    rule_of(actor)
    with open_door(actor, COUNT, claims=stated(actor.in_force)) as door:
        door.require_anywhere()
        door.note(Kind.OVERVIEWS_READ)
        rows = Release.objects.using(door.using).select_related("released_by").order_by("-released_at")
        return [_seen(row, language) for row in rows]


def table(actor: Actor, release_id: UUID, language: str) -> SeenTable:
    """One of them. Raises `NotFound`."""
    rule_of(actor)
    with open_door(actor, COUNT, claims=stated(actor.in_force)) as door:
        door.require_anywhere()
        row = Release.objects.using(door.using).select_related("released_by").filter(pk=release_id).first()
        if row is None:
            raise NotFound("There is no such overview here.")
        door.note(Kind.OVERVIEWS_READ, details={"overview": str(row.pk)})
        return _seen(row, language)


def _seen(row: Release, language: str) -> SeenTable:
    rows, columns = read(row.rows), read(row.columns) if row.columns else None
    return SeenTable(
        id=row.pk,
        title=row.en if language == "en" else row.nl,
        of=row.of,
        from_on=row.from_on,
        until_on=row.until_on,
        rows=_words(rows, language),
        columns=_words(columns, language) if columns else (),
        numbers={
            (across, down): None if count is None else rounded(count, row.rounded_to)
            for across, down, count in row.cells
        },
        sides=(rows.attribute, columns.attribute if columns else TOTAL),
        smallest=row.smallest,
        rounded_to=row.rounded_to,
        article=row.article,
        released_by=row.released_by.display_name,
        released_at=row.released_at,
    )


def _words(one: SideOf, language: str) -> list[tuple[str, str]]:
    return [(part.key, part.en if language == "en" else part.nl) for part in one.parts]
