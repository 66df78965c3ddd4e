"""The way of working as an open unit of work knows it: the one in force, as its outline names it."""

from __future__ import annotations

from uuid import UUID

from waarborg.gate.door import Door
from waarborg.practice.selectors import Practice, numbered


def practice_in(door: Door) -> Practice:
    """The way of working in force. No statement of its own, once this process has read that version."""
    version = door.outline.given["practice"]
    return numbered(door.actor.organisation_id, UUID(version) if version else None, using=door.using)
