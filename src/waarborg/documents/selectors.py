"""Files seen: those of a dossier, one to look at, one to take along. Each look is an event."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from waarborg.documents.choices import Scan
from waarborg.documents.kinds import KINDS, FileKind
from waarborg.documents.models import Document, WaitingFile
from waarborg.documents.seen import SeenFile
from waarborg.documents.services import FILED, file_fields, fileable, permitted_files
from waarborg.documents.veiled import VeiledFile
from waarborg.documents.waiting import WAITING, Mailed, about_in
from waarborg.dossiers.catalogue import Entry, catalogue_of
from waarborg.dossiers.items import Place, one_record
from waarborg.dossiers.numbering import numbers_of
from waarborg.dossiers.selectors import SeenRecord, name_of, split
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door, open_door
from waarborg.gate.scopes import MARKS
from waarborg.kernel.errors import NotFound, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.blobs import StoredBlob, blob_row, open_blob
from waarborg.vault.services import OpenKey, open_keys

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOfDossier(SeenFile):
    """A file with a dossier. `entry` is None while nobody said what it is."""

    at: datetime
    by: str
    version: int = 1
    entry: Entry | None = None
    expires_at: datetime | None = None
    mailed: Mailed | None = None
    """The e-mail that it came in, while it waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenFiles:
    """The files of a dossier: those that the actor brought and that wait, and those that were filed, newest first.

    `fileable` are the kinds of data that may hold a file, `writable` those that may hold the text of a message too, and
    `closed` those that the actor may not add, each with the article that says so.
    """

    number: str
    name: str
    waiting: Sequence[FileOfDossier]
    filed: Sequence[FileOfDossier]
    fileable: Sequence[Entry]
    writable: Sequence[Entry]
    closed: Sequence[tuple[Entry, str]]


