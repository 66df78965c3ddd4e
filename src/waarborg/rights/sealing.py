"""What is sealed of a request: what was asked and why steps were taken, in words."""

from __future__ import annotations

from uuid import UUID

from waarborg.gate.door import Door
from waarborg.vault.services import OpenKey, data_key

REQUEST = "rights_request"
STEP = "rights_requeststep"
FATE = "request"
"""The retention class of requests: what was asked can be shown as long as there is a dossier."""


def key_in(door: Door) -> OpenKey:
    """The key of the requests about the dossier in focus."""
    return data_key(
        door.actor.organisation_id,
        person_id=UUID(door.dossier["person"]),
        scope_id=UUID(door.dossier["id"]),
        retention_class=FATE,
        using=door.using,
    )
