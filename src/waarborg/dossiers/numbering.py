"""Dossier numbers: the agency's prefix, the year, and the next number of that year. They say nothing of anybody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import connections

from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context
from waarborg.kernel.errors import NotFound


def next_number(opened_on: date, *, using: str = "default") -> str:
    """The next free number, for instance ZP-2026-0147. Two who ask at once wait for each other."""
    with connections[using].cursor() as cursor:
        cursor.execute("select gate.next_dossier_number(%s)", [opened_on.year])
        (number,) = cursor.fetchone()
    return str(number)


def dossier_numbered(actor: Actor, number: str, *, using: str = "default") -> UUID:
    """The dossier with this number at the actor's own organisation. It opens nothing: the gate does.

    Raises `NotFound`, also for a number of another organisation.
    """
    with in_context(actor, "request", using=using), connections[using].cursor() as cursor:
        cursor.execute("select gate.dossier_numbered(%s)", [number])
        (found,) = cursor.fetchone()
    if found is None:
        raise NotFound("There is no such dossier here.")
    return UUID(str(found))


def numbers_of(dossier_ids: Iterable[UUID], *, using: str = "default") -> dict[UUID, str]:
    """The numbers of some dossiers, inside a unit of work. One statement."""
    with connections[using].cursor() as cursor:
        cursor.execute("select id, number from gate.numbers_of(%s)", [list(set(dossier_ids))])
        return dict(cursor.fetchall())
