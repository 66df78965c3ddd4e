"""What faces ask about the letter to all at once: begin it, and the worker goes on."""

from __future__ import annotations

from waarborg.gate.actors import Actor
from waarborg.letters import rounds
from waarborg.letters.jobs import tell_all as job

__all__ = ["tell_all"]


def tell_all(actor: Actor, *, page: str) -> None:
    """Send the changed regulation to every client who has an earlier one. Raises `Refused` and `Conflict`."""
    made = rounds.begin_round(actor, page=page)
    job.defer(organisation_id=str(actor.organisation_id), round_id=str(made))
