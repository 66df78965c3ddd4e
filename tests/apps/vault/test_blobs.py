"""Files are stored sealed, under a name that says nothing, and open with the key of their fate alone."""

import stat
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import DatabaseError
from pytest_django import Settings

from tests.apps.vault.conftest import Within
from waarborg.kernel.errors import NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.vault.blobs import StoredBlob, blob_row, open_blob, remove_blobs, store_blob
from waarborg.vault.envelope import SealBrokenError
from waarborg.vault.open_key import OpenKey
from waarborg.vault.services import data_key, destroy, open_keys
from waarborg.vault.stream import CHUNK_BYTES

pytestmark = pytest.mark.real_commits

LETTER = b"Geachte mevrouw De Vries, dit is een verzonnen brief. " * 5000


@pytest.fixture(autouse=True)
def blobs(own_home: Path, settings: Settings) -> Path:
    place = own_home / "blobs"
    kept = settings.STORAGES["blobs"]
    settings.STORAGES = settings.STORAGES | {"blobs": kept | {"OPTIONS": kept["OPTIONS"] | {"location": place}}}
    return place


@pytest.fixture
def stored(within: Within, organisation: UUID) -> StoredBlob:
    with within(organisation):
        return store_blob(key_of(organisation), ContentFile(LETTER).chunks(10_000))


def key_of(organisation: UUID, retention_class: str = "document") -> OpenKey:
    return data_key(organisation, person_id=None, scope_id=None, retention_class=retention_class)


def content(within: Within, organisation: UUID, blob_id: UUID) -> bytes:
    with within(organisation):
        row = blob_row(organisation, blob_id)
        key = open_keys(organisation, [row.key_id])[row.key_id]
    return b"".join(open_blob(row, key))


def files(place: Path) -> list[Path]:
    return [path for path in place.rglob("*") if path.is_file()]


def test_what_was_stored_comes_back(within: Within, organisation: UUID, stored: StoredBlob) -> None:
    assert content(within, organisation, stored.id) == LETTER
    assert (stored.size, stored.chunk_size) == (len(LETTER), CHUNK_BYTES)


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])
def test_files_of_every_size_come_back(size: int, within: Within, organisation: UUID) -> None:
    with within(organisation):
        blob = store_blob(key_of(organisation), [bytes(size)])
    assert content(within, organisation, blob.id) == bytes(size)
    assert (blob.size, storages["blobs"].size(blob.name)) == (size, blob.sealed_size)


def test_on_disk_it_says_nothing(blobs: Path, organisation: UUID, stored: StoredBlob) -> None:
    [file] = files(blobs)
    assert b"De Vries" not in file.read_bytes()
    assert str(organisation) not in str(file.relative_to(blobs))
    assert str(stored.id) not in str(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: -CHUNK_BYTES // 2])


def change(path: Path) -> None:
    sealed = bytearray(path.read_bytes())
    sealed[CHUNK_BYTES] ^= 1
    path.write_bytes(sealed)


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("harm", [cut, change, empty], ids=lambda harm: harm.__name__)
def test_a_file_that_was_harmed_does_not_open(
    harm: object, blobs: Path, within: Within, organisation: UUID, stored: StoredBlob
) -> None:
    harm(files(blobs)[0])  # type: ignore[operator]
    with pytest.raises(SealBrokenError):
        content(within, organisation, stored.id)


def test_a_file_in_the_place_of_another_does_not_open(
    blobs: Path, within: Within, organisation: UUID, stored: StoredBlob
) -> None:
    with within(organisation):
        other = store_blob(key_of(organisation), [b"another letter"])
    (blobs / stored.name).write_bytes((blobs / other.name).read_bytes())
    with pytest.raises(SealBrokenError):
        content(within, organisation, stored.id)


def test_the_key_of_another_fate_does_not_open_it(within: Within, organisation: UUID, stored: StoredBlob) -> None:
    with within(organisation):
        other = key_of(organisation, "invoice")
    with pytest.raises(SealBrokenError):
        list(open_blob(stored, other))


def test_for_another_organisation_it_is_not_there(within: Within, organisation: UUID, stored: StoredBlob) -> None:
    with within(new_id()), pytest.raises(NotFound):
        blob_row(organisation, stored.id)


def test_nobody_hangs_a_file_on_the_key_of_another_organisation(within: Within, organisation: UUID) -> None:
    stranger = new_id()
    with within(organisation):
        key = key_of(organisation)
    posing = OpenKey(id=key.id, organisation_id=stranger, key=bytes(32))
    with pytest.raises(DatabaseError, match="row-level security"), within(stranger):
        store_blob(posing, [b"x"])


def test_an_upload_that_fails_leaves_no_row(within: Within, organisation: UUID) -> None:
    def broken() -> Iterator[bytes]:
        yield bytes(2 * CHUNK_BYTES)
        raise OSError("the line went dead")

    with pytest.raises(OSError, match="went dead"), within(organisation):
        store_blob(key_of(organisation), broken())


def test_it_is_removed_only_when_its_key_is_destroyed(
    blobs: Path, within: Within, organisation: UUID, stored: StoredBlob
) -> None:
    with within(organisation, using="worker"):
        assert remove_blobs(organisation, [stored.id]) == 0
        destroy(organisation, [stored.key_id], using="worker")
        assert remove_blobs(organisation, [stored.id]) == 1
        assert len(files(blobs)) == 1, "the file goes after the commit, not before"
    assert files(blobs) == []


def test_a_backend_that_reads_by_number_of_bytes_gets_the_same_stream(within: Within, organisation: UUID) -> None:
    from waarborg.vault.blobs import _Upload

    with within(organisation):
        key = key_of(organisation)
    upload = _Upload(key, UUID(int=1), [LETTER])
    pieces = []
    while piece := upload.read(1000):
        pieces.append(piece)
    assert sum(map(len, pieces)) == upload.given
    assert upload.taken == len(LETTER)
