"""A temporary file that nobody can read: encrypted under a key that lives in this process alone.

What people upload is larger than memory and must not lie on a disk in the clear, not for a moment. AES-256 in counter
mode, so that any place can be read and written; what it protects against is whoever finds the disk, not who changes it.
"""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

if TYPE_CHECKING:  # a file of bytes to whoever asks for one

    class _Bytes(io.RawIOBase, BinaryIO): ...
else:
    _Bytes = io.RawIOBase

BLOCK = 16
PIECE: Final = 64 * 1024
SMALL = 1024 * 1024
"""Up to this many bytes stay in memory."""


class VeiledFile(_Bytes):
    """Read, write and seek like a file; gone when closed."""

    def __init__(self) -> None:
        super().__init__()
        self._key, self._start = os.urandom(32), int.from_bytes(os.urandom(BLOCK), "big")
        self._file = tempfile.SpooledTemporaryFile(max_size=SMALL)  # noqa: SIM115 - closed with this one
        self._at = self.size = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def writable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Where the next byte is read or written."""
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Move; returns the new place."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self.size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Fill `buffer` from here on; returns how many bytes that were."""
        self._file.seek(self._at)
        veiled = self._file.read(len(buffer))
        buffer[: len(veiled)] = self._turned(veiled)
        self._at += len(veiled)
        return len(veiled)

    def write(self, data: bytes | bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Write from here on; returns how many bytes that were."""
        plain = bytes(data)
        if not plain:
            return 0
        if self._at > self.size:  # what was skipped reads as zeros
            gap, self._at = self._at - self.size, self.size
            self.write(bytes(gap))
        self._file.seek(self._at)
        self._file.write(self._turned(plain))
        self._at += len(plain)
        self.size = max(self.size, self._at)
        return len(plain)

    def pieces(self) -> Iterator[bytes]:
        """All of it from the beginning, piece by piece."""
        self.seek(0)
        while piece := self.read(PIECE):
            yield piece

    def truncate(self, size: int | None = None, /) -> int:
        """Cut off what comes after `size`, or after here."""
        self.size = self._at if size is None else size
        self._file.truncate(self.size)
        return self.size

    def close(self) -> None:
        """Forget the key and the file."""
        if not self.closed:
            self._file.close()
            self._key = b""
        super().close()

    def _turned(self, data: bytes) -> bytes:
        """Veil or unveil what stands at this place; the same act both ways."""
        blocks, within = divmod(self._at, BLOCK)
        counter = ((self._start + blocks) % (1 << 8 * BLOCK)).to_bytes(BLOCK, "big")
        turning = Cipher(algorithms.AES(self._key), modes.CTR(counter)).encryptor()
        turning.update(bytes(within))
        return turning.update(data)
