"""What is sealed of a question: who asks by name, what, on which ground by their own words, and their reference."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from uuid import UUID

from waarborg.gate.door import Door
from waarborg.vault.services import OpenKey, data_key

TABLE = "enquiries_enquiry"
FATE = "request"
"""The retention class: as of what clients ask, what was asked can be told as long as there is a dossier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidInEnquiry:
    """In their words: who asks, what, on which ground, and under which reference of theirs."""

    name: str
    words: str
    ground: str = ""
    reference: str = ""

    def to_bytes(self) -> bytes:
        """As JSON."""
        return json.dumps(asdict(self), ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, plain: bytes) -> SaidInEnquiry:
        """From JSON."""
        return cls(**json.loads(plain))


def key_in(door: Door) -> OpenKey:
    """The key of what was asked about the dossier in focus."""
    return data_key(
        door.actor.organisation_id,
        person_id=UUID(door.dossier["person"]),
        scope_id=UUID(door.dossier["id"]),
        retention_class=FATE,
        using=door.using,
    )
