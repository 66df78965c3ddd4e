"""Everybody counted in PostgreSQL, over frames and look-up tokens: no record is opened and nobody is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connections

from waarborg.dossiers.catalogue import Catalogue, catalogue_of
from waarborg.gate.door import Door
from waarborg.kernel import clock
from waarborg.overviews.tables import Population
from waarborg.practice.choices import OverviewOf, Side
from waarborg.vault.blind_index import REGIONS
from waarborg.vault.choices import TokenKind
from waarborg.vault.index_keys import INDEX_KEYS

QUARTER = "quarter"
TRAJECTORIES = (QUARTER, Side.KIND, Side.PRINCIPAL, Side.AGE, Side.REGION, Side.OUTCOME, Side.LEAD, Side.HOURS)
REQUESTS = (QUARTER, Side.RIGHT, Side.ANSWER)
COMPLAINTS = (QUARTER, Side.SUBJECT, Side.BECAME)

AGES = (27, 40, 55)
"""Years at the start: younger than the first, between two of them, from the last on."""
LEADS = (91, 183, 365, 730)
"""Days from start to end."""
MINUTES = (600, 1500, 3000, 6000)
"""Minutes of guidance."""
OLDEST = 100


def population(door: Door, of: str) -> Population:
    """Everybody that an overview about this may be counted from, in the quarters that are over."""
    if of == OverviewOf.REQUESTS:
        return _counted(door, REQUESTS, "select * from gate.counted_requests(%s)", [of])
    if of == OverviewOf.COMPLAINTS:
        return _counted(door, COMPLAINTS, "select * from gate.counted_complaints(%s)", [of])
    catalogue, organisation = catalogue_of(door.actor.in_force), door.actor.organisation_id
    key = INDEX_KEYS.current(organisation, using=door.using)
    born, first, days = _birth(door, catalogue)
    lives, regions = _region(door, catalogue)
    asked: list[Any] = [
        of, born, key.tokens_of_days(first, days), first,
        lives, [key.token(TokenKind.REGION, region) for region in regions], list(regions),
        list(AGES), list(LEADS), list(MINUTES),
    ]  # fmt: skip
    statement = (
        "select * from gate.counted_trajectories(%s, %s, %s::bytea, %s::date, %s, %s::bytea[], %s::text[],"
        " %s::integer[], %s::integer[], %s::integer[])"
    )
    return _counted(door, TRAJECTORIES, statement, asked)


def _counted(door: Door, attributes: Sequence[str], statement: str, asked: list[Any]) -> Population:
    counts: Counter[tuple[str, ...]] = Counter()
    with connections[door.using].cursor() as cursor:
        cursor.execute(statement, asked)
        for *values, number in cursor.fetchall():
            counts[tuple(values)] += number
    return Population(tuple(str(name) for name in attributes), counts)


def _birth(door: Door, catalogue: Catalogue) -> tuple[str, date, int]:
    """The kind of data with the day of birth, and the days that it can be; none where it may not be counted."""
    where, today = catalogue.birth_date, clock.today()
    first = date(today.year - OLDEST, 1, 1)
    if where is None or not door.decide(where[0].key).allowed:
        return "", first, 0
    return where[0].key, first, (today - first).days


def _region(door: Door, catalogue: Catalogue) -> tuple[str, Sequence[str]]:
    """The kind of data with the client's own postcode; none where it may not be counted."""
    for entry in catalogue:
        own = not (entry.of_trajectory or entry.rule.redacts or entry.rule.sensitivity == "third_person")
        if own and any(field.type == "postcode" for field in entry.rule.fields.values()):
            return (entry.key, REGIONS) if door.decide(entry.key).allowed else ("", ())
    return "", ()
