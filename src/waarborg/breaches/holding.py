"""Whether a data breach that concerns a dossier is looked into: it holds destruction until it is closed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connections

from waarborg.gate.door import Door


def breach_since(door: Door, dossier_id: UUID) -> date | None:
    """Since when; None without one that is open. Nothing else of it is told. One statement."""
    with connections[door.using].cursor() as cursor:
        cursor.execute("select gate.open_breach_since(%s)", [dossier_id])
        found: date | None = cursor.fetchone()[0]
    return found
