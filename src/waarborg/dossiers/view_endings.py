"""How looking along ends: the program writes off what is over, and remembers that the client was told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from waarborg.dossiers.choices import ViewState
from waarborg.dossiers.duties import Moment, ended, follow, limit_of
from waarborg.dossiers.looks import words_of
from waarborg.dossiers.models import View
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door, in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, NotFound
from waarborg.ledger.vocabulary import Kind


def end_over(system: Actor, *, using: str = "default") -> int:
    """Write off every view of the organisation whose time is over; return how many. Each had closed by itself.

    Each is a unit of work of its own, done by the program on behalf of who looked along.
    """
    over = {"state": ViewState.GRANTED, "ended_at__isnull": True, "ends_at__lte": clock.now()}
    with in_context(system, using=using):
        waiting = list(View.objects.using(using).filter(**over).values_list("pk", "dossier_id"))
    for view_id, dossier_id in waiting:
        _end(system, dossier_id, view_id, over, using)
    return len(waiting)


def _end(system: Actor, dossier_id: UUID, view_id: UUID, over: Mapping[str, Any], using: str) -> None:
    with open_door(system, "grant", dossier_id=dossier_id, using=using) as door:
        view = View.objects.using(using).get(pk=view_id)
        door.noting([limit_of(door, view)])
        door.note(Kind.VIEW_ENDED, details={"view": str(view_id)}, responsible_id=view.account_id)
        if not View.objects.using(using).filter(pk=view_id, **over).update(ended_at=view.ends_at):
            raise Conflict("This view was ended in the meantime.")
        view.ended_at = view.ends_at
        ended(door, view, words_of(view, using=using).reason)


def told(door: Door, view_id: UUID, because: Answer) -> None:
    """Remember, in an open unit of work, that the client was told of a view. Raises `NotFound`, `Conflict`."""
    view = View.objects.using(door.using).filter(pk=view_id, state=ViewState.GRANTED).first()
    if view is None:
        raise NotFound("There is no such view here.")
    if view.client_told_at is not None:
        raise Conflict("The client has been told already.")
    View.objects.using(door.using).filter(pk=view_id).update(client_told_at=clock.now())
    view.client_told_at = clock.now()
    follow(Moment.TOLD, door, view, words_of(view, using=door.using).reason, because)
