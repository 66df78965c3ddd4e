"""What is sealed of a mandate: who the representative is, and what was seen."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from uuid import UUID

from waarborg.gate.door import Door
from waarborg.vault.services import OpenKey, data_key

TABLE = "admission_mandate"
FATE = "mandate"
"""The retention class of mandates: they end with the dossier."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is written down of who decides for a client."""

    name: str
    seen: str

    def to_bytes(self) -> bytes:
        """As JSON."""
        return json.dumps(asdict(self), ensure_ascii=False).encode()


def key_in(door: Door) -> OpenKey:
    """The key of the mandates about the dossier in focus."""
    return data_key(
        door.actor.organisation_id,
        person_id=UUID(door.dossier["person"]),
        scope_id=UUID(door.dossier["id"]),
        retention_class=FATE,
        using=door.using,
    )


def opened(key: OpenKey, sealed: bytes, row: UUID) -> Said:
    """What was sealed."""
    return Said(**json.loads(key.open(sealed, row=row, table=TABLE)))