def files_of(actor: Actor, dossier_id: UUID) -> SeenFiles:
    """The files of a dossier. Raises `Refused` with the nearest no when nothing may be read, and `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        yes, _no = split(door)
        if not yes:
            raise door.refuse()
        catalogue = catalogue_of(actor.in_force)
        door.noting(yes.values())
        door.note(Kind.RECORDS_LISTED, categories=tuple(yes))
        waiting = _waiting_files(door, dossier_id)
        filed = list(
            Document.objects.using(door.using)
            .filter(dossier_id=dossier_id, record__category__in=list(yes))
            .select_related("account", "record")
            .order_by("-filed_at")[:MOST_SHOWN]
        )
        used = {row.data_key_id for row in waiting} | {row.data_key_id for row in filed}
        keys = open_keys(actor.organisation_id, used, using=door.using)
        name = name_of(door) if catalogue.identity.key in yes else ""
        number = door.dossier["number"]
        door.turn_to("write")
        every = list(fileable(door, message=True))
    return SeenFiles(
        number=number,
        name=name,
        waiting=[_seen(keys, row, WAITING) for row in waiting if row.data_key_id in keys],
        filed=[
            _seen(keys, row, FILED, catalogue.entries.get(row.record.category))
            for row in filed
            if row.data_key_id in keys
        ],
        fileable=[entry for entry, answer in every if answer.allowed and file_fields(entry)],
        writable=[entry for entry, answer in every if answer.allowed],
        closed=[(entry, next(iter(answer.articles), entry.article)) for entry, answer in every if not answer.allowed],
    )


def all_waiting(actor: Actor) -> Sequence[tuple[str, FileOfDossier]]:
    """Every file that waits for this actor, with the number of its dossier; those that go first in front."""
    with open_door(actor, "write") as door:
        mine = WaitingFile.objects.using(door.using).filter(account_id=actor.somebody).select_related("account")
        rows = list(mine.order_by("expires_at")[:MOST_SHOWN])
        door.note(Kind.RECORDS_LISTED, details={"waiting": len(rows)})
        keys = open_keys(actor.organisation_id, {row.data_key_id for row in rows}, using=door.using)
        numbers = numbers_of({row.dossier_id for row in rows}, using=door.using)
    return [
        (numbers[row.dossier_id], _seen(keys, row, WAITING))
        for row in rows
        if row.data_key_id in keys and row.dossier_id in numbers
    ]


def waiting_file(actor: Actor, dossier_id: UUID, waiting_id: UUID) -> FileOfDossier:
    """One file that waits. Raises `NotFound` for everybody but who brought it."""
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        rows = [row for row in _waiting_files(door, dossier_id) if row.pk == waiting_id]
        if not rows:
            if not permitted_files(door):
                raise door.refuse()
            raise NotFound("There is no such file here.")
        door.note(Kind.BLOB_OPENED)
        keys = open_keys(actor.organisation_id, {rows[0].data_key_id}, using=door.using)
        return _seen(keys, rows[0], WAITING)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFile:
    """A file that may be read: what it is, whose record it is part of, and its content to be streamed after this."""

    seen: FileOfDossier
    where: Place
    record: SeenRecord
    may_take: bool
    """May it be taken along, or only looked at here?"""
    versions: Sequence[FileOfDossier]
    blob: StoredBlob
    key: OpenKey

    def pieces(self) -> Iterator[bytes]:
        """The content, piece by piece."""
        return open_blob(self.blob, self.key)

    def whole(self) -> VeiledFile:
        """The content in a file that can be read at any place."""
        plain = VeiledFile()
        for piece in self.pieces():
            plain.write(piece)
        plain.seek(0)
        return plain


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOfRecord:
    """The newest version of the file in one field of a record, not opened yet."""

    record_id: UUID
    field: str
    kind: FileKind
    size: int
    blob_id: UUID
    data_key_id: UUID


def files_of_records(door: Door, records: Collection[UUID]) -> list[FileOfRecord]:
    """The newest file in each field of some records that may be read, in the order of the records. One statement."""
    rows = (
        Document.objects.using(door.using)
        .filter(record_id__in=list(records))
        .order_by("record_id", "field", "-version")
        .distinct("record_id", "field")
    )
    return [
        FileOfRecord(
            record_id=row.record_id,
            field=row.field,
            kind=KINDS[row.kind],
            size=row.size,
            blob_id=row.blob_id,
            data_key_id=row.data_key_id,
        )
        for row in rows
    ]


def content_of(door: Door, file: FileOfRecord) -> VeiledFile:
    """What a file holds, for an act that was allowed and is an event. Raises `NotFound` when its key was destroyed."""
    organisation_id = door.actor.organisation_id
    keys = open_keys(organisation_id, {file.data_key_id}, using=door.using)
    if file.data_key_id not in keys:
        raise NotFound("This file has been destroyed.")
    plain = VeiledFile()
    for piece in open_blob(blob_row(organisation_id, file.blob_id, using=door.using), keys[file.data_key_id]):
        plain.write(piece)
    plain.seek(0)
    return plain


def open_file(
    actor: Actor, dossier_id: UUID, document_id: UUID, version: int | None = None, *, take: bool = False
) -> OpenFile:
    """Open a file that is part of a record, its newest version unless another is asked; with `take` to go along.

    Raises `Refused` with the article, and `NotFound`.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        row = Document.objects.using(door.using).filter(pk=document_id, dossier_id=dossier_id).first()
        if row is None:
            if not door.permitted():
                raise door.refuse()
            raise NotFound("There is no such file here.")
        where, record = one_record(door, row.record_id, Kind.BLOB_OPENED)
        every = list(
            Document.objects.using(door.using)
            .filter(record_id=row.record_id, field=row.field)
            .select_related("account")
            .order_by("-version")
        )
        keys = open_keys(actor.organisation_id, {one.data_key_id for one in every}, using=door.using)
        there = [one for one in every if one.data_key_id in keys and version in {None, one.version}]
        if not there:
            raise NotFound("This file has been destroyed.")
        row = there[0]
        taking = _taking(door, where.entry, record)
        if take and not taking.allowed:
            raise Refused(taking)
        versions = [_seen(keys, one, FILED, where.entry) for one in every if one.data_key_id in keys]
        return OpenFile(
            seen=next(one for one in versions if one.id == row.pk),
            where=where,
            record=record,
            may_take=taking.allowed,
            versions=versions,
            blob=blob_row(actor.organisation_id, row.blob_id, using=door.using),
            key=keys[row.data_key_id],
        )


def _taking(door: Door, entry: Entry, record: SeenRecord) -> Answer:
    """Where the regulation speaks of taking files along, its answer to that; else reading is enough, not looking on.

    Who may only look, looks: `view_only` comes with such a yes.
    """
    policy, scope = door.actor.in_force.policy, door.scope(record.scope_id)
    marks = sum(bit for mark, bit in MARKS.items() if mark in record.marks)
    taking = door.decide(entry.key, scope, action="download", author=record.own, marks=marks)
    if any(policy.cell(role, "download", entry.key).permits for role in door.actor.roles):
        return taking
    reading = door.decide(entry.key, scope, author=record.own, marks=marks)
    return taking if reading.obligations.view_only else reading


def _waiting_files(door: Door, dossier_id: UUID) -> list[WaitingFile]:
    mine = WaitingFile.objects.using(door.using).filter(dossier_id=dossier_id, account_id=door.actor.somebody)
    return list(mine.select_related("account").order_by("received_at"))


def _seen(keys: Mapping[UUID, OpenKey], row: Any, table: str, entry: Entry | None = None) -> FileOfDossier:
    about = about_in(keys[row.data_key_id], row, table)
    return FileOfDossier(
        id=row.pk,
        name=about.name,
        mailed=about.mailed,
        kind=KINDS[row.kind],
        size=row.size,
        scan=Scan(row.scan),
        at=getattr(row, "filed_at", None) or row.received_at,
        by=row.account.display_name if row.account else "",
        version=getattr(row, "version", 1),
        entry=entry,
        expires_at=getattr(row, "expires_at", None),
    )
