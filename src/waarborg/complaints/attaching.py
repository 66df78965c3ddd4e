"""Files with a complaint: judged, scanned and cleaned before they are kept, each under a key of its own.

    judged(files)                                     what may come in; outside of any transaction
    add(actor, complaint_id, files)                   by who handles it, or who complains
    say_what(actor, complaint_id, file_id, what)      it opens from now on
    throw_away(actor, complaint_id, file_id)          it was not wanted: its key is gone
    open_file(actor, complaint_id, file_id)           the content, for who handles it

Until who handles the complaint said what a file is, it opens for nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.complaints.choices import FileOf, StepKind
from waarborg.complaints.files import handling, spoken
from waarborg.complaints.models import ComplaintFile
from waarborg.complaints.rules import claims_for
from waarborg.complaints.sealing import FATE, FILE
from waarborg.documents.choices import Scan
from waarborg.documents.cleaning import cleaned
from waarborg.documents.kinds import KINDS, FileKind, kind_of
from waarborg.documents.scanning import scanned
from waarborg.documents.seen import SeenFile
from waarborg.documents.veiled import VeiledFile
from waarborg.documents.waiting import plain_name
from waarborg.gate.actors import Actor, is_client
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.blobs import blob_row, open_blob, store_blob
from waarborg.vault.services import NewFate, OpenKey, destroy, new_data_keys, open_keys

MOST_FILES = 10
"""That somebody sends at once."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file as it comes."""

    name: str
    content: BinaryIO


@dataclass(frozen=True, slots=True)
class Judged:
    """A file that may come in, cleaned."""

    name: str
    kind: FileKind
    scan: Scan
    clean: VeiledFile


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOfComplaint(SeenFile):
    """A file with a complaint; `what` is None as long as nobody said it. Who complains sees no name."""

    added_on: date
    what: FileOf | None


@contextmanager
def judged(files: Sequence[Attached]) -> Iterator[list[Judged]]:
    """Judge, scan and clean them. Raises `InvalidInput` for one that may not come in, and `Unavailable`."""
    if len(files) > MOST_FILES:
        said = _("At most %(most)d files at once.") % {"most": MOST_FILES}
        raise InvalidInput(_("Some things are not right yet."), {"chosen_files": said})
    with ExitStack() as stack:
        yield [_judged(one, stack) for one in files]


def _judged(one: Attached, stack: ExitStack) -> Judged:
    try:
        kind = kind_of(one.content, one.name)
        scan = scanned(one.content)
    except InvalidInput as mistake:
        raise InvalidInput(str(mistake), {"chosen_files": f"{plain_name(one.name)}: {mistake}"}) from None
    return Judged(plain_name(one.name), kind, scan, stack.enter_context(cleaned(one.content, kind)))


def keep(door: Door, complaint_id: UUID, files: Iterable[Judged], what: FileOf | None = None) -> None:
    """Keep them with a complaint, in an open unit of work."""
    for one in files:
        (key,) = new_data_keys(
            door.actor.organisation_id, [NewFate(None, complaint_id, FATE, own=True)], using=door.using
        )
        blob = store_blob(key, one.clean.pieces(), using=door.using)
        row = ComplaintFile(
            id=new_id(),
            organisation_id=door.actor.organisation_id,
            complaint_id=complaint_id,
            what=what or "",
            account_id=door.actor.account_id,
            kind=one.kind.endings[0],
            scan=one.scan,
            size=blob.size,
            blob_id=blob.id,
            data_key_id=key.id,
            added_at=clock.now(),
        )
        row.sealed = key.seal(one.name.encode(), row=row.pk, table=FILE)
        row.decision_id = door.note(
            Kind.COMPLAINT_WENT_ON, details={"complaint": str(complaint_id), "file": str(row.pk)}
        )
        ComplaintFile.objects.using(door.using).bulk_create([row])


