"""Stored events and decisions, read back in the form in which they were hashed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import connections

from waarborg.ledger.canonical import moment
from waarborg.ledger.commitment import DECISION_COLUMNS, EVENT_COLUMNS, decision_digest, event_leaf, leaf_data

CHUNK: Final = 2000


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event with its decision and, unless forgotten, its content. `decision` is empty when its row is missing."""

    index: int | None
    event_id: UUID
    columns: dict[str, Any]
    decision: dict[str, Any]
    commitment: bytes
    leaf: bytes
    salt: bytes | None
    details: Any

    def data(self) -> bytes:
        """The bytes under its leaf, made again from the rows."""
        return leaf_data(self.columns, decision_digest(self.decision), self.commitment)

    def recomputed(self) -> bytes | None:
        """Its leaf made again from the rows; nothing when it cannot be made."""
        if self.columns["id"] is None or self.decision["id"] is None:
            return None
        return event_leaf(self.columns, decision_digest(self.decision), self.commitment)


def stored_events(where: str, parameters: list[Any], *, using: str) -> Iterator[StoredEvent]:
    """Stream events, in the order of their leaves, without ever holding them all. Needs a transaction.

    `where` is one of this module's conditions, never text from outside.
    """
    statement = f"{_READ} where {where} order by l.index, e.id"
    with connections[using].chunked_cursor() as cursor:
        cursor.execute(statement, parameters)
        while rows := cursor.fetchmany(CHUNK):
            yield from map(_stored, rows)


SEALED: Final = "l.organisation_id = %s"
UNSEALED: Final = "e.organisation_id = %s and l.event_id is null"
ONE: Final = "e.id = %s"

_READ: Final = (
    "select l.index, coalesce(e.id, l.event_id), "
    + ", ".join(f"e.{name}" for name in EVENT_COLUMNS)
    + ", "
    + ", ".join(f"d.{name}" for name in DECISION_COLUMNS)
    + """, e.commitment, e.leaf, c.salt, c.details::text
from ledger_leaf l full join ledger_event e on e.id = l.event_id
left join ledger_decision d on d.id = e.decision_id and d.organisation_id = e.organisation_id
left join ledger_eventcontent c on c.event_id = e.id"""
)


def _stored(row: Any) -> StoredEvent:
    start, middle = 2, 2 + len(EVENT_COLUMNS)
    end = middle + len(DECISION_COLUMNS)
    commitment, leaf, salt, details = row[end:]
    return StoredEvent(
        index=row[0],
        event_id=row[1],
        columns={name: _plain(value) for name, value in zip(EVENT_COLUMNS, row[start:middle], strict=True)},
        decision=_decision(row[middle:end]),
        commitment=bytes(commitment or b""),
        leaf=bytes(leaf or b""),
        salt=None if salt is None else bytes(salt),
        details=None if details is None else json.loads(details),
    )


def _decision(row: Any) -> dict[str, Any]:
    columns = {name: _plain(value) for name, value in zip(DECISION_COLUMNS, row, strict=True)}
    if isinstance(columns["claims"], str):
        columns["claims"] = json.loads(columns["claims"])
    return columns


def _plain(value: Any) -> Any:
    """A value of PostgreSQL as it stands in canonical form."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return moment(value) if hasattr(value, "tzinfo") else value
