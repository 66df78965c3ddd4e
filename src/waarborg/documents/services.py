"""Files received, filed, replaced and thrown away. Each act is one unit of work.

receive(actor, dossier_id, name, file)                   judged, scanned, cleaned: into quarantine
file_waiting(actor, dossier_id, waiting_id, filing)      it becomes part of a new record of the catalogue
file_again(actor, dossier_id, document_id, name, file)   a newer version of a file that a record has
file_made(door, record, made)                            a record with a file that was made here, in an open door
throw_away(actor, dossier_id, waiting_id)                it was not wanted: its key is gone
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, BinaryIO
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from waarborg.documents.choices import Scan
from waarborg.documents.cleaning import PIECE, cleaned
from waarborg.documents.kinds import FileKind, ending_of, kind_of
from waarborg.documents.models import Document, WaitingFile
from waarborg.documents.scanning import scanned
from waarborg.dossiers.catalogue import NECESSITY, Entry, catalogue_of
from waarborg.dossiers.items import one_record
from waarborg.dossiers.records import NewRecord, scope_for, stated, write
from waarborg.dossiers.sealing import key_of
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.answers import Answer
from waarborg.gate.door import Claims, Door, in_context, open_door
from waarborg.gate.scopes import Scope
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.model.catalogue import FILES
from waarborg.vault.blobs import StoredBlob, blob_row, open_blob, store_blob
from waarborg.vault.services import OpenKey, data_key, destroy, open_keys

WAITING = "documents_waitingfile"
FILED = "documents_document"
FATE = "waiting_file"
"""The retention class of files in quarantine: they end within days."""
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What a waiting file is: the record it belongs to, and in which of its fields it stands."""

    record: NewRecord
    field: str


def file_fields(entry: Entry) -> dict[str, str]:
    """The fields of a kind of data that are a file, with their labels."""
    return {name: rule.label for name, rule in entry.rule.fields.items() if rule.type in FILES}


def permitted_files(door: Door) -> dict[str, Answer]:
    """Per kind of data that may hold a file, the yes to writing it, in a door that is open for `write`."""
    found: dict[str, Answer] = {}
    for entry in catalogue_of(door.actor.in_force):
        if not file_fields(entry):
            continue
        stating = stated(entry, None).facts
        for scope in door.scopes:
            answer = door.decide(entry.key, scope, author=True, stating=stating)
            if answer.allowed:
                found.setdefault(entry.key, answer)
    return found


def receive(actor: Actor, dossier_id: UUID, name: str, file: BinaryIO) -> UUID:
    """Take a file into quarantine.

    Raises `Refused` where nothing with a file may be added, `NotAllowedKind` or `Infected` (both `InvalidInput`) for a
    file that may not come in, and `Unavailable` when the scanner does not answer.
    """
    kind = kind_of(file, name)
    scan = scanned(file)
    with cleaned(file, kind) as clean, open_door(actor, "write", dossier_id=dossier_id) as door:
        yes = permitted_files(door)
        if not yes:
            raise door.refuse()
        key = data_key(
            actor.organisation_id,
            person_id=UUID(door.dossier["person"]),
            scope_id=dossier_id,
            retention_class=FATE,
            own=True,
            using=door.using,
        )
        door.noting(list(yes.values())[:1])
        decision = door.note(Kind.BLOB_STORED)
        blob = store_blob(key, _pieces(clean), using=door.using)
        made = WaitingFile(
            id=new_id(),
            organisation_id=actor.organisation_id,
            dossier_id=dossier_id,
            account_id=actor.somebody,
            kind=kind.endings[0],
            scan=scan,
            size=blob.size,
            blob_id=blob.id,
            data_key_id=key.id,
            received_at=clock.now(),
            expires_at=clock.now() + timedelta(days=settings.WAARBORG_QUARANTINE_DAYS),
            decision_id=decision,
        )
        made.sealed = key.seal(about(name), row=made.pk, table=WAITING)
        WaitingFile.objects.using(door.using).bulk_create([made])
    return made.pk


def file_waiting(actor: Actor, dossier_id: UUID, waiting_id: UUID, filing: Filing) -> UUID:
    """File what waits as part of a new record; returns the record's number.

    Raises `Refused`, `NotFound`, and `InvalidInput` with a message per field.
    """
    entry = catalogue_of(actor.in_force).entry(filing.record.category)
    if filing.field not in file_fields(entry):
        raise InvalidInput(_("Some things are not right yet."), {"field": _("Choose one from the list.")})
    claims = stated(entry, filing.record.purpose or entry.serves(actor.in_force.main_purpose))
    document_id = new_id()
    new = replace(filing.record, fields={**filing.record.fields, filing.field: str(document_id)})
    with open_door(actor, "write", dossier_id=dossier_id, claims=claims) as door:
        waiting = _waiting(door, dossier_id, waiting_id)
        key = _opened(door, waiting.data_key_id)
        record_id = write(door, new)
        scope = scope_for(door, entry, new.trajectory_id)
        name = name_in(key, waiting, WAITING)
        blob = blob_row(actor.organisation_id, waiting.blob_id, using=door.using)
        filed = _Filed(document_id, record_id, filing.field, 1, waiting.kind, waiting.scan, name)
        _file(door, entry, scope, filed, open_blob(blob, key))
        _forget(door.using, actor.organisation_id, waiting)
    return record_id


