"""What a leaf of the tree promises: the event's own columns, its decision, and a salted commitment to its details.

    commitment = SHA-256(salt ‖ canonical(details))                       the part that may be forgotten
    decision   = SHA-256(canonical(columns of the decision))
    leaf       = SHA-256(0x00 ‖ canonical(columns of the event, decision, commitment))      RFC 9162, 2.1.1

When salt and details are deleted, the commitment stays behind as 32 bytes that say nothing, and the leaf can still be
recomputed. Nobody can guess a neighbour's leaf from a proof either, because of the salt below it.
"""

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from waarborg.ledger.canonical import Value, canonical, moment
from waarborg.ledger.entries import DecisionEntry, EventEntry
from waarborg.ledger.tree import leaf_hash

SALT_BYTES: Final = 16

DECISION_COLUMNS: Final = (
    "id", "organisation_id", "at", "actor_id", "roles", "action", "allowed", "regulation", "regulation_hash",
    "rules", "articles", "purpose", "ground", "facts_known", "facts_true", "claims",
)  # fmt: skip
EVENT_COLUMNS: Final = (
    "id", "organisation_id", "decision_id", "kind", "at", "actor_id", "responsible_id", "dossier_id",
    "dossier_ids", "categories", "purpose", "from_where",
)  # fmt: skip

Row = Mapping[str, Any]


def decision_columns(entry: DecisionEntry, *, id: UUID, at: Any) -> dict[str, Any]:  # noqa: A002
    """The columns of a decision as canonical values, ready to be stored and to be hashed."""
    return {
        "id": str(id),
        "organisation_id": str(entry.organisation_id),
        "at": moment(at),
        "actor_id": _text(entry.actor_id),
        "roles": list(entry.roles),
        "action": str(entry.action),
        "allowed": entry.allowed,
        "regulation": entry.regulation,
        "regulation_hash": entry.regulation_hash,
        "rules": list(entry.rules),
        "articles": list(entry.articles),
        "purpose": entry.purpose,
        "ground": entry.ground,
        "facts_known": f"{entry.facts_known:x}",
        "facts_true": f"{entry.facts_true:x}",
        "claims": dict(entry.claims),
    }


def event_columns(entry: EventEntry, decision: Row, digest: bytes, *, id: UUID) -> dict[str, Any]:  # noqa: A002
    """The columns of an event by `decision`, with fresh salt, commitment and leaf (bytes as PostgreSQL's hex)."""
    salt, details = secrets.token_bytes(SALT_BYTES), dict(entry.details)
    row: dict[str, Any] = {
        "id": str(id),
        "organisation_id": decision["organisation_id"],
        "decision_id": decision["id"],
        "kind": entry.kind.value,
        "at": decision["at"],
        "actor_id": decision["actor_id"],
        "responsible_id": _text(entry.responsible_id),
        "dossier_id": _text(entry.dossier_id),
        "dossier_ids": [str(dossier) for dossier in entry.dossier_ids],
        "categories": list(entry.categories),
        "purpose": decision["purpose"] if entry.purpose is None else entry.purpose,
        "from_where": entry.from_where,
    }
    commitment = content_commitment(salt, details)
    leaf = event_leaf(row, digest, commitment)
    return row | {
        "salt": _hex(salt),
        "details": details,
        "commitment": _hex(commitment),
        "leaf": _hex(leaf),
    }


def content_commitment(salt: bytes, details: Mapping[str, Value]) -> bytes:
    """What an event remembers of its details once they are gone."""
    return hashlib.sha256(salt + canonical(details)).digest()


def decision_digest(row: Row) -> bytes:
    """The hash of a decision's columns, in canonical form. Raises `KeyError` when one is missing."""
    return hashlib.sha256(canonical({name: row[name] for name in DECISION_COLUMNS})).digest()


def leaf_data(row: Row, digest: bytes, commitment: bytes) -> bytes:
    """The bytes under a leaf: what a proof shows, and what anybody can hash again."""
    columns = {name: row[name] for name in EVENT_COLUMNS}
    return canonical(columns | {"decision": digest.hex(), "commitment": commitment.hex()})


def event_leaf(row: Row, digest: bytes, commitment: bytes) -> bytes:
    """The leaf hash of an event."""
    return leaf_hash(leaf_data(row, digest, commitment))


def _text(identifier: UUID | None) -> str | None:
    return None if identifier is None else str(identifier)


def _hex(value: bytes) -> str:
    return "\\x" + value.hex()
