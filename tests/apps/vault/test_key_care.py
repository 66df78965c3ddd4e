"""Keys are rotated while everybody works on, and taken back from a copy when they are lost."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from tests.apps.vault.conftest import Within, forget_all
from waarborg.backups.all_keys import recover, rotate_everything, sweep_everything
from waarborg.backups.key_copies import copy_keys, end_key_copies, recovery_key
from waarborg.backups.places import Places, key_copies
from waarborg.backups.runs import ended_epochs
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.home import home
from waarborg.ledger.signing import signing_key
from waarborg.vault.envelope import SealBrokenError
from waarborg.vault.keyring import Epoch, EpochGoneError, keyring
from waarborg.vault.master import LocalMasterKey, master_key
from waarborg.vault.master_rotation import replace_master_key
from waarborg.vault.rotation import rotate_epoch
from waarborg.vault.services import data_key, open_keys

pytestmark = pytest.mark.real_commits

ROW, TABLE = UUID(int=7), "dossiers_record"
Reads = Callable[[], bool]


@pytest.fixture
def reads(within: Within, organisation: UUID) -> Reads:
    """Whether what was sealed before opens now, in a process that has just started."""
    with within(organisation):
        key = data_key(organisation, person_id=UUID(int=3), scope_id=None, retention_class="report")
        sealed = key.seal(b"plain", row=ROW, table=TABLE)

    def opens() -> bool:
        forget_all()
        with within(organisation):
            return open_keys(organisation, [key.id])[key.id].open(sealed, row=ROW, table=TABLE) == b"plain"

    return opens


class Stopped(BaseException):
    """The machine went off."""


@pytest.mark.parametrize("stops_at", ["made", "wrapped", "never"])
def test_the_master_key_is_replaced_while_everybody_works_on_whenever_it_is_stopped(
    own_home: Path, organisation: UUID, reads: Reads, stops_at: str
) -> None:
    old, signs = (own_home / "keys" / "master.key").read_bytes(), signing_key().public_key().public_bytes_raw()
    running, first = keyring(), Epoch(organisation, "wrapping", 1)

    def stop(step: str) -> None:
        assert running.read(first), "who runs on opens with either"
        if step == stops_at:
            raise Stopped

    if stops_at != "never":
        with pytest.raises(Stopped):
            replace_master_key(between=stop)
        assert reads()
    assert replace_master_key(between=lambda _step: None) == 3, "two epochs and the key that signs"
    assert reads()
    assert running.read(first)
    running.ensure(Epoch(organisation, "wrapping", 2))
    forget_all()
    assert keyring().read(Epoch(organisation, "wrapping", 2)), "and what it makes meanwhile is under the new one"
    assert signing_key().public_key().public_bytes_raw() == signs
    files = sorted(path.name for path in (own_home / "keys").iterdir() if path.is_file())
    assert "master-next.key" not in files
    assert (own_home / "keys" / "master.key").read_bytes() != old
    for path in (own_home / "keys" / "organisations").rglob("*-*.key"):
        epoch = Epoch(organisation, *_named(path))
        with pytest.raises(SealBrokenError):
            LocalMasterKey(old).unwrap(path.read_bytes(), epoch.context)


def _named(path: Path) -> tuple[str, int]:
    kind, _dash, number = path.stem.rpartition("-")
    return kind, int(number)


def test_a_master_key_from_elsewhere_is_replaced_by_saying_both(
    organisation: UUID, reads: Reads, monkeypatch: pytest.MonkeyPatch, own_home: Path
) -> None:
    old = (own_home / "keys" / "master.key").read_bytes()
    monkeypatch.setenv("WAARBORG_MASTER_KEY", "ab" * 32)
    monkeypatch.setenv("WAARBORG_MASTER_KEY_OLD", old.hex())
    assert reads()
    replace_master_key()
    monkeypatch.delenv("WAARBORG_MASTER_KEY_OLD")
    assert reads()
    assert master_key()


def test_all_keys_are_rotated_and_what_a_thief_took_before_opens_nothing_after(
    organisation: UUID, reads: Reads, own_home: Path
) -> None:
    before = keyring().read(Epoch(organisation, "wrapping", 1))
    assert rotate_everything(master=True) == (1, 2)
    assert reads()
    with pytest.raises(EpochGoneError):
        keyring().read(Epoch(organisation, "wrapping", 1))
    assert keyring().read(Epoch(organisation, "wrapping", 2)) != before


def test_keys_that_are_lost_come_back_from_a_copy_but_for_those_that_ended(
    organisation: UUID, reads: Reads, own_home: Path, tmp_path: Path
) -> None:
    at = Places(tmp_path / "data", tmp_path / "kept")
    copy_keys(at, "20260101T000000Z-00000000")
    with pytest.raises(InvalidInput):
        recover(at, b"x" * 32, home())
    secret = recovery_key()
    for path in (own_home / "keys").rglob("*-*.key"):
        path.unlink()
    (own_home / "keys" / "master.key").unlink()
    assert recover(at, secret, home()) >= 3
    assert reads()
    rotate_epoch(organisation)
    assert recover(at, secret, home()) == 1
    assert sweep_everything() == 1
    assert reads()
    fresh = copy_keys(at, "20260102T000000Z-00000000")
    assert end_key_copies(at, ended_epochs(), clock.now(), 7) == ["20260101T000000Z-00000000"]
    assert end_key_copies(at, ended_epochs(), clock.now(), 7) == [], "the last one stays while its keys live"
    assert [one.name for one in key_copies(at)] == [fresh.name]

    (own_home / "keys" / "recovery.key").unlink()  # it is lost, and the machine is not
    copy_keys(at, "20260103T000000Z-00000000")
    another = recovery_key()
    with pytest.raises(InvalidInput):
        recover(at, secret, home())
    (own_home / "keys" / "master.key").unlink()
    assert recover(at, another, home()) == 1
    assert reads()
