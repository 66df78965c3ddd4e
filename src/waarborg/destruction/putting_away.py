"""Putting away: what is not destroyed yet and that nobody may read any more leaves its dossier.

Everything that one key sealed is sealed again under a key of its own, without the name of anybody, and then goes from
where it was as in any destruction. Both happen in one transaction; which tables that are says the catalogue of the
database, and what a row holds says the `personal_data.py` of its room.

A file goes with the kind of data that it is part of. What a statute keeps loses the names that people gave its files:
the law asks for what is in them, and a name often says whose it is.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connections, models

from waarborg.destruction.models import Line, PutAway
from waarborg.destruction.sealing import Item, new_key, sealed_items
from waarborg.dossiers.models import Record
from waarborg.gate.door import Door
from waarborg.inventory.registry import holding_of
from waarborg.kernel import clock
from waarborg.kernel.identifiers import new_id
from waarborg.kernel.personal_data import Holds
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.blobs import blob_row, open_blob, store_blob
from waarborg.vault.services import OpenKey, open_keys

SAID = (Holds.CLIENT, Holds.STAFF)
"""What of a row is kept beside what it sealed: days, words and numbers, and no pointer to anybody."""


def put_away(door: Door, line: Line) -> None:
    """Seal what a key opens under a key of its own, in the unit of work in which the old places are emptied."""
    assert line.closed_until is not None  # noqa: S101 - what is put away has its last day, by a check of the table
    with connections[door.using].cursor() as cursor:
        cursor.execute("select place, said::text from gate.sealed_under(%s)", [line.data_key_id])
        rows = [(place, json.loads(said)) for place, said in cursor.fetchall()]
    old = open_keys(line.organisation_id, [line.data_key_id], using=door.using)[line.data_key_id]
    made, key = new_id(), new_key(line.organisation_id, line.dossier_id, using=door.using)
    under = _Under(door, old, key, nameless=line.closed_by_statute)
    items = under.items([_row(place, found) for place, found in rows])
    row = PutAway(
        id=made,
        organisation_id=line.organisation_id,
        line_id=line.pk,
        dossier_id=line.dossier_id,
        scope_id=line.scope_id,
        data_key_id=key.id,
        categories=line.categories,
        records=line.records,
        statute=line.closed_by_statute,
        rests_on=line.rests_on,
        put_away_on=clock.today(),
        until_on=line.closed_until,
        sealed=sealed_items(key, made, items),
        decision_id=door.note(Kind.PUT_AWAY, categories=tuple(line.categories)),
    )
    PutAway.objects.using(door.using).bulk_create([row])


def _row(place: str, found: Mapping[str, Any]) -> models.Model:
    """A row of any table, as the database says it in JSON, as a row of its model."""
    table = place.rpartition(".")[2].strip('"')
    about = next(one._meta for one in apps.get_models() if one._meta.db_table == table)  # noqa: SLF001 - Django's own way
    given = {field.attname: _value(field, found[str(field.column)]) for field in about.concrete_fields}
    return about.model(**given)


def _value(field: Any, said: Any) -> Any:
    if said is not None and isinstance(field, models.BinaryField):
        return bytes.fromhex(str(said).removeprefix("\\x"))
    return field.to_python(said)


@dataclass(frozen=True, slots=True)
class _Under:
    """What one key sealed, on its way to another. `nameless`: without the names of its files."""

    door: Door
    old: OpenKey
    key: OpenKey
    nameless: bool

    def items(self, rows: Sequence[Any]) -> list[Item]:
        """Each row as an item; of a record that pointed to a file, and of the file, only what they say."""
        kinds: dict[UUID | None, str] = {row.pk: row.category for row in rows if isinstance(row, Record)}
        files = {str(row.pk) for row in rows if getattr(row, "blob_id", None)}
        return [self._item(row, kinds, files) for row in rows]

    def _item(self, row: Any, kinds: Mapping[UUID | None, str], files: Collection[str]) -> Item:
        held = holding_of(row._meta.label)  # noqa: SLF001 - Django's own way
        kind, _sep, column = held.category.partition(":")
        sealed = bool(getattr(row, "sealed", b""))
        opened = held.opens(row, self.old) if held.opens and sealed else {}
        file = self._file(row)
        nameless = {"name"} if file and self.nameless else set()
        return Item(
            category=str(getattr(row, column)) if kind == "column" else kinds.get(_part_of(row), held.category),
            said={name: _text(getattr(row, name)) for name in held.holding(*SAID)},
            opened={
                name: str(value) for name, value in opened.items() if name not in nameless and str(value) not in files
            },
            file=file,
        )

    def _file(self, row: Any) -> dict[str, str]:
        """The file of a row, sealed again under the new key: where it lies now, and what kind of file it is."""
        blob_id: UUID | None = getattr(row, "blob_id", None)
        if blob_id is None:
            return {}
        there = blob_row(self.key.organisation_id, blob_id, using=self.door.using)
        moved = store_blob(self.key, open_blob(there, self.old), using=self.door.using)
        return {"id": str(moved.id), "kind": str(getattr(row, "kind", ""))}


def _part_of(row: Any) -> UUID | None:
    """The record of which a row with a file is part."""
    return getattr(row, "record_id", None) if getattr(row, "blob_id", None) else None


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
