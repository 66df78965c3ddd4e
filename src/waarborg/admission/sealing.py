"""What is sealed of a mandate: who the representative is, and what was seen."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from waarborg.gate.door import Door
from waarborg.gate.keys import key_in_focus
from waarborg.vault.services import OpenKey
from waarborg.vault.words import Words

TABLE = "admission_mandate"
FATE = "mandate"
"""The retention class of mandates: they end with the dossier."""


@dataclass(frozen=True, slots=True)
class Said(Words):
    """What is written down of who decides for a client."""

    name: str
    seen: str


def key_in(door: Door) -> OpenKey:
    """The key of the mandates about the dossier in focus."""
    return key_in_focus(door, FATE)


def opened(key: OpenKey, sealed: bytes, row: UUID) -> Said:
    """What was sealed."""
    return Said.from_bytes(key.open(sealed, row=row, table=TABLE))
