"""The scopes of a whole list, as PostgreSQL finds them in one statement: to decide in Python on every row of it."""

from __future__ import annotations

from typing import Any

from django.db import connections

from waarborg.gate.scopes import Scope
from waarborg.gate.unit import Door

KINDS = """
select s.scope_id, s.dossier_id, k.principal_kind, k.part, k.granted, k.true_facts, k.false_facts
from gate.kinds() k cross join unnest(k.scope_ids, k.dossier_ids) s (scope_id, dossier_id)
"""
OF_A_VIEW = "has_view"


def scopes_of_list(door: Door) -> tuple[Scope, ...]:
    """Every scope that the actor has to do with, with what is known of it. One statement."""
    with connections[door.using].cursor() as cursor:
        cursor.execute(KINDS)
        return tuple(_scope(row) for row in cursor.fetchall())


def _scope(row: Any) -> Scope:
    scope_id, dossier_id, principal_kind, part, granted, true, false = row
    return Scope(
        id=scope_id,
        dossier_id=dossier_id,
        principal_kind=principal_kind,
        true=frozenset(true) - {OF_A_VIEW},
        false=frozenset(false) - {OF_A_VIEW},
        part=None if part is None else frozenset(part),
        viewed=None if granted is None else frozenset(granted),
        has_view=OF_A_VIEW in true,
    )
