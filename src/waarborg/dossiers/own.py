"""The dossiers that a client comes in for: their own, or of whom they decide for."""

from __future__ import annotations

from uuid import UUID

from django.db import connections

from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context
from waarborg.kernel.errors import NotFound


def speaks_for(actor: Actor, dossier_id: UUID) -> str:
    """As whom the actor speaks for the client of this dossier. Raises `NotFound` to whoever does not."""
    with in_context(actor), connections["default"].cursor() as cursor:
        cursor.execute("select gate.speaks_as(%s)", [dossier_id])
        found = cursor.fetchone()
    if found is None:
        raise NotFound("There is no such dossier of theirs here.")
    return str(found[0])
