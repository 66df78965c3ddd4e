"""After an epoch ended, no copy of an old wrapped key opens, wherever it lies; and everybody else goes on working."""

import threading
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connections, transaction

from tests.apps.vault.conftest import Within, forget_all
from waarborg.kernel import clock
from waarborg.kernel.errors import ConfigurationError
from waarborg.kernel.identifiers import new_id
from waarborg.vault.choices import KeyKind, TokenKind
from waarborg.vault.envelope import SealBrokenError
from waarborg.vault.jobs import end_epochs
from waarborg.vault.key_cache import CACHE, WrappedKey, unwrapped_organisation_key
from waarborg.vault.keyring import Epoch, EpochGoneError, keyring
from waarborg.vault.rotation import (
    begin_index_epoch,
    end_index_epochs,
    ends_on,
    final_on,
    organisations_due,
    rotate_epoch,
    sweep,
)
from waarborg.vault.services import blind_token, data_key, destroy, open_keys

pytestmark = pytest.mark.real_commits

ROW, TABLE = UUID(int=7), "dossiers_record"
DAY = date(2026, 3, 2)


def dump(table: str) -> list[dict[str, Any]]:
    """What a backup of that moment holds."""
    with connections["backup"].cursor() as cursor:
        cursor.execute(f"select * from vault.{table}")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@pytest.fixture
def sealed(within: Within, organisation: UUID) -> dict[UUID, bytes]:
    """Values under twelve keys, by key."""
    with within(organisation):
        keys = [data_key(organisation, person_id=new_id(), scope_id=None, retention_class="report") for _ in range(12)]
        return {key.id: key.seal(b"plain", row=ROW, table=TABLE) for key in keys}


@pytest.fixture
def readable(within: Within, organisation: UUID, sealed: dict[UUID, bytes]) -> Callable[[], set[UUID]]:
    def which() -> set[UUID]:
        with within(organisation):
            keys = open_keys(organisation, sealed)
        return {one for one, key in keys.items() if key.open(sealed[one], row=ROW, table=TABLE) == b"plain"}

    return which


def test_survivors_open_and_the_old_epoch_is_gone(
    organisation: UUID, sealed: dict[UUID, bytes], readable: Callable[[], set[UUID]]
) -> None:
    assert rotate_epoch(organisation, batch=5) == [Epoch(organisation, "wrapping", 1)]
    forget_all()
    assert readable() == set(sealed)
    [ended] = dump("destroyed_epoch")
    assert (ended["organisation_id"], ended["kind"], ended["epoch"]) == (organisation, "wrapping", 1)
    with pytest.raises(EpochGoneError):
        keyring().read(Epoch(organisation, "wrapping", 1))


@pytest.mark.clause("CLICK-2.5d")
def test_a_backup_from_before_does_not_bring_a_destroyed_key_back(
    within: Within, organisation: UUID, sealed: dict[UUID, bytes], readable: Callable[[], set[UUID]]
) -> None:
    backup = {"data": dump("data_key"), "outer": dump("organisation_key")}
    gone = sorted(sealed)[:4]
    with within(organisation):
        destroy(organisation, gone)
    rotate_epoch(organisation)
    forget_all()
    outer = next(row for row in backup["outer"] if row["kind"] == "wrapping")
    with pytest.raises(EpochGoneError):
        unwrapped_organisation_key(WrappedKey(outer["id"], Epoch(organisation, "wrapping", 1), bytes(outer["wrapped"])))
    new = next(row for row in dump("organisation_key") if row["kind"] == "wrapping")
    current = CACHE.key(WrappedKey(new["id"], Epoch(organisation, "wrapping", new["epoch"]), bytes(new["wrapped"])))
    assert current
    old_wrapped = {row["id"]: bytes(row["wrapped"]) for row in backup["data"]}
    assert not set(old_wrapped.values()) & {bytes(row["wrapped"]) for row in dump("data_key") if row["wrapped"]}
    assert readable() == set(sealed) - set(gone)


def test_a_key_file_that_came_back_with_an_old_copy_is_swept_away(
    own_home: Path, organisation: UUID, sealed: dict[UUID, bytes]
) -> None:
    file = own_home / "keys" / "organisations" / str(organisation) / "wrapping-1.key"
    copy = file.read_bytes()
    rotate_epoch(organisation)
    file.write_bytes(copy)
    assert sweep(organisation) == [Epoch(organisation, "wrapping", 1)]
    assert not file.exists()
    assert sweep(organisation) == []


def test_an_interrupted_rotation_is_taken_up_where_it_stopped(
    organisation: UUID, sealed: dict[UUID, bytes], readable: Callable[[], set[UUID]]
) -> None:
    with transaction.atomic(using="worker"), connections["worker"].cursor() as cursor:
        cursor.execute("select id from vault.data_key limit 1 for update")  # this one cannot be wrapped anew now
        with pytest.raises(Exception, match="lock timeout"):
            _rotate_elsewhere(organisation, lock_timeout="200ms")
    assert {row["current"] for row in dump("organisation_key") if row["kind"] == "wrapping"} == {True, False}
    forget_all()
    assert readable() == set(sealed)
    assert rotate_epoch(organisation) == [Epoch(organisation, "wrapping", 1)]
    assert [row["epoch"] for row in dump("organisation_key") if row["kind"] == "wrapping"] == [2]
    assert readable() == set(sealed)


