"""What of a package somebody may look at before it goes: what they may read, and what an article lets them take out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from django.db import connections

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.covering import put_apart
from waarborg.dossiers.selectors import RECORDS, SeenRecord, opened_records
from waarborg.gate.door import Door
from waarborg.gate.scopes import MARKS

ACTS = ("read", "export")


def in_hand(door: Door, record_ids: Collection[UUID]) -> dict[UUID, SeenRecord]:
    """Those of some records that whoever acts may look at, whole. The door turns to taking out. Two statements.

    Weighed record by record by the policy; row-level security weighs the same again.
    """
    dossier_id = UUID(door.dossier["id"])
    door.turn_to("export", dossier_id)
    if not record_ids:
        return {}
    with connections[door.using].cursor() as cursor:
        cursor.execute(f"{RECORDS} and r.id = any(%s)", [dossier_id, list(record_ids)])
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {one.id: without_address(one) for one in opened_records(door, rows, whole=True) if may_look(door, one)}


def without_address(record: SeenRecord) -> SeenRecord:
    """The same without where the client lives, where that is secret: to look at a package nobody has to know it."""
    if not record.secret_address:
        return record
    fields, _apart = put_apart(record.entry, record.content.fields, secret=True)
    return replace(record, content=replace(record.content, fields=fields))


def may_look(door: Door, record: SeenRecord) -> bool:
    """Does the policy let whoever acts read this record, or take it out?"""
    if record.entry.key not in catalogue_of(door.actor.in_force).entries:
        return False
    marks = sum(bit for mark, bit in MARKS.items() if mark in record.marks)
    scope = door.scope(record.scope_id)
    return any(door.decide(record.entry.key, scope, action=act, author=record.own, marks=marks).allowed for act in ACTS)
