"""Acts of who keeps the installation, from its pages.

ask_rehearsal(actor)        putting the newest copy back is tried by the worker, now
"""

from __future__ import annotations

from contextlib import suppress

from django.utils.translation import gettext as _
from procrastinate.exceptions import AlreadyEnqueued

from waarborg.backups.jobs import rehearse_now
from waarborg.backups.places import configured
from waarborg.backups.selectors import may_see
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind


def ask_rehearsal(actor: Actor) -> None:
    """Have the worker try the newest copy, as an event.

    Raises `NotFound` for who oversees nothing, and `InvalidInput` where this installation makes no copies by itself.
    """
    if not may_see(actor):
        raise NotFound("There is nothing here for you.")
    if configured() is None:
        raise InvalidInput(_("No backups are made here yet. Whoever keeps the server says where they go."))
    with open_door(actor, "read") as door:
        door.note(Kind.REHEARSAL_ASKED)
    with suppress(AlreadyEnqueued):
        rehearse_now.defer()
