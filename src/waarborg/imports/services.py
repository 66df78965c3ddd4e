"""What faces ask of imports. What takes long is handed to the worker; a page shows how far it is.

import_id = receive(actor, name=…, content=…)        kept encrypted, nothing stored of anybody
columns_chosen(actor, import_id, mapped)             the worker tries it: waiting.look(...) says what was found
confirm(actor, import_id, announced=…, park=…)       the worker brings it in, whole or not at all
undo(actor, import_id)                               the worker takes it out again
"""

from __future__ import annotations

from uuid import UUID

from waarborg.gate.actors import Actor
from waarborg.imports import bringing_in, jobs, trying, undoing
from waarborg.imports.mapping import Mapped
from waarborg.imports.waiting import receive

__all__ = ["columns_chosen", "confirm", "receive", "undo"]


def columns_chosen(actor: Actor, import_id: UUID, mapped: Mapped) -> None:
    """Say what each column is, and have it tried. Raises `Refused`, `NotFound`, `Conflict` and `InvalidInput`."""
    trying.choose(actor, import_id, mapped)
    jobs.try_out.defer(**_whose(actor, import_id))


def confirm(actor: Actor, import_id: UUID, *, announced: str, park: bool) -> None:
    """Have it brought in as it was announced. Raises `Refused`, `NotFound`, `Conflict` and `InvalidInput`."""
    bringing_in.confirm(actor, import_id, announced=announced, park=park)
    jobs.bring_in.defer(**_whose(actor, import_id))


def undo(actor: Actor, import_id: UUID) -> None:
    """Have it undone. Raises `Refused`, `NotFound` and `ChangedSince`."""
    undoing.ask_to_undo(actor, import_id)
    jobs.undo.defer(**_whose(actor, import_id))


def _whose(actor: Actor, import_id: UUID) -> dict[str, str]:
    return {
        "organisation_id": str(actor.organisation_id),
        "account_id": str(actor.somebody),
        "import_id": str(import_id),
    }
