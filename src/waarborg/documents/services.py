"""Files received, filed, replaced and thrown away. Each act is one unit of work.

receive(actor, dossier_id, name, file)                   judged, scanned, cleaned: into quarantine
file_waiting(actor, dossier_id, waiting_id, filing)      it becomes part of a new record of the catalogue
file_again(actor, dossier_id, document_id, name, file)   a newer version of a file that a record has
file_made(door, record, made)                            a record with a file that was made here, in an open door
throw_away(actor, dossier_id, waiting_id)                it was not wanted: its key is gone
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, Final
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.documents.choices import Scan
from waarborg.documents.cleaning import cleaned
from waarborg.documents.kinds import FileKind, kind_of
from waarborg.documents.models import Document, WaitingFile
from waarborg.documents.scanning import scanned
from waarborg.documents.waiting import WAITING, Arriving, about_in, forget, keep, sealed_about
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
from waarborg.vault.services import OpenKey, open_keys

FILED = "documents_document"
UNSORTED: Final = frozenset({"unsorted_file", "unsorted_email"})
"""What a kind of data serves as that only says that nobody has said yet what something is."""
TEXT_ALONE: Final = "-"
"""In place of a field: of a message its text is kept, and no file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What a waiting file is: the record it belongs to, and in which of its fields it stands, or `TEXT_ALONE`."""

    record: NewRecord
    field: str


def file_fields(entry: Entry) -> dict[str, str]:
    """The fields of a kind of data that are a file, with their labels."""
    return {name: rule.label for name, rule in entry.rule.fields.items() if rule.type in FILES}


def holds_text(entry: Entry) -> bool:
    """Can this kind of data hold the text of a message?"""
    return any(rule.serves_as == "body" for rule in entry.rule.fields.values())


def is_fileable(entry: Entry, *, message: bool = True) -> bool:
    """Can a file be filed as this, or of a `message` its text? What only says that nobody sorted it is none."""
    return entry.rule.serves_as not in UNSORTED and bool(file_fields(entry) or (message and holds_text(entry)))


def fileable(door: Door, *, message: bool = False) -> Iterator[tuple[Entry, Answer]]:
    """Each kind of data that can hold a file, or of a `message` its text, with the best answer to writing it.

    In a door that is open for `write`.
    """
    for entry in catalogue_of(door.actor.in_force):
        if not is_fileable(entry, message=message):
            continue
        stating = stated(entry, None).facts
        answers = [door.decide(entry.key, scope, author=True, stating=stating) for scope in door.scopes]
        if answers:
            yield entry, next((one for one in answers if one.allowed), answers[0])


def permitted_files(door: Door, *, message: bool = False) -> dict[str, Answer]:
    """Per kind of data that may hold a file, the yes to writing it, in a door that is open for `write`."""
    return {entry.key: answer for entry, answer in fileable(door, message=message) if answer.allowed}


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
        door.noting(list(yes.values())[:1])
        door.note(Kind.BLOB_STORED)
        return keep(door, Arriving(name=name, kind=kind, scan=scan), clean.pieces())


def file_waiting(actor: Actor, dossier_id: UUID, waiting_id: UUID, filing: Filing) -> UUID:
    """File what waits as part of a new record; returns the record's number.

    Raises `Refused`, `NotFound`, and `InvalidInput` with a message per field.
    """
    entry = catalogue_of(actor.in_force).entry(filing.record.category)
    if filing.field not in {*file_fields(entry), TEXT_ALONE}:
        raise InvalidInput(_("Some things are not right yet."), {"field": _("Choose one from the list.")})
    if entry.rule.serves_as in UNSORTED:
        raise InvalidInput(
            _("Say what it is: this kind of data only says that nobody did."), {"category": entry.article}
        )
    claims = stated(entry, filing.record.purpose or entry.serves(actor.in_force.main_purpose))
    document_id, new = new_id(), filing.record
    if filing.field != TEXT_ALONE:
        new = replace(new, fields={**new.fields, filing.field: str(document_id)})
    with open_door(actor, "write", dossier_id=dossier_id, claims=claims) as door:
        waiting = _waiting(door, dossier_id, waiting_id)
        key = _opened(door, waiting.data_key_id)
        about = about_in(key, waiting, WAITING)
        if filing.field == TEXT_ALONE and not (about.mailed and about.mailed.text and holds_text(entry)):
            raise InvalidInput(_("Some things are not right yet."), {"field": _("Choose one from the list.")})
        record_id = write(door, new)
        if filing.field != TEXT_ALONE:
            scope = scope_for(door, entry, new.trajectory_id)
            blob = blob_row(actor.organisation_id, waiting.blob_id, using=door.using)
            filed = _Filed(document_id, record_id, filing.field, 1, waiting.kind, waiting.scan, about.name)
            _file(door, entry, scope, filed, open_blob(blob, key))
        forget(door.using, actor.organisation_id, waiting)
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
        _file(door, where.entry, door.scope(record.scope_id), filed, clean.pieces())
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
        forget(door.using, actor.organisation_id, waiting)


def throw_away_old(organisation_id: UUID, *, using: str = "worker") -> int:
    """Throw away what waited too long in one organisation; return how many files that were."""
    with in_context(system_at(organisation_id, using=using), using=using):
        old = list(WaitingFile.objects.using(using).filter(expires_at__lte=clock.now()))
        for waiting in old:
            forget(using, organisation_id, waiting)
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
    _fate, key = key_of(door, entry, scope)
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
    made.sealed = key.seal(sealed_about(filed.name), row=made.pk, table=FILED)
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
