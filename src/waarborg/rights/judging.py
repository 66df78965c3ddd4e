"""Who handles a request: whoever may read who the client is, and whom an article names to answer it or to see to it.

The second may not be able to read anything else of the dossier. They know of the request, what was asked and until
when, and write the answer; who the client is stays with who gives the letter.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connections

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door, in_context
from waarborg.kernel.errors import NotFound
from waarborg.letters.services import require_identity
from waarborg.rights.models import Request


def decides(actor: Actor, row: Request) -> bool:
    """Does an article name a role of this actor to answer it; or to see to it, where none names who answers?"""
    return (row.judged_by or row.overseen_by) in actor.roles


def named(actor: Actor, row: Request) -> bool:
    """Does an article name a role of this actor for this request at all?"""
    return bool({row.judged_by, row.overseen_by} & set(actor.roles))


def by_right(door: Door, row: Request | None) -> list[Answer]:
    """By what somebody handles it: a yes to reading who the client is, or none where an article names their role.

    Raises `Refused` to anybody else.
    """
    if row is None or not named(door.actor, row):
        return [require_identity(door)]
    found = door.decide(catalogue_of(door.actor.in_force).identity.key, door.scope())
    return [found] if found.allowed else []


def dossier_of(actor: Actor, request_id: UUID) -> UUID:
    """The dossier of a request that an article gives this actor. It opens nothing. Raises `NotFound`."""
    with in_context(actor, "request"), connections["default"].cursor() as cursor:
        cursor.execute("select gate.dossier_of_request(%s)", [request_id])
        (found,) = cursor.fetchone()
    if found is None:
        raise NotFound("There is no such request here.")
    return UUID(str(found))
