"""What is sealed of a package: where it goes, which words are covered, and the files. Each package has its own key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from uuid import UUID

from waarborg.gate.door import Door
from waarborg.vault.services import OpenKey, data_key

PACKAGE = "subject_access_package"
COVERING = "subject_access_covering"
FATE = "package"
"""The retention class of what is made for a client: it ends soon, by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goes:
    """To which body it goes straight, and at which e-mail address; on whose written instruction, seen when."""

    name: str
    address: str
    instructed_on: str

    def to_bytes(self) -> bytes:
        """As JSON."""
        return json.dumps(asdict(self), ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, plain: bytes) -> Goes:
        """From JSON."""
        found: Mapping[str, str] = json.loads(plain)
        return cls(**found)


def new_key(door: Door) -> OpenKey:
    """A key for one package of the dossier in focus, which ends alone."""
    return data_key(
        door.actor.organisation_id,
        person_id=UUID(door.dossier["person"]),
        scope_id=UUID(door.dossier["id"]),
        retention_class=FATE,
        own=True,
        using=door.using,
    )
