"""The same page without protection: the same rows, opened alike, without context, decision, event and walls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

import psycopg

from waarborg.dossiers.caseloads import LARGEST_OWN_LIST, Caseload, _row, caseload
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.list_filters import ALSO, ROWS
from waarborg.dossiers.sealing import Content, place
from waarborg.dossiers.selectors import RECORDS, SeenDossier, SeenRecord, dossier, name_from
from waarborg.gate.actors import Actor
from waarborg.gate.scopes import MARKS
from waarborg.kernel import clock
from waarborg.vault.services import _OPEN, _opened

FRAME = """
select d.id, d.person_id, d.number, d.opened_on, d.closed_on, d.regulation_handed_out_on
from dossiers_dossier d join dossiers_person p on p.id = d.person_id where d.id = %s
"""
TRAJECTORIES = """
select t.id::text, t.principal_id::text as principal, y.name as principal_name, t.principal_kind as kind, t.acts_as,
       t.type, t.phase, t.for_illness, t.hours_granted, t.referred_on::text, t.started_on::text, t.planned_end_on::text,
       t.placed_on::text, t.ended_on::text, c.ends_on::text as contract_ends_on, c.id is not null as has_contract,
       t.version
from dossiers_trajectory t join parties_party y on y.id = t.principal_id
left join parties_contract c on c.id = t.contract_id where t.dossier_id = %s order by t.referred_on, t.id
"""
ASSIGNMENTS = """
select a.trajectory_id::text as trajectory, a.account_id::text as account, n.display_name as name, a.part,
       a.from_on::text, a.until_on::text
from dossiers_assignment a join accounts_account n on n.id = a.account_id where a.dossier_id = %s
order by a.from_on, a.id
"""


class Unprotected:
    """Reads dossiers past every wall. The answers that the page shows beside them were asked for once, before."""

    def __init__(self, superuser: psycopg.Connection[Any], actor: Actor) -> None:
        self.connection, self.actor = superuser, actor
        self.catalogue = catalogue_of(actor.in_force)
        self.asked: dict[UUID, SeenDossier] = {}
        self.listed: Caseload | None = None

    def dossier(self, dossier_id: UUID) -> SeenDossier:
        """All of a dossier."""
        if dossier_id not in self.asked:
            self.asked[dossier_id] = dossier(self.actor, dossier_id)
        answered = self.asked[dossier_id]
        with self.connection.cursor() as cursor:
            frame = cursor.execute(FRAME, [dossier_id]).fetchone()
            trajectories = _rows(cursor.execute(TRAJECTORIES, [dossier_id]))
            assignments = _rows(cursor.execute(ASSIGNMENTS, [dossier_id]))
            rows = _rows(cursor.execute(f"{RECORDS} order by r.occurred_on desc, r.id desc", [dossier_id]))
            wanted = list({row["data_key_id"] for row in rows})
            found = cursor.execute(_OPEN, [self.actor.organisation_id, wanted]).fetchall()
        keys = {row[0]: _opened(self.actor.organisation_id, row) for row in found}
        records = [self._record(row, keys) for row in rows]
        identity = next(record for record in records if record.entry.rule.identifies)
        return SeenDossier(
            id=dossier_id,
            person_id=frame[1],
            number=frame[2],
            name=name_from(self.catalogue, identity.content.fields),
            opened_on=frame[3],
            closed_on=frame[4],
            handed_out_on=frame[5],
            trajectories=trajectories,
            assignments=assignments,
            records=records,
            looked_at=clock.now(),
            **{name: getattr(answered, name) for name in ANSWERED},
        )

    def caseload(self) -> Caseload:
        """The same dossiers as the own caseload shows, in the same order."""
        self.listed = self.listed or caseload(self.actor)
        wanted = [row.dossier_id for row in self.listed.rows]
        also = "".join(f", ({ALSO[name]}) as {name}" for name in ALSO)
        asked = {
            "identity": self.catalogue.identity.key,
            "today": clock.today(),
            "limit": LARGEST_OWN_LIST,
            "wanted": wanted,
        }
        with self.connection.cursor() as cursor:
            rows = _rows(cursor.execute(ROWS.format(also=also, where="d.id = any(%(wanted)s)"), asked))
            wanted = list({row["data_key_id"] for row in rows if row["id"]})
            found = cursor.execute(_OPEN, [self.actor.organisation_id, wanted]).fetchall()
        keys = {row[0]: _opened(self.actor.organisation_id, row) for row in found}
        seen = []
        for row in rows:
            row["coaches"] = row["coaches"] or {}
            if not row["id"]:
                seen.append(_row(row, ""))
                continue
            plain = keys[row["data_key_id"]].open(bytes(row["sealed"]), row=row["id"], table=place(row["version"]))
            seen.append(_row(row, name_from(self.catalogue, Content.from_bytes(plain).fields)))
        seen.sort(key=lambda row: (row.closed_on is not None, row.name.casefold(), row.number))
        return replace(self.listed, rows=seen)

    def _record(self, row: Mapping[str, Any], keys: Mapping[UUID, Any]) -> SeenRecord:
        plain = keys[row["data_key_id"]].open(bytes(row["sealed"]), row=row["id"], table=place(row["version"]))
        return SeenRecord(
            id=row["id"],
            entry=self.catalogue.entries[row["category"]],
            scope_id=row["scope_id"],
            content=Content.from_bytes(plain),
            covered=frozenset(),
            source=row["source"],
            purpose=row["purpose"],
            author_name=row["author_name"] or "",
            own=row["author_id"] == self.actor.account_id,
            marks=frozenset(mark for mark, bit in MARKS.items() if row["marks"] & bit),
            occurred_on=row["occurred_on"],
            version=row["version"],
            created_at=row["created_at"],
            changed_at=row["changed_at"],
            retention_class=row["retention_class"],
        )


GIVEN = frozenset(
    {"id", "person_id", "number", "name", "opened_on", "closed_on", "handed_out_on", "trajectories", "assignments",
     "records", "looked_at"}
)  # fmt: skip
ANSWERED = tuple(name for name in SeenDossier.__dataclass_fields__ if name not in GIVEN)


def _rows(cursor: psycopg.Cursor[Any]) -> list[dict[str, Any]]:
    names = [column.name for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
