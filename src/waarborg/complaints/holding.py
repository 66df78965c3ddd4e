"""Whether a complaint about a dossier is open: it holds destruction until it is closed. Nothing else of it is told."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import connections

from waarborg.gate.door import Door


def complaint_since(door: Door, dossier_id: UUID) -> date | None:
    """Since when; None without an open complaint. One statement."""
    with connections[door.using].cursor() as cursor:
        cursor.execute("select gate.pending_complaint_since(%s)", [dossier_id])
        found: date | None = cursor.fetchone()[0]
    return found