def file_again(actor: Actor, dossier_id: UUID, document_id: UUID, name: str, file: BinaryIO) -> UUID:
    """Put a newer version in the place of a file that a record has; the earlier one stays readable.

    Raises `Refused`, `NotFound`, and `InvalidInput` for a file that may not come in.
    """
    kind = kind_of(file, name)
    scan = scanned(file)
    claims = Claims(facts=(NECESSITY,))  # why the record was necessary stays with it
    with cleaned(file, kind) as clean, open_door(actor, "correct", dossier_id=dossier_id, claims=claims) as door:
        before = Document.objects.using(door.using).filter(pk=document_id, dossier_id=dossier_id).first()
        if before is None:
            raise NotFound("There is no such file here.")
        where, record = one_record(door, before.record_id, Kind.RECORD_CORRECTED)
        latest = Document.objects.using(door.using).filter(record_id=before.record_id, field=before.field)
        version = max(latest.values_list("version", flat=True)) + 1
        filed = _Filed(new_id(), record.id, before.field, version, kind.endings[0], scan, name)
        _file(door, where.entry, door.scope(record.scope_id), filed, _pieces(clean))
    return filed.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file that was made here: its name, kind and content, and in which field of its record it stands."""

    field: str
    name: str
    kind: FileKind
    content: bytes


def file_made(door: Door, new: NewRecord, made: Made) -> UUID:
    """Write a record with its file, in an open unit of work for `write`; returns the record's id.

    Raises `Refused`, and `InvalidInput` with a message per field.
    """
    entry, document_id = catalogue_of(door.actor.in_force).entry(new.category), new_id()
    record_id = write(door, replace(new, fields={**new.fields, made.field: str(document_id)}))
    ending = made.kind.endings[0]
    filed = _Filed(document_id, record_id, made.field, 1, ending, Scan.MADE_HERE, f"{made.name}.{ending}")
    _file(door, entry, scope_for(door, entry, new.trajectory_id), filed, iter([made.content]))
    return record_id


def throw_away(actor: Actor, dossier_id: UUID, waiting_id: UUID) -> None:
    """Throw away one's own waiting file. Raises `NotFound`."""
    with open_door(actor, "write", dossier_id=dossier_id) as door:
        waiting = _waiting(door, dossier_id, waiting_id)
        door.note(Kind.FILE_THROWN_AWAY)
        _forget(door.using, actor.organisation_id, waiting)


def throw_away_old(organisation_id: UUID, *, using: str = "worker") -> int:
    """Throw away what waited too long in one organisation; return how many files that were."""
    with in_context(system_at(organisation_id, using=using), using=using):
        old = list(WaitingFile.objects.using(using).filter(expires_at__lte=clock.now()))
        for waiting in old:
            _forget(using, organisation_id, waiting)
    return len(old)


@dataclass(frozen=True, slots=True)
class _Filed:
    id: UUID
    record_id: UUID
    field: str
    version: int
    kind: str
    scan: str
    name: str


def _file(door: Door, entry: Entry, scope: Scope, filed: _Filed, pieces: Iterator[bytes]) -> None:
    """Seal the file under the key of its record's fate, and add its row."""
    if door.decision_id is None:
        raise NotFound("A file follows from an act that was decided.")
    _fate, key = key_of(
        catalogue_of(door.actor.in_force),
        entry,
        organisation_id=door.actor.organisation_id,
        person_id=UUID(door.dossier["person"]),
        scope_id=scope.id,
        principal_kind=scope.principal_kind,
    )
    blob: StoredBlob = store_blob(key, pieces, using=door.using)
    made = Document(
        id=filed.id,
        organisation_id=door.actor.organisation_id,
        dossier_id=scope.dossier_id,
        record_id=filed.record_id,
        field=filed.field,
        version=filed.version,
        account_id=door.actor.account_id,
        kind=filed.kind,
        scan=filed.scan,
        size=blob.size,
        blob_id=blob.id,
        data_key_id=key.id,
        filed_at=clock.now(),
        decision_id=door.decision_id,
    )
    made.sealed = key.seal(about(filed.name), row=made.pk, table=FILED)
    Document.objects.using(door.using).bulk_create([made])


def _waiting(door: Door, dossier_id: UUID, waiting_id: UUID) -> WaitingFile:
    found = WaitingFile.objects.using(door.using).filter(pk=waiting_id, dossier_id=dossier_id).first()
    if found is None:
        raise NotFound("There is no such file here.")
    return found


def _opened(door: Door, key_id: UUID) -> OpenKey:
    keys = open_keys(door.actor.organisation_id, {key_id}, using=door.using)
    if key_id not in keys:
        raise NotFound("This file has been destroyed.")
    return keys[key_id]


def _forget(using: str, organisation_id: UUID, waiting: WaitingFile) -> None:
    WaitingFile.objects.using(using).filter(pk=waiting.pk).delete()
    destroy(organisation_id, [waiting.data_key_id], using=using)


def about(name: str) -> bytes:
    """What is sealed of a file beside its content: the name that it came with."""
    plain = " ".join(name.replace("\\", "/").rpartition("/")[2].split())
    ending = ending_of(plain)
    stem = plain.removesuffix(f".{ending}")[:LONGEST_NAME] if ending else plain[:LONGEST_NAME]
    return json.dumps({"name": f"{stem}.{ending}" if ending else stem}, ensure_ascii=False).encode()


def name_in(key: OpenKey, row: Any, table: str) -> str:
    """The name that a file came with."""
    said: dict[str, str] = json.loads(key.open(bytes(row.sealed), row=row.pk, table=table))
    return said["name"]


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(PIECE):
        yield piece
