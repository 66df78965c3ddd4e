"""Who reads registers, and the door through which they do: an auditor with a term, and who answers for the agency."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connections

from waarborg.gate.actors import Actor, holds
from waarborg.gate.door import Door, open_door
from waarborg.kernel.errors import NotFound
from waarborg.ledger.vocabulary import Kind

AUDITOR = "auditor"
WRITES = frozenset({"management", "privacy_officer", "responsible", "system_administrator"})
"""Roles that read every register and write its texts; PostgreSQL holds the same list."""


def reads_registers(actor: Actor) -> bool:
    """Are there registers here for this actor?"""
    return holds(actor, {AUDITOR, *WRITES})


def writes_registers(actor: Actor) -> bool:
    """Does this actor write texts? An auditor only reads."""
    return holds(actor, WRITES)


@contextmanager
def reading(actor: Actor, which: str) -> Iterator[Door]:
    """An open unit of work in which a register is read, as an event. Raises `NotFound` for who reads none."""
    if not reads_registers(actor):
        raise NotFound("There are no registers here for you.")
    with open_door(actor, "read") as door:
        door.note(Kind.REGISTERS_READ, details={"register": which})
        yield door


def rows_of(door: Door, function: str, *given: Any) -> list[Sequence[Any]]:
    """What a function of the database answers who reads registers; its name comes from this room alone."""
    places = ", ".join(["%s"] * len(given))
    with connections[door.using].cursor() as cursor:
        cursor.execute(f"select * from gate.register_{function}({places})", list(given))  # noqa: S608 - our own names
        return list(cursor.fetchall())
