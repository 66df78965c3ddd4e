"""The records of many new dossiers at once: keys, sealed contents, events, and the tokens by which they are found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.db import connections

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.covering import put_apart
from waarborg.dossiers.models import Record
from waarborg.dossiers.sealing import Content, fate_of, sealed, tokens_of
from waarborg.gate.door import Claims, Door
from waarborg.imports.files import Packed
from waarborg.imports.items import Item
from waarborg.imports.judging import writing
from waarborg.imports.planning import Planned
from waarborg.kernel import clock
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.entries import EventEntry
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.blobs import store_blob
from waarborg.vault.services import NewFate, OpenKey, new_data_keys


class MadeDossier(Protocol):
    """A dossier that was just made, with what is to stand in it."""

    @property
    def planned(self) -> Planned:
        """What it was made after."""

    @property
    def id(self) -> UUID:
        """The dossier's."""

    @property
    def person_id(self) -> UUID:
        """The person's."""

    @property
    def trajectory_id(self) -> UUID:
        """The first trajectory's."""


@dataclass(frozen=True, slots=True)
class _Filed:
    """An item with the dossier and scope that it goes to, and the fate that its key is of."""

    made: MadeDossier
    item: Item
    fate: str
    own: bool

    @property
    def scope_id(self) -> UUID:
        return self.made.trajectory_id if self.item.entry.of_trajectory else self.made.id


class RecordWriter:
    """Writes the first records of some dossiers. The answers of the rules were given when they were planned."""

    def __init__(self, door: Door, made: Sequence[MadeDossier], packed: Packed) -> None:
        self.door, self.made, self.packed = door, made, packed
        self.actor, self.catalogue = door.actor, catalogue_of(door.actor.in_force)

    def write(self) -> None:
        """Write all of them: those that state the same together, since a context states one thing."""
        groups: dict[Claims, list[_Filed]] = {}
        for one in self.made:
            kind = one.planned.situation.principal_kind
            for item in one.planned.items:
                each = _Filed(one, item, *fate_of(self.catalogue, item.entry, kind))
                groups.setdefault(writing(self.actor, item.entry), []).append(each)
        for claims, filed in groups.items():
            self._together(self.door, claims, filed)

    def _together(self, door: Door, claims: Claims, filed: Sequence[_Filed]) -> None:
        dossiers = list(dict.fromkeys(one.made.id for one in filed))
        categories = sorted({one.item.entry.key for one in filed})
        door.turn_to_many("write", dossiers, claims, narrow=categories)
        keys = self._keys(filed)
        for alike in self._alike(filed):
            decision = self._noted(alike)
            records = [self._record(one, keys[_key_of(one)], decision) for one in alike]
            Record.objects.using(door.using).bulk_create(records, batch_size=1000)
            self._store_tokens(zip(alike, records, strict=True))

    def _keys(self, filed: Sequence[_Filed]) -> dict[object, OpenKey]:
        """One key per fate, and one for each item that may be erased alone."""
        wanted = {_key_of(one): NewFate(one.made.person_id, one.scope_id, one.fate, own=one.own) for one in filed}
        made = new_data_keys(self.actor.organisation_id, list(wanted.values()), using=self.door.using)
        return dict(zip(wanted, made, strict=True))

    def _alike(self, filed: Iterable[_Filed]) -> list[list[_Filed]]:
        """Items of dossiers of which the same is known and in which the same is written: one answer holds for all."""
        per_dossier: dict[UUID, list[_Filed]] = {}
        for one in filed:
            per_dossier.setdefault(one.made.id, []).append(one)
        found: dict[object, list[_Filed]] = {}
        for items in per_dossier.values():
            what = frozenset((one.item.entry.key, one.item.marks) for one in items)
            found.setdefault((items[0].made.planned.situation, what), []).extend(items)
        return list(found.values())

    def _noted(self, alike: Sequence[_Filed]) -> UUID:
        """One decision for all of them, and an event in each dossier."""
        self.door.noting({id(one.item.answer): one.item.answer for one in alike}.values())
        categories: dict[UUID, dict[str, None]] = {}
        for one in alike:
            categories.setdefault(one.made.id, {})[one.item.entry.key] = None
        return self.door.note_each(
            [
                EventEntry(kind=Kind.RECORD_CREATED, dossier_id=dossier_id, categories=tuple(kinds))
                for dossier_id, kinds in categories.items()
            ]
        )

    def _record(self, one: _Filed, key: OpenKey, decision: UUID) -> Record:
        item, now = one.item, clock.now()
        record = Record(
            id=new_id(),
            organisation_id=self.actor.organisation_id,
            dossier_id=one.made.id,
            trajectory_id=one.made.trajectory_id if item.entry.of_trajectory else None,
            scope_id=one.scope_id,
            category=item.entry.key,
            retention_class=one.fate,
            data_key_id=key.id,
            source=item.source,
            purpose=self.door.context.purpose or "",
            ground=item.ground,
            author_id=self.actor.account_id,
            marks=item.marks,
            only_one=item.entry.rule.single,
            occurred_on=item.occurred_on,
            created_at=now,
            changed_at=now,
            decision_id=decision,
        )
        kept, apart = put_apart(item.entry, self._fields(item, key), secret=item.secret_address)
        content = Content(fields=kept, note=item.note, secret=apart)
        record.sealed = sealed(key, item.entry, content, row=record.pk, version=1)
        return record

    def _fields(self, item: Item, key: OpenKey) -> Mapping[str, str]:
        """With the file that is kept with it, sealed under the same key."""
        if not item.file:
            return item.fields
        blob = store_blob(key, [self.packed.read(item.file)], using=self.door.using)
        return {**item.fields, item.file_field: str(blob.id)}

    def _store_tokens(self, written: Iterable[tuple[_Filed, Record]]) -> None:
        rows: list[tuple[UUID, UUID, str, bytes]] = []
        for one, record in written:
            told, _apart = put_apart(one.item.entry, one.item.fields, secret=one.item.secret_address)
            for kind, token in tokens_of(self.actor.organisation_id, one.item.entry, told):
                rows.append((record.dossier_id, record.pk, kind, token))
        if not rows:
            return
        columns = [list(column) for column in zip(*rows, strict=True)]
        with connections[self.door.using].cursor() as cursor:
            cursor.execute(_STORE_TOKENS, [self.actor.organisation_id, *columns])


# Without `returning`: whoever may write a record, but not read it, sees no token of it either.
_STORE_TOKENS = """
insert into dossiers_searchtoken (organisation_id, dossier_id, record_id, kind, token)
select %s, t.* from unnest(%s::uuid[], %s::uuid[], %s::text[], %s::bytea[]) t
"""


def _key_of(one: _Filed) -> object:
    return id(one.item) if one.own else (one.made.person_id, one.scope_id, one.fate)
