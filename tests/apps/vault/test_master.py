"""The master key and the key directory: readable by their owner alone, and gone when destroyed."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from tests.apps.vault.conftest import forget_all
from waarborg.kernel.errors import ConfigurationError
from waarborg.vault.envelope import SealBrokenError, new_key
from waarborg.vault.keyring import Epoch, EpochGoneError, Keyring, keyring
from waarborg.vault.master import LocalMasterKey, master_key

FIRST = Epoch(UUID(int=1), "wrapping", 1)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_the_master_key_is_made_at_the_first_start_and_stays(own_home: Path) -> None:
    wrapped = master_key().wrap(b"secret", b"use")
    forget_all()
    assert master_key().unwrap(wrapped, b"use") == b"secret"
    assert mode(own_home / "keys" / "master.key") == 0o600
    assert mode(own_home / "keys") == 0o700


def test_a_key_wrapped_for_one_use_does_not_open_for_another() -> None:
    wrapped = master_key().wrap(b"secret", b"use")
    with pytest.raises(SealBrokenError):
        master_key().unwrap(wrapped, b"another use")
    with pytest.raises(SealBrokenError):
        LocalMasterKey(new_key()).unwrap(wrapped, b"use")


def test_it_may_come_from_the_environment_or_from_a_file(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = new_key()
    wrapped = LocalMasterKey(key).wrap(b"secret", b"use")
    raw, text = own_home / "raw", own_home / "text"
    raw.write_bytes(key)
    text.write_text(key.hex() + "\n")
    for path in (raw, text):
        path.chmod(0o600)
        monkeypatch.setenv("WAARBORG_MASTER_KEY_FILE", str(path))
        forget_all()
        assert master_key().unwrap(wrapped, b"use") == b"secret"
    monkeypatch.setenv("WAARBORG_MASTER_KEY", key.hex())
    forget_all()
    assert master_key().unwrap(wrapped, b"use") == b"secret"
    assert not (own_home / "keys").exists()


def too_short(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAARBORG_MASTER_KEY", "abcd")


def no_digits(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAARBORG_MASTER_KEY", "z" * 64)


def not_there(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAARBORG_MASTER_KEY_FILE", str(home / "nowhere"))


def open_to_others(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "open").write_bytes(new_key())
    (home / "open").chmod(0o640)
    monkeypatch.setenv("WAARBORG_MASTER_KEY_FILE", str(home / "open"))


def own_file_open_to_others(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    master_key()
    (home / "keys" / "master.key").chmod(0o644)
    forget_all()


@pytest.mark.parametrize("mistake", [too_short, no_digits, not_there, open_to_others, own_file_open_to_others])
def test_a_master_key_that_is_not_safe_is_refused(
    mistake: Callable[[Path, pytest.MonkeyPatch], None], own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mistake(own_home, monkeypatch)
    with pytest.raises(ConfigurationError):
        master_key()


def test_an_epoch_has_one_key_for_itself(own_home: Path) -> None:
    others = [Epoch(UUID(int=1), "wrapping", 2), Epoch(UUID(int=1), "index", 1), Epoch(UUID(int=2), "wrapping", 1)]
    keys = {keyring().ensure(epoch) for epoch in [FIRST, *others]}
    assert len(keys) == 4
    assert keyring().ensure(FIRST) == keyring().read(FIRST)
    files = [path for path in (own_home / "keys" / "organisations").rglob("*") if path.is_file()]
    assert {mode(path) for path in files} == {0o600}
    assert len(files) == 4
    assert not any(key in path.read_bytes() for key in keys for path in files)


def test_a_key_file_in_the_place_of_another_does_not_open(own_home: Path) -> None:
    keyring().ensure(FIRST)
    place = own_home / "keys" / "organisations" / str(FIRST.organisation_id)
    (place / "wrapping-1.key").rename(place / "wrapping-2.key")
    with pytest.raises(SealBrokenError):
        keyring().read(Epoch(FIRST.organisation_id, "wrapping", 2))


def test_a_destroyed_epoch_is_gone(own_home: Path) -> None:
    before = keyring().ensure(FIRST)
    assert keyring().destroy(FIRST)
    assert not keyring().destroy(FIRST)
    with pytest.raises(EpochGoneError):
        keyring().read(FIRST)
    assert list((own_home / "keys" / "organisations").rglob("*.key")) == []
    assert keyring().ensure(FIRST) != before


def test_another_master_key_opens_nothing_in_the_directory(own_home: Path) -> None:
    keyring().ensure(FIRST)
    with pytest.raises(SealBrokenError):
        Keyring(own_home / "keys" / "organisations", LocalMasterKey(new_key())).read(FIRST)
