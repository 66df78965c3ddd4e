"""Restrictions that came back with a copy of the data while their request did not.

Such an item stays out of sight until its restriction ends, and that ends by a request. So who hears the request again
may name the item by its outside, which they could not choose otherwise: nobody sees it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import connections

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.door import Door

RESTRICTING: Final = frozenset({"restriction", "objection"})
"""The rights by which an item is restricted."""


@dataclass(frozen=True, slots=True)
class LostRestriction:
    """An item that is restricted while its request is gone: its kind, also in words, and since when."""

    record_id: UUID
    category: str
    since: date
    title: str


def lost_restrictions(door: Door, right: str) -> Sequence[LostRestriction]:
    """Those of the dossier in focus, for a request by which an item can be restricted. One statement, or none."""
    if right not in RESTRICTING:
        return ()
    with connections[door.using].cursor() as cursor:
        cursor.execute(
            "select record_id, category, since from gate.lost_restrictions(%s) order by since", [door.dossier["id"]]
        )
        found = cursor.fetchall()
    titles = {entry.key: entry.rule.title for entry in catalogue_of(door.actor.in_force)}
    return [LostRestriction(row, kind, since, titles.get(kind, kind.replace("_", " "))) for row, kind, since in found]
