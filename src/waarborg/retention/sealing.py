"""What is sealed of a hold: why it was placed, in words."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from waarborg.gate.door import Door
from waarborg.gate.keys import key_in_focus
from waarborg.retention.models import Hold
from waarborg.vault.services import OpenKey, open_keys

HOLD = "retention_hold"
FATE = "hold"
"""The retention class of holds: they end with the dossier."""


def key_in(door: Door) -> OpenKey:
    """The key of the holds on the dossier in focus."""
    return key_in_focus(door, FATE)


def words_of(organisation_id: UUID, rows: Iterable[Hold], *, using: str = "default") -> dict[UUID, str]:
    """Why each hold was placed, as far as this context may open it."""
    found = list(rows)
    keys = open_keys(organisation_id, {row.data_key_id for row in found}, using=using)
    return {
        row.pk: keys[row.data_key_id].open(bytes(row.sealed), row=row.pk, table=HOLD).decode()
        for row in found
        if row.data_key_id in keys and row.sealed
    }
