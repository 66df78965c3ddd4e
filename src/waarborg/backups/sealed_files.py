"""Files of a backup: sealed as a stream, each with a key of its own, written whole or not at all.

A file opens only with its secret and under the name that it was written for, so that none can be put in another's
place. Knows no database.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from waarborg.kernel.home import PRIVATE_FILE
from waarborg.vault.envelope import KEY_BYTES
from waarborg.vault.stream import opened_stream, sealed_stream

PIECE = 1024 * 1024
"""Bytes that are in memory at a time."""


@dataclass(frozen=True, slots=True)
class Written:
    """What went into a file, and what stands on the disk: bytes, and checksums of both."""

    plain_bytes: int
    plain_sha256: str
    sealed_bytes: int
    sealed_sha256: str


def write_sealed(path: Path, secret: bytes, name: str, pieces: Iterable[bytes]) -> Written:
    """Seal `pieces` into `path`, which must not exist; on the disk before this returns."""
    plain, sealed, counts = hashlib.sha256(), hashlib.sha256(), [0, 0]

    def counted() -> Iterator[bytes]:
        for piece in pieces:
            plain.update(piece)
            counts[0] += len(piece)
            yield piece

    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as file:
        for piece in sealed_stream(_key(secret, name), name.encode(), counted()):
            sealed.update(piece)
            counts[1] += len(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return Written(counts[0], plain.hexdigest(), counts[1], sealed.hexdigest())


def read_sealed(path: Path, secret: bytes, name: str) -> Iterator[bytes]:
    """What `write_sealed` was given, piece by piece. Raises `SealBrokenError` for another secret, name or content."""
    with path.open("rb") as file:
        yield from opened_stream(_key(secret, name), name.encode(), file.read)


def digest_of(path: Path) -> str:
    """The checksum of a file as it stands."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def settle(directory: Path) -> None:
    """Make what was added to or renamed in a directory survive a power cut."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _key(secret: bytes, name: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"waarborg backup " + name.encode()).derive(secret)