def add(actor: Actor, complaint_id: UUID, files: Sequence[Attached], what: FileOf | None = None) -> None:
    """Add files: by who handles it, who says `what` they are, or by who complains while it runs.

    Raises as `handling` does.
    """
    if not files:
        raise InvalidInput(_("Some things are not right yet."), {"chosen_files": _("Choose a file.")})
    with judged(files) as clean:
        if not is_client(actor):
            with handling(actor, complaint_id, ended=True) as (door, file):
                keep(door, complaint_id, clean, what)
                file.add(door, StepKind.FILE_ADDED)
            return
        with open_door(actor, "write", claims=claims_for(actor)) as door:
            file = spoken(door, complaint_id)
            if file.row.ended_on is not None:
                raise Conflict(_("This complaint has its outcome already."))
            keep(door, complaint_id, clean)
            file.add(door, StepKind.FILE_ADDED)


def say_what(actor: Actor, complaint_id: UUID, file_id: UUID, what: FileOf) -> None:
    """Say what it is. Raises `NotFound`, and `Conflict` once somebody did."""
    with handling(actor, complaint_id, ended=True) as (door, _file):
        row = _row(door, complaint_id, file_id)
        if row.what:
            raise Conflict(_("Somebody said already what this file is."))
        door.note(Kind.COMPLAINT_WENT_ON, details={"complaint": str(complaint_id), "file": str(file_id)})
        _sort(door, row, what)


def throw_away(actor: Actor, complaint_id: UUID, file_id: UUID) -> None:
    """Throw away what nobody said anything of yet. Raises `NotFound` and `Conflict`."""
    with handling(actor, complaint_id, ended=True) as (door, _file):
        row = _row(door, complaint_id, file_id)
        if row.what:
            raise Conflict(_("Somebody said already what this file is."))
        door.note(Kind.FILE_THROWN_AWAY)
        _forget(door, row)


def open_file(actor: Actor, complaint_id: UUID, file_id: UUID) -> tuple[FileOfComplaint, Iterator[bytes]]:
    """A file with its content, once it was said what it is. Raises `NotFound`."""
    with handling(actor, complaint_id, action="read", ended=True) as (door, _file):
        row = _row(door, complaint_id, file_id)
        if not row.what:
            raise NotFound("Nobody said yet what this file is.")
        key = _keys(door, [row])[row.data_key_id]
        door.note(Kind.COMPLAINTS_READ, details={"complaint": str(complaint_id), "file": str(file_id)})
        return _seen(row, key), open_blob(blob_row(actor.organisation_id, row.blob_id, using=door.using), key)


def files_in(door: Door, complaint_id: UUID) -> list[FileOfComplaint]:
    """Those of one complaint, in the order in which they came."""
    rows = list(ComplaintFile.objects.using(door.using).filter(complaint_id=complaint_id).order_by("added_at", "pk"))
    keys = _keys(door, rows) if rows else {}
    return [_seen(row, keys[row.data_key_id]) for row in rows if row.data_key_id in keys]


def _sort(door: Door, row: ComplaintFile, what: FileOf) -> None:
    ComplaintFile.objects.using(door.using).filter(pk=row.pk).update(what=what)


def _forget(door: Door, row: ComplaintFile) -> None:
    ComplaintFile.objects.using(door.using).filter(pk=row.pk).delete()
    destroy(row.organisation_id, [row.data_key_id], using=door.using)


def _row(door: Door, complaint_id: UUID, file_id: UUID) -> ComplaintFile:
    row = ComplaintFile.objects.using(door.using).filter(pk=file_id, complaint_id=complaint_id).first()
    if row is None:
        raise NotFound("There is no such file here.")
    return row


def _keys(door: Door, rows: Iterable[ComplaintFile]) -> dict[UUID, OpenKey]:
    return open_keys(door.actor.organisation_id, {row.data_key_id for row in rows}, using=door.using)


def _seen(row: ComplaintFile, key: OpenKey) -> FileOfComplaint:
    return FileOfComplaint(
        id=row.pk,
        name=key.open(bytes(row.sealed or b""), row=row.pk, table=FILE).decode(),
        kind=next(kind for kind in KINDS.values() if row.kind in kind.endings),
        size=row.size,
        scan=Scan(row.scan),
        added_on=clock.day_of(row.added_at),
        what=FileOf(row.what) if row.what else None,
    )
