"""Short lists of clients, as somebody would hand them in, and the steps of an import in one line each."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connections

from waarborg.gate.actors import Actor
from waarborg.imports import bringing_in, trying, undoing, waiting
from waarborg.imports.findings import Finding, from_json
from waarborg.imports.mapping import Mapped
from waarborg.imports.planning import Plan
from waarborg.imports.targets import target_of

HEADERS = ("Naam", "Geboortedatum", "Opdrachtgever", "Type traject", "Datum aanmelding")
PRINCIPAL = "UWV Vlietdam"


def person(at: int, **more: object) -> dict[str, object]:
    """Somebody who does not exist, with what else the row says."""
    return {
        "Naam": f"Invoerder {'abcdefghijklmnopqrstuvwxyz'[at % 26]}{'abcdefghijklmnopqrstuvwxyz'[at // 26]}man",
        "Geboortedatum": f"{at % 28 + 1}-{at % 12 + 1}-{1960 + at % 40}",
        "Opdrachtgever": PRINCIPAL,
        "Type traject": "Werkfit maken",
        "Datum aanmelding": "1-3-2026",
    } | more


def listed(*rows: Mapping[str, object]) -> bytes:
    """A list as Dutch Excel writes CSV."""
    headers = list(dict.fromkeys(name for row in rows for name in row))
    held = io.StringIO()
    writer = csv.DictWriter(held, headers, delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return held.getvalue().encode("cp1252")


@dataclass(frozen=True)
class Tried:
    """A file that was tried."""

    id: UUID
    plan: Plan
    findings: list[Finding]
    headers: list[str]
    fingerprint: str

    def said(self, header: str = "", row: int | None = None) -> list[str]:
        """What was found of a column, or of whole rows; of one row when it is asked."""
        place = self.headers.index(header) if header else -1
        return [one.said for one in self.findings if one.column == place and row in (None, one.row)]


def tried(actor: Actor, content: bytes, files: bytes = b"", **choices: Any) -> Tried:
    """Hand a file in, let every column be what it seems to be, and try it."""
    import_id = waiting.receive(actor, name="lijst.csv", content=content, files=files)
    seen = waiting.look(actor, import_id).waiting
    columns = {int(place): target_of(word) for place, word in seen.guessed.items()}
    trying.choose(actor, import_id, Mapped(columns=columns, **choices))
    plan = trying.try_out(actor, import_id)
    seen = waiting.look(actor, import_id).waiting
    return Tried(import_id, plan, from_json(seen.findings), seen.headers, seen.fingerprint)


def brought_in(actor: Actor, found: Tried, *, park: bool = False) -> Plan | None:
    """Confirm what was tried, and let the worker bring it in."""
    bringing_in.confirm(actor, found.id, announced=found.fingerprint, park=park)
    return bringing_in.bring_in(actor, found.id, tell=lambda _done: None, using="worker")


def undone(actor: Actor, found: Tried) -> int:
    """Undo it, as the worker does."""
    undoing.ask_to_undo(actor, found.id)
    return undoing.undo(actor, found.id)


COUNTED = (
    "dossiers_person", "dossiers_dossier", "dossiers_trajectory", "dossiers_assignment", "dossiers_clientdeclaration",
    "dossiers_record", "dossiers_recordversion", "dossiers_searchtoken", "imports_importeddossier", "imports_parkedrow",
    "vault.blob",
)  # fmt: skip


def everything() -> dict[str, int]:
    """How many rows of clients there are, and how many keys that open, whoever asks: as the owner."""
    with connections["owner"].cursor() as cursor:
        found: dict[str, int] = {}
        for table in COUNTED:
            cursor.execute(f"select count(*) from {table}")
            found[table] = cursor.fetchone()[0]
        cursor.execute(
            "select count(*) from vault.data_key where destroyed_at is null and retention_class <> 'import_headings'"
        )
        found["keys"] = cursor.fetchone()[0]
    return found


def rows(statement: str, *parameters: object) -> Sequence[tuple[Any, ...]]:
    """What stands there, as the owner."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement, list(parameters))
        return list(cursor.fetchall())
