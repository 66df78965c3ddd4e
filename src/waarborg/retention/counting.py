"""Dates that the calendar alone changes, counted again in batches. What else changes them PostgreSQL follows itself."""

from __future__ import annotations

from django.db import connections

from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context
from waarborg.kernel import clock

BATCH = 500
"""So many dossiers in one transaction."""


def count_due(system: Actor, *, using: str = "worker") -> int:
    """Count what changed by the calendar in one organisation; return how many dates. Nothing due costs one look-up."""
    counted = 0
    while True:
        with in_context(system, using=using), connections[using].cursor() as cursor:
            cursor.execute("select gate.count_endings_due(%s, %s)", [clock.today(), BATCH])
            (found,) = cursor.fetchone()
        if not found:
            return counted
        counted += found