def test_a_key_that_is_made_during_the_rotation_is_not_lost(
    within: Within, organisation: UUID, sealed: dict[UUID, bytes]
) -> None:
    finished: list[list[Epoch]] = []
    rotating = threading.Thread(target=lambda: finished.append(_rotate_elsewhere(organisation)))
    with within(organisation):
        late = data_key(organisation, person_id=new_id(), scope_id=None, retention_class="late")
        value = late.seal(b"late", row=ROW, table=TABLE)
        rotating.start()
        rotating.join(timeout=1.0)
        assert rotating.is_alive(), "the epoch may not end while a transaction still builds on it"
    rotating.join()
    assert finished == [[Epoch(organisation, "wrapping", 1)]]
    forget_all()
    with within(organisation):
        assert open_keys(organisation, [late.id])[late.id].open(value, row=ROW, table=TABLE) == b"late"


def test_after_a_destruction_the_epoch_is_due_within_the_stated_days(
    within: Within, organisation: UUID, sealed: dict[UUID, bytes]
) -> None:
    with clock.travel(DAY), within(organisation):
        destroy(organisation, list(sealed)[:1])
    assert final_on(DAY) == DAY + timedelta(days=settings.EPOCH_DAYS)
    last = ends_on(DAY)
    assert last == final_on(DAY) - timedelta(days=settings.KEY_COPY_DAYS), (
        "copies of the keys outlive it, and no longer"
    )
    assert organisations_due(last - timedelta(days=1)) == []
    assert organisations_due(last) == [organisation]
    rotate_epoch(organisation)
    assert organisations_due(last + timedelta(days=400)) == []


def test_the_worker_ends_epochs_by_the_calendar(
    within: Within, organisation: UUID, sealed: dict[UUID, bytes], readable: Callable[[], set[UUID]]
) -> None:
    with clock.travel(DAY), within(organisation):
        destroy(organisation, list(sealed)[:1])
    with clock.travel(ends_on(DAY)):
        assert [end_epochs(0), end_epochs(60)] == [1, 0]
    assert len(readable()) == len(sealed) - 1


def test_without_a_destruction_nothing_is_due(organisation: UUID, sealed: dict[UUID, bytes]) -> None:
    assert organisations_due(DAY + timedelta(days=4000)) == []


def test_an_organisation_without_keys_has_no_epoch_to_end() -> None:
    with pytest.raises(ConfigurationError):
        rotate_epoch(new_id())


def test_after_a_new_index_epoch_old_tokens_find_nothing_and_mean_nothing(within: Within, organisation: UUID) -> None:
    with within(organisation):
        before = blind_token(organisation, TokenKind.NAME, "Jansen")
    with transaction.atomic(using="worker"):
        fresh = begin_index_epoch(organisation).token(TokenKind.NAME, "Jansen")
    with within(organisation):
        assert blind_token(organisation, TokenKind.NAME, "Jansen") == fresh != before
    assert end_index_epochs(organisation) == [Epoch(organisation, KeyKind.INDEX.value, 1)]
    with pytest.raises(EpochGoneError):
        keyring().read(Epoch(organisation, KeyKind.INDEX.value, 1))
    forget_all()
    with within(organisation):
        assert blind_token(organisation, TokenKind.NAME, "Jansen") == fresh


def test_an_index_epoch_that_was_rolled_back_did_not_begin(within: Within, organisation: UUID) -> None:
    with within(organisation):
        before = blind_token(organisation, TokenKind.NAME, "Jansen")
    with transaction.atomic(using="worker"):
        begin_index_epoch(organisation)
        transaction.set_rollback(True, using="worker")
    forget_all()
    with within(organisation):
        assert blind_token(organisation, TokenKind.NAME, "Jansen") == before


def test_a_key_wrapped_for_another_organisation_does_not_open(within: Within, organisation: UUID) -> None:
    [outer] = [row for row in dump("organisation_key") if row["kind"] == "wrapping"]
    keyring().ensure(Epoch(UUID(int=5), "wrapping", 1))
    with pytest.raises(SealBrokenError):
        unwrapped_organisation_key(WrappedKey(outer["id"], Epoch(UUID(int=5), "wrapping", 1), bytes(outer["wrapped"])))


def _rotate_elsewhere(organisation: UUID, lock_timeout: str = "0") -> list[Epoch]:
    """Rotate on a connection of another thread, as another process would."""
    found: list[Any] = []

    def rotate() -> None:
        try:
            with connections["worker"].cursor() as cursor:
                cursor.execute(f"set lock_timeout = '{lock_timeout}'")
            found.append(rotate_epoch(organisation, batch=5))
        except Exception as error:  # noqa: BLE001 - handed to the test
            found.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=rotate)
    thread.start()
    thread.join()
    if isinstance(found[0], Exception):
        raise found[0]
    epochs: list[Epoch] = found[0]
    return epochs
