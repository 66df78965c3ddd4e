"""The key directory: one file per organisation, kind and epoch, kept outside the database so that it can be destroyed.

    <home>/keys/organisations/<organisation>/<kind>-<epoch>.key      0600, wrapped by the master key

PostgreSQL keeps deleted bytes in its log, its heap files, its replicas and its backups. What those bytes are worth is
decided here: without the epoch's file no wrapped key of that epoch opens, wherever a copy of it lies.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from waarborg.kernel.errors import Conflict, WaarborgError
from waarborg.kernel.home import PRIVATE_DIRECTORY, PRIVATE_FILE, home
from waarborg.vault.envelope import new_key
from waarborg.vault.master import MasterKey, master_key
from waarborg.vault.shredding import shred


class EpochGoneError(WaarborgError):
    """The key file of an epoch is not there: destroyed, or the key directory does not belong to this database."""


@dataclass(frozen=True, slots=True)
class Epoch:
    """One period of one organisation's keys of one kind."""

    organisation_id: UUID
    kind: str
    number: int

    @property
    def context(self) -> bytes:
        """What its wrapped key is bound to."""
        return b"epoch" + self.organisation_id.bytes + self.number.to_bytes(4, "big") + self.kind.encode()


class Keyring:
    """Reads, makes and destroys epoch keys in one directory."""

    def __init__(self, directory: Path, master: MasterKey) -> None:
        self._directory = directory
        self._master = master

    def ensure(self, epoch: Epoch) -> bytes:
        """The key of `epoch`, made when there is none yet (also after a rotation that was interrupted here)."""
        path = self._path(epoch)
        path.parent.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
        with self._while_no_master_key_goes():
            _write(draft, self._master.wrap(new_key(), epoch.context))
            try:
                os.link(draft, path)
                _settle(path.parent)
            except FileExistsError:
                pass  # another process was first, or an interrupted run left it: that one is as good
            finally:
                draft.unlink()
        return self.read(epoch)

    def receive(self, epoch: Epoch, key: bytes) -> None:
        """Keep the key of an epoch that was made by another installation.

        Raises `Conflict` when there is one already: nothing that stands here is ever written over.
        """
        path = self._path(epoch)
        path.parent.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)
        try:
            with self._while_no_master_key_goes():
                _write(path, self._master.wrap(key, epoch.context))
        except FileExistsError:
            raise Conflict(f"there is a key for {epoch.kind} epoch {epoch.number} already") from None
        _settle(path.parent)

    def read(self, epoch: Epoch) -> bytes:
        """The key of `epoch`. Raises `EpochGoneError` when its file is gone."""
        try:
            wrapped = self._path(epoch).read_bytes()
        except FileNotFoundError:
            raise EpochGoneError(f"no key file for {epoch.kind} epoch {epoch.number}") from None
        return self._master.unwrap(wrapped, epoch.context)

    def destroy(self, epoch: Epoch) -> bool:
        """Overwrite and remove the key file; whether there was one."""
        path = self._path(epoch)
        if not shred(path):
            return False
        _settle(path.parent)
        return True

    def wrap_anew(self) -> int:
        """Wrap every key file by the newest master key, each whole or not at all; return how many there were.

        The caller holds `rotating`, so that none is added meanwhile under the old one.
        """
        files = sorted(self._directory.glob("*/*-*.key"))
        for path in files:
            kind, _dash, number = path.stem.rpartition("-")
            epoch = Epoch(UUID(path.parent.name), kind, int(number))
            wrap_file_anew(path, self._master, epoch.context)
        return len(files)

    @contextmanager
    def _while_no_master_key_goes(self) -> Iterator[None]:
        with lock_file(self._directory.parent, fcntl.LOCK_SH):
            yield

    def _path(self, epoch: Epoch) -> Path:
        return self._directory / str(epoch.organisation_id) / f"{epoch.kind}-{epoch.number}.key"


def keyring() -> Keyring:
    """The key directory of this installation."""
    return Keyring(home().keys / "organisations", master_key())


@contextmanager
def rotating() -> Iterator[None]:
    """While a master key is replaced nobody wraps anything by it."""
    with lock_file(home().keys, fcntl.LOCK_EX):
        yield


@contextmanager
def lock_file(keys: Path, how: int) -> Iterator[None]:
    """Hold the lock of a key directory, shared by who wraps and alone for who replaces the master key."""
    descriptor = os.open(keys / "rotation.lock", os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
    try:
        fcntl.flock(descriptor, how)
        yield
    finally:
        os.close(descriptor)


def wrap_file_anew(path: Path, master: MasterKey, context: bytes) -> None:
    """Put a wrapped key, wrapped by the newest master key, in the place of what stands in its file."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        _write(draft, master.wrap(master.unwrap(path.read_bytes(), context), context))
        draft.replace(path)
    except FileNotFoundError:
        return  # its epoch ended this very moment
    finally:
        draft.unlink(missing_ok=True)
    _settle(path.parent)


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _settle(directory: Path) -> None:
    """Make what was added to or removed from a directory survive a power cut."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
