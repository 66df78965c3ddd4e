"""What is sealed of what was put away: the items themselves; and in whose interest somebody opened it, in words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from waarborg.vault.services import OpenKey, data_key

PUT_AWAY, OPENING = "destruction_putaway", "destruction_opening"
FATE = "put_away"
"""The retention class of what was put away. Such a key names no person: whose it was says the number of a dossier."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was put away: its kind, what its row said in clear, what was sealed in it, and its file."""

    category: str
    said: dict[str, str] = field(default_factory=dict)
    opened: dict[str, str] = field(default_factory=dict)
    file: dict[str, str] = field(default_factory=dict)
    """`id` of the file as it lies under the new key, and its `kind`; empty for what has none."""


def new_key(organisation_id: UUID, dossier_id: UUID, *, using: str) -> OpenKey:
    """A key for one part of a dossier that is put away, apart from every other key."""
    return data_key(organisation_id, person_id=None, scope_id=dossier_id, retention_class=FATE, own=True, using=using)


def sealed_items(key: OpenKey, row: UUID, items: Sequence[Item]) -> bytes:
    """The items under their key."""
    text = json.dumps([asdict(one) for one in items], ensure_ascii=False, separators=(",", ":"))
    return key.seal(text.encode(), row=row, table=PUT_AWAY)


def items_in(content: bytes) -> list[dict[str, Any]]:
    """The items, from what was opened, in plain values."""
    found: list[dict[str, Any]] = json.loads(content)
    return found
