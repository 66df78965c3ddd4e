"""The key of something about the dossier in focus."""

from __future__ import annotations

from uuid import UUID

from waarborg.gate.door import Door
from waarborg.vault.services import OpenKey, data_key


def key_in_focus(door: Door, retention_class: str, *, own: bool = False) -> OpenKey:
    """The key with which it is sealed: of this fate in the dossier, or a new one that ends alone."""
    return data_key(
        door.actor.organisation_id,
        person_id=UUID(door.dossier["person"]),
        scope_id=UUID(door.dossier["id"]),
        retention_class=retention_class,
        own=own,
        using=door.using,
    )
