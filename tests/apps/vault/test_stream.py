"""A sealed stream comes back whole and in order, or not at all; in constant memory."""

import io
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waarborg.vault.envelope import TAG_BYTES, SealBrokenError
from waarborg.vault.stream import HEADER_BYTES, opened_stream, sealed_stream

KEY, CONTEXT, CHUNK = b"k" * 32, b"file", 8

contents = st.lists(st.binary(max_size=20), max_size=8)


def seal(pieces: list[bytes]) -> bytes:
    return b"".join(sealed_stream(KEY, CONTEXT, pieces, chunk_bytes=CHUNK))


def opened(sealed: bytes, *, key: bytes = KEY, context: bytes = CONTEXT) -> bytes:
    return b"".join(opened_stream(key, context, io.BytesIO(sealed).read))


def chunks_of(sealed: bytes) -> tuple[bytes, list[bytes]]:
    body, step = sealed[HEADER_BYTES:], CHUNK + TAG_BYTES
    return sealed[:HEADER_BYTES], [body[at : at + step] for at in range(0, len(body), step)]


@given(contents)
def test_what_was_sealed_comes_back(pieces: list[bytes]) -> None:
    assert opened(seal(pieces)) == b"".join(pieces)


@given(contents, st.data())
def test_cut_anywhere_it_does_not_open(pieces: list[bytes], data: st.DataObject) -> None:
    sealed = seal(pieces)
    with pytest.raises(SealBrokenError):
        opened(sealed[: data.draw(st.integers(0, len(sealed) - 1))])


@given(st.binary(min_size=CHUNK * 2, max_size=CHUNK * 6))
def test_cut_exactly_between_chunks_it_does_not_open(content: bytes) -> None:
    header, chunks = chunks_of(seal([content]))
    for count in range(len(chunks)):
        with pytest.raises(SealBrokenError):
            opened(header + b"".join(chunks[:count]))


@given(st.binary(min_size=CHUNK * 2 + 1, max_size=CHUNK * 6), st.data())
def test_chunks_in_another_order_do_not_open(content: bytes, data: st.DataObject) -> None:
    header, chunks = chunks_of(seal([content]))
    shuffled = data.draw(st.permutations(chunks))
    if shuffled != chunks:
        with pytest.raises(SealBrokenError):
            opened(header + b"".join(shuffled))


@given(st.binary(min_size=1, max_size=CHUNK * 6), st.data())
def test_a_chunk_twice_or_one_too_many_does_not_open(content: bytes, data: st.DataObject) -> None:
    header, chunks = chunks_of(seal([content]))
    again = data.draw(st.integers(0, len(chunks) - 1))
    for wrong in ([*chunks[: again + 1], *chunks[again:]], [*chunks, b"x" * 20]):
        with pytest.raises(SealBrokenError):
            opened(header + b"".join(wrong))


@given(contents, st.data())
def test_no_byte_of_it_can_be_changed(pieces: list[bytes], data: st.DataObject) -> None:
    sealed = bytearray(seal(pieces))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealBrokenError):
        opened(bytes(sealed))


@given(contents)
def test_with_another_key_or_as_another_file_it_does_not_open(pieces: list[bytes]) -> None:
    sealed = seal(pieces)
    for key, context in ((b"x" * 32, CONTEXT), (KEY, b"other")):
        with pytest.raises(SealBrokenError):
            opened(sealed, key=key, context=context)


@given(st.binary(min_size=CHUNK * 3, max_size=CHUNK * 3), st.binary(min_size=CHUNK * 3, max_size=CHUNK * 3))
def test_a_chunk_of_another_stream_does_not_open(one: bytes, other: bytes) -> None:
    header, chunks = chunks_of(seal([one]))
    _, others = chunks_of(seal([other]))
    with pytest.raises(SealBrokenError):
        opened(header + chunks[0] + others[1] + chunks[2])


def test_sixty_megabytes_pass_in_constant_memory() -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(60):
            yield bytes(1024 * 1024)

    tracemalloc.start()
    sealed = Readable(sealed_stream(KEY, CONTEXT, pieces()))
    size = sum(len(chunk) for chunk in opened_stream(KEY, CONTEXT, sealed.read))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size == 60 * 1024 * 1024
    assert most < 8 * 1024 * 1024


class Readable:
    """Pieces, read by number of bytes."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, b""

    def read(self, size: int) -> bytes:
        while len(self._rest) < size and (piece := next(self._pieces, None)) is not None:
            self._rest += piece
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken
