"""A sealed value opens in its own row, with its own key, unchanged; and otherwise not at all."""

from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from waarborg.vault.envelope import OVERHEAD, SealBrokenError, new_key, row_context
from waarborg.vault.open_key import OpenKey

TABLE = "dossiers_record"
AGENCY = UUID(int=1)
ids = st.uuids()
plaintexts = st.binary(max_size=300)


def key(organisation: UUID = AGENCY, secret: bytes = b"k" * 32) -> OpenKey:
    return OpenKey(id=UUID(int=9), organisation_id=organisation, key=secret)


@given(plaintexts, ids)
def test_what_was_sealed_opens_in_its_row(plaintext: bytes, row: UUID) -> None:
    sealed = key().seal(plaintext, row=row, table=TABLE)
    assert key().open(sealed, row=row, table=TABLE) == plaintext
    assert len(sealed) == len(plaintext) + OVERHEAD


@given(plaintexts, ids, ids)
def test_copied_to_another_row_it_does_not_open(plaintext: bytes, row: UUID, other: UUID) -> None:
    sealed = key().seal(plaintext, row=row, table=TABLE)
    if row != other:
        with pytest.raises(SealBrokenError):
            key().open(sealed, row=other, table=TABLE)


@given(plaintexts, ids, st.text(max_size=20))
def test_copied_to_another_table_it_does_not_open(plaintext: bytes, row: UUID, table: str) -> None:
    sealed = key().seal(plaintext, row=row, table=TABLE)
    if table != TABLE:
        with pytest.raises(SealBrokenError):
            key().open(sealed, row=row, table=table)


@given(plaintexts, ids)
def test_in_another_organisation_or_with_another_key_it_does_not_open(plaintext: bytes, row: UUID) -> None:
    sealed = key().seal(plaintext, row=row, table=TABLE)
    for other in (key(organisation=UUID(int=2)), key(secret=new_key())):
        with pytest.raises(SealBrokenError):
            other.open(sealed, row=row, table=TABLE)


@given(st.data(), plaintexts, ids)
def test_no_byte_of_it_can_be_changed(data: st.DataObject, plaintext: bytes, row: UUID) -> None:
    sealed = bytearray(key().seal(plaintext, row=row, table=TABLE))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealBrokenError):
        key().open(bytes(sealed), row=row, table=TABLE)


@given(st.data(), plaintexts, ids)
def test_it_can_not_be_cut(data: st.DataObject, plaintext: bytes, row: UUID) -> None:
    sealed = key().seal(plaintext, row=row, table=TABLE)
    with pytest.raises(SealBrokenError):
        key().open(sealed[: data.draw(st.integers(0, len(sealed) - 1))], row=row, table=TABLE)


@given(st.uuids(), st.uuids(), st.text(max_size=8), st.uuids(), st.uuids(), st.text(max_size=8))
def test_no_two_rows_have_the_same_context(a: UUID, b: UUID, c: str, d: UUID, e: UUID, f: str) -> None:
    assert (row_context(a, c, b) == row_context(d, f, e)) == ((a, b, c) == (d, e, f))


def test_the_same_value_is_never_sealed_the_same_way_twice() -> None:
    sealed = {key().seal(b"same", row=UUID(int=3), table=TABLE) for _ in range(500)}
    assert len(sealed) == 500


def test_a_key_does_not_show_itself() -> None:
    assert "6b6b" not in repr(key())
    assert "kkkk" not in repr(key())


def test_purposes_have_keys_of_their_own() -> None:
    derived = {key().derive(b"a"), key().derive(b"b"), key(organisation=UUID(int=2)).derive(b"a"), b"k" * 32}
    assert len(derived) == 4
    AESGCM(key().derive(b"a"))
