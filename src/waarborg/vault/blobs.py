"""Encrypted files in the storage backend `blobs`: streamed in and out in constant memory.

    blob = store_blob(key, pieces)            pieces: any iterable of bytes, an uploaded file's chunks for instance
    for chunk in open_blob(blob, key): …      start after the commit; the row was read inside the unit of work

The name of a file is random, its content sealed under the data key of its fate: destroying that key destroys the file
wherever copies of it lie.
"""

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Final
from uuid import UUID

from django.core.files import File
from django.core.files.storage import Storage, storages
from django.db import connections, transaction

from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.vault.open_key import OpenKey
from waarborg.vault.stream import CHUNK_BYTES, opened_stream, sealed_stream


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """The row of an encrypted file. `size` is what it holds, in bytes, `sealed_size` what is stored."""

    id: UUID
    organisation_id: UUID
    key_id: UUID
    name: str
    size: int
    sealed_size: int
    chunk_size: int
    sealed_sha256: bytes


def store_blob(key: OpenKey, pieces: Iterable[bytes], *, using: str = "default") -> StoredBlob:
    """Seal and store a file under `key`, and add its row in the caller's transaction.

    The file is written first: when the transaction fails, what is left behind is a file nobody has a row for, which
    opens for nobody.
    """
    blob_id = new_id()
    upload = _Upload(key, blob_id, pieces)
    digits = secrets.token_hex(16)
    name = _storage().save(f"{digits[:2]}/{digits}", upload)
    blob = StoredBlob(
        blob_id,
        key.organisation_id,
        key.id,
        name,
        upload.taken,
        upload.given,
        CHUNK_BYTES,
        upload.digest.digest(),
    )
    with connections[using].cursor() as cursor:
        cursor.execute(_ADD, [*(getattr(blob, field.name) for field in fields(blob)), clock.now()])
    return blob


def blob_row(organisation_id: UUID, blob_id: UUID, *, using: str = "default") -> StoredBlob:
    """The row of a file. Raises `NotFound` when it is not there for this context."""
    with connections[using].cursor() as cursor:
        cursor.execute(_FIND, [organisation_id, blob_id])
        row = cursor.fetchone()
    if row is None:
        raise NotFound("no such file")
    return StoredBlob(*row)


def open_blob(blob: StoredBlob, key: OpenKey) -> Iterator[bytes]:
    """Yield the file's content, chunk by chunk as each proves whole.

    Raises `SealBrokenError` when it was changed, cut or swapped, and `FileNotFoundError` when the storage lost it.
    """
    with _storage().open(blob.name, "rb") as file:
        yield from opened_stream(key.derive(_purpose(blob.id)), _purpose(blob.id), file.read)


def remove_blobs(organisation_id: UUID, blob_ids: Iterable[UUID], *, using: str = "worker") -> int:
    """Remove rows, and after the commit their files, of which the key was destroyed; return how many."""
    with connections[using].cursor() as cursor:
        cursor.execute(_REMOVE, [organisation_id, list(blob_ids)])
        names = [row[0] for row in cursor.fetchall()]
    for name in names:
        transaction.on_commit(lambda name=name: _storage().delete(name), using=using)  # type: ignore[misc]
    return len(names)


def remove_blobs_of(organisation_id: UUID, key_id: UUID, *, using: str = "worker") -> int:
    """Remove every file that a destroyed key sealed; return how many."""
    with connections[using].cursor() as cursor:
        cursor.execute(_OF_KEY, [organisation_id, key_id])
        found = [row[0] for row in cursor.fetchall()]
    return remove_blobs(organisation_id, found, using=using)


def files_left(names: Iterable[str]) -> list[str]:
    """Which of these files the storage still has, whatever rows say."""
    return [name for name in names if _storage().exists(name)]


def delete_files(names: Iterable[str]) -> None:
    """Delete what the storage still has of files whose rows are gone: a program that was stopped may leave them."""
    for name in files_left(names):
        _storage().delete(name)


class _Upload(File):  # type: ignore[type-arg]
    """What the storage backend reads: the sealed stream, counted and hashed as it passes."""

    def __init__(self, key: OpenKey, blob_id: UUID, pieces: Iterable[bytes]) -> None:
        super().__init__(file=None, name=None)
        self.taken, self.given = 0, 0
        self.digest = hashlib.sha256()
        self._rest = b""
        purpose = _purpose(blob_id)
        self._sealed = sealed_stream(key.derive(purpose), purpose, self._counted(pieces))

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:  # noqa: ARG002
        """Yield the sealed stream, once."""
        for sealed in self._sealed:
            self.given += len(sealed)
            self.digest.update(sealed)
            yield sealed

    def read(self, size: int = -1) -> bytes:
        """Read on in the sealed stream, for backends that ask for bytes."""
        while size < 0 or len(self._rest) < size:
            piece = next(self.chunks(), b"")
            if not piece:
                break
            self._rest += piece
        cut = len(self._rest) if size < 0 else size
        taken, self._rest = self._rest[:cut], self._rest[cut:]
        return taken

    def _counted(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self.taken += len(piece)
            yield piece


def _purpose(blob_id: UUID) -> bytes:
    return b"blob" + blob_id.bytes


def _storage() -> Storage:
    return storages["blobs"]


_ADD: Final = """
insert into vault.blob
    (id, organisation_id, key_id, name, size, sealed_size, chunk_size, sealed_sha256, created_at)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s)
"""

_FIND: Final = """
select id, organisation_id, key_id, name, size, sealed_size, chunk_size, sealed_sha256
from vault.blob where organisation_id = %s and id = %s
"""

_OF_KEY: Final = "select id from vault.blob where organisation_id = %s and key_id = %s"

_REMOVE: Final = """
delete from vault.blob b using vault.data_key k
where b.organisation_id = %s and b.id = any(%s) and k.id = b.key_id and k.organisation_id = b.organisation_id
    and k.destroyed_at is not null
returning b.name
"""
