"""A sample of the log for who controls it: who, when, which dossier by number, why. Never what stands in one.

What is unusual (a refusal, something covered that was opened, a look along, a file or a print) comes first. Which of
the rest are shown, nobody chooses: it follows from the control and the events themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connections

from waarborg.controls.rules import ACCESS_LOG, LENDING_LOG
from waarborg.gate.door import Door
from waarborg.ledger.vocabulary import Kind

MOST = 20
"""Lines of each sort."""
UNUSUAL = (
    Kind.ACCESS_REFUSED, Kind.EXPORT_MADE, Kind.PRINT_MADE, Kind.RECORD_REVEALED, Kind.VIEW_GRANTED,
)  # fmt: skip
LENDING = (Kind.PAPER_BACK, Kind.PAPER_FILED, Kind.PAPER_MOVED, Kind.PAPER_TAKEN_OUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class SampledLine:
    """One event, without content. `dossiers` counts those that a list showed; `sort` is one of `SORTS`."""

    at: datetime
    who: str
    kind: Kind
    dossier: str
    dossiers: int
    allowed: bool
    purpose: str
    articles: tuple[str, ...]
    sort: str


@dataclass(frozen=True, slots=True)
class Sampled:
    """The lines that are looked at: what is unusual, what was lent, and a sample of the rest."""

    lines: Sequence[SampledLine]

    def of(self, sort: str) -> list[SampledLine]:
        """Those of one sort."""
        return [line for line in self.lines if line.sort == sort]


SORTS = ("unusual", "lent", "ordinary")


def sample(door: Door, task_id: UUID, looks_at: Collection[str]) -> Sampled:
    """The lines for a control that is the actor's to do; nothing where its rule looks at no log. One statement."""
    if not {ACCESS_LOG, LENDING_LOG} & set(looks_at):
        return Sampled([])
    reads, lends = ACCESS_LOG in looks_at, LENDING_LOG in looks_at
    with connections[door.using].cursor() as cursor:
        cursor.execute(
            "select * from gate.log_for_control(%s, %s, %s, %s, %s, %s)",
            [task_id, reads, lends, [str(kind) for kind in UNUSUAL], [str(kind) for kind in LENDING], MOST],
        )
        return Sampled([_line(row) for row in cursor.fetchall()])


def _line(row: Sequence[object]) -> SampledLine:
    at, who, kind, dossier, dossiers, allowed, purpose, articles, sort = row
    return SampledLine(
        at=at,  # type: ignore[arg-type]
        who=str(who or ""),
        kind=Kind(str(kind)),
        dossier=str(dossier or ""),
        dossiers=int(str(dossiers)),
        allowed=bool(allowed),
        purpose=str(purpose or ""),
        articles=tuple(articles),  # type: ignore[arg-type]
        sort=str(sort),
    )
