"""What stays of trajectories that are destroyed: counts of a whole year, in which nobody can be found.

A year is counted once: when it is over, before the first of it goes. Later destructions change nothing in it, so that
no difference between two counts says anything of anybody. Below the minimum of the rule nothing is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connections

from waarborg.destruction.choices import Measure
from waarborg.destruction.models import KeptCount, Line
from waarborg.destruction.proposing import may_look
from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.retention_rows import CountRow, count_row

OTHER = "other"
"""What is too few on its own, together; where that is too few as well it is not kept."""


@dataclass(frozen=True, slots=True)
class SeenCount:
    """One count of one year."""

    year: int
    measure: Measure
    value: str
    people: int


def keep_counts(system: Actor, destruction_id: UUID, *, using: str = "worker") -> int:
    """Count the years that a list touches, as far as the rules say so; return how many counts were kept."""
    row = count_row(system.in_force.regulation)
    if row is None:
        return 0
    with in_context(system, using=using):
        years = _years(destruction_id, using)
        found = {year: _counts(year, row, using) for year in years}
    kept = [(year, one) for year, several in found.items() for one in several]
    if not kept:
        return 0
    with open_door(system, "read", using=using) as door:
        decision = door.note(Kind.COUNTS_KEPT, details={"years": str(len(found))})
        KeptCount.objects.using(using).bulk_create(
            [
                KeptCount(
                    id=new_id(),
                    organisation_id=system.organisation_id,
                    year=year,
                    measure=measure,
                    value=value,
                    people=people,
                    rule=row.rule,
                    decision_id=decision,
                )
                for year, (measure, value, people) in kept
            ]
        )
    return len(kept)


def kept_counts(actor: Actor) -> list[SeenCount]:
    """Every count that was kept, the last year first. Raises `NotFound` for who may not look at lists."""
    if not may_look(actor):
        raise NotFound("There are no counts for you to look at.")
    with open_door(actor, "read") as door:
        door.note(Kind.DESTRUCTIONS_READ)
        rows = KeptCount.objects.using(door.using).order_by("-year", "measure", "-people", "value")
        return [SeenCount(one.year, Measure(one.measure), one.value, one.people) for one in rows]


def _years(destruction_id: UUID, using: str) -> list[int]:
    """The years that are over, of which something is on the list, and that were not counted yet."""
    lines = Line.objects.using(using).filter(destruction_id=destruction_id, left_out="")
    dossiers = list(lines.values_list("dossier_id", flat=True).distinct())
    with connections[using].cursor() as cursor:
        cursor.execute("select gate.years_ended(%s)", [dossiers])
        touched = {year for (year,) in cursor.fetchall() if year < clock.today().year}
    counted = set(KeptCount.objects.using(using).values_list("year", flat=True).distinct())
    return sorted(touched - counted)


def _counts(year: int, row: CountRow, using: str) -> list[tuple[str, str, int]]:
    """What is kept of one year: each value of which there are enough, and the rest together where that is enough."""
    with connections[using].cursor() as cursor:
        cursor.execute("select measure, value, people from gate.counts_of_year(%s)", [year])
        found = [one for one in cursor.fetchall() if one[0] in row.measures]
    return [one for measure in Measure if measure in row.measures for one in _enough(measure, found, row.minimum_group)]


def _enough(measure: str, found: Sequence[tuple[str, str, int]], least: int) -> list[tuple[str, str, int]]:
    mine = [one for one in found if one[0] == measure]
    large, rest = [one for one in mine if one[2] >= least], sum(one[2] for one in mine if one[2] < least)
    return [*large, (measure, OTHER, rest)] if rest >= least else large
