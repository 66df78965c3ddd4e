"""Until when each thing of a dossier is kept, by which article: of a record its own fate, of the rest the last of them.

What stands around the records (the frame, letters, tasks) ends with the dossier: with the last record in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from waarborg.dossiers.models import Record
from waarborg.dossiers.retention_days import endings
from waarborg.dossiers.selectors import RECORD_COLUMNS, SeenDossier, opened_records
from waarborg.dossiers.ways import practice_in
from waarborg.gate.door import Door
from waarborg.policy.model.access import Obligations
from waarborg.policy.retention_fates import Fate
from waarborg.subject_access.contents import Keep
from waarborg.subject_access.rules import cited_at


@dataclass(frozen=True, slots=True)
class Kept:
    """Per record until when it is kept; and of everything else. `shielded`: a law keeps some longer than the rest."""

    records: Mapping[UUID, Keep]
    rest: Keep
    shielded: bool

    def of(self, record_id: UUID | None) -> Keep:
        """Of a record, or of what stands around."""
        return self.records.get(record_id, self.rest) if record_id else self.rest


def kept_in(door: Door) -> Kept:
    """Computed by the rules in force from what has happened so far. Two statements."""
    rows = list(Record.objects.using(door.using).filter(dossier_id=UUID(door.dossier["id"])))
    columns = [{**{name: getattr(row, name) for name in RECORD_COLUMNS}, "author_name": ""} for row in rows]
    outline = door.dossier
    seen = SeenDossier(
        id=UUID(outline["id"]),
        person_id=UUID(outline["person"]),
        number=outline["number"],
        name="",
        opened_on=date.fromisoformat(outline["opened_on"]),
        closed_on=date.fromisoformat(outline["closed_on"]) if outline["closed_on"] else None,
        handed_out_on=None,
        trajectories=door.outline.given["trajectories"],
        assignments=(),
        records=opened_records(door, columns),
        readable=frozenset(),
        writable=frozenset(),
        correctable=frozenset(),
        revealable=frozenset(),
        answers={},
        closed={},
        obligations=Obligations(),
        looked_at=door.context.moment,
        practice=practice_in(door),
        weighed=door.outline.given["weighed"],
    )
    fates = {one.record.id: one.fate for one in endings(door.actor, seen)}
    each = {record_id: _keep(fate) for record_id, fate in fates.items()}
    days = [one.until for one in each.values()]
    last = max(days) if days and all(days) else ""
    return Kept(each, Keep(until=last, article=""), any(fate.shielded for fate in fates.values()))


def _keep(fate: Fate) -> Keep:
    place = fate.rests_on[0] if fate.rests_on else None
    return Keep(until=fate.due.isoformat() if fate.due else "", article=cited_at(place) if place else "")
