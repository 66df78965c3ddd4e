"""The ledger has a term of its own: after it nothing says any more who did or saw what; only counts of it stay, sealed.

An event that is over its term keeps its place in the tree and the hash there, and nothing else: no moment, nobody, no
dossier, no kind. Its decision goes the same way. How many there were of each kind in each month stands in an event of
its own, which stays: the tree proves it, and whoever verifies the ledger counts again. PostgreSQL lets nothing younger
be emptied, whoever asks.
"""

from __future__ import annotations

import json

from django.db import connections

from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context, open_door
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.retention_rows import log_kept

BATCH = 2000
"""So many events in one transaction."""


def end_ledger(system: Actor, *, using: str = "worker", batch: int = BATCH) -> int:
    """Empty what is over its term in one organisation, month by month; return how many events. Once a month at most."""
    if log_kept(system.in_force.regulation, system.in_force.laws) is None:
        return 0
    ended = 0
    while done := _end(system, using, batch):
        ended += done
    return ended


def _end(system: Actor, using: str, batch: int) -> int:
    """One batch, with the event that says how many of each there were."""
    if not _waits(system, using):
        return 0
    with open_door(system, "destroy", using=using) as door, connections[using].cursor() as cursor:
        cursor.execute("select events, last_leaf, counted::text from gate.end_ledger(%s)", [batch])
        events, last_leaf, counted = cursor.fetchone()
        said = {word: str(number) for word, number in sorted(json.loads(counted).items())}
        door.note(Kind.LEDGER_ENDED, details={"events": str(events), "last_leaf": str(last_leaf), **said})
    return int(events)


def _waits(system: Actor, using: str) -> bool:
    """Is there an event over its term? A look at the oldest that are still whole."""
    with in_context(system, "destroy", using=using), connections[using].cursor() as cursor:
        cursor.execute("select gate.ledger_waits()")
        return bool(cursor.fetchone()[0])
