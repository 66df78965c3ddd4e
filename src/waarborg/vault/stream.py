"""A sealed stream: files of any size in constant memory. Pure: bytes in, bytes out.

    version (1) ‖ chunk size (4, big-endian) ‖ nonce prefix (7)        the header, authenticated with every chunk
    chunk 0 ‖ tag ‖ chunk 1 ‖ tag ‖ …                                  AES-256-GCM each

The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): the nonce of a chunk is prefix ‖ counter (4) ‖ last
flag (1). So a chunk left out, repeated, moved, or a stream cut short or made longer does not open. Each stream has a
key of its own (`OpenKey.derive`), hence no nonce is ever used twice.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from waarborg.vault.envelope import TAG_BYTES, SealBrokenError

VERSION: Final = b"\x01"
CHUNK_BYTES: Final = 64 * 1024
LARGEST_CHUNK: Final = 16 * 1024 * 1024
PREFIX_BYTES: Final = 7
SIZE_BYTES: Final = 4
HEADER_BYTES: Final = len(VERSION) + SIZE_BYTES + PREFIX_BYTES
MOST_CHUNKS: Final = 2**32


def sealed_stream(
    key: bytes, context: bytes, pieces: Iterable[bytes], *, chunk_bytes: int = CHUNK_BYTES
) -> Iterator[bytes]:
    """Yield the header and the sealed chunks of `pieces` (of any length), bound to `context`."""
    cipher, prefix = AESGCM(key), os.urandom(PREFIX_BYTES)
    header = VERSION + chunk_bytes.to_bytes(SIZE_BYTES, "big") + prefix
    yield header
    for counter, (chunk, last) in enumerate(_marked_last(_chunks_of(pieces, chunk_bytes))):
        yield cipher.encrypt(_nonce(prefix, counter, last=last), chunk, header + context)


def opened_stream(key: bytes, context: bytes, read: Callable[[int], bytes]) -> Iterator[bytes]:
    """Yield the chunks that were sealed, each only after it proved whole and in its place.

    `read(n)` gives up to `n` bytes, fewer only at the end. Raises `SealBrokenError` at the first chunk that is not what
    was sealed, also when the stream ends too early or too late.
    """
    cipher, header = AESGCM(key), read(HEADER_BYTES)
    size = int.from_bytes(header[1 : 1 + SIZE_BYTES], "big")
    if len(header) != HEADER_BYTES or header[:1] != VERSION or not 0 < size <= LARGEST_CHUNK:
        raise SealBrokenError("not a sealed stream of a known version")
    sealed = iter(lambda: read(size + TAG_BYTES), b"")
    chunks = 0
    for counter, (chunk, last) in enumerate(_marked_last(sealed)):
        try:
            yield cipher.decrypt(_nonce(header[-PREFIX_BYTES:], counter, last=last), chunk, header + context)
        except InvalidTag:
            raise SealBrokenError(f"chunk {counter} of a sealed stream is not in its place") from None
        chunks += 1
    if not chunks:
        raise SealBrokenError("a sealed stream without its last chunk")


def _nonce(prefix: bytes, counter: int, *, last: bool) -> bytes:
    if counter >= MOST_CHUNKS:
        raise OverflowError("a sealed stream holds at most 2^32 chunks")
    return prefix + counter.to_bytes(4, "big") + bytes([last])


def _chunks_of(pieces: Iterable[bytes], size: int) -> Iterator[bytes]:
    """The same bytes in chunks of exactly `size`, the last one shorter; one empty chunk when there is nothing."""
    waiting, empty = bytearray(), True
    for piece in pieces:
        waiting += piece
        while len(waiting) > size:
            yield bytes(waiting[:size])
            del waiting[:size]
            empty = False
    if waiting or empty:
        yield bytes(waiting)


def _marked_last(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each chunk, and whether it is the last one."""
    waiting = None
    for chunk in chunks:
        if waiting is not None:
            yield waiting, False
        waiting = chunk
    if waiting is not None:
        yield waiting, True
