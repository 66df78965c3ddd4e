"""What faces ask about a message to several: send it, and the worker goes on."""

from __future__ import annotations

from uuid import UUID

from waarborg.gate.actors import Actor
from waarborg.mailings.group_messages import NewGroupMessage, begin
from waarborg.mailings.jobs import send_on

__all__ = ["send_to_several"]


def send_to_several(actor: Actor, new: NewGroupMessage) -> UUID:
    """Send it to each who may get it; of the others it is written down why not. Raises `InvalidInput` and `Refused`."""
    made = begin(actor, new)
    send_on.defer(organisation_id=str(actor.organisation_id), message_id=str(made))
    return made
