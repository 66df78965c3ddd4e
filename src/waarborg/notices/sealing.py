"""What is sealed of a notice: why a client need not be told, in words."""

from __future__ import annotations

from uuid import UUID

from waarborg.gate.door import Door
from waarborg.vault.services import OpenKey, data_key

TABLE = "notices_clientnotice"
FATE = "notice"
"""The retention class of notices: that somebody was told can be shown as long as there is a dossier."""


def key_in(door: Door) -> OpenKey:
    """The key of the notices about the dossier in focus."""
    return data_key(
        door.actor.organisation_id,
        person_id=UUID(door.dossier["person"]),
        scope_id=UUID(door.dossier["id"]),
        retention_class=FATE,
        using=door.using,
    )
