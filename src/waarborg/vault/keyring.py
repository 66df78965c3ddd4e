"""The key directory: one file per organisation, kind and epoch, kept outside the database so that it can be destroyed.

    <home>/keys/organisations/<organisation>/<kind>-<epoch>.key      0600, wrapped by the master key

PostgreSQL keeps deleted bytes in its log, its heap files, its replicas and its backups. What those bytes are worth is
decided here: without the epoch's file no wrapped key of that epoch opens, wherever a copy of it lies.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from waarborg.kernel.errors import Conflict, WaarborgError
from waarborg.kernel.home import PRIVATE_DIRECTORY, PRIVATE_FILE, home
from waarborg.vault.envelope import new_key
from waarborg.vault.master import MasterKey, master_key


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
        """Overwrite and remove the key file; whether there was one. (NIST SP 800-88: cryptographic erase.)

        On flash memory an overwritten block may survive inside the device; what survives is wrapped by the master key.
        """
        path = self._path(epoch)
        try:
            with path.open("r+b") as file:
                file.write(os.urandom(path.stat().st_size))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
        except FileNotFoundError:
            return False
        _settle(path.parent)
        return True

    def _path(self, epoch: Epoch) -> Path:
        return self._directory / str(epoch.organisation_id) / f"{epoch.kind}-{epoch.number}.key"


def keyring() -> Keyring:
    """The key directory of this installation."""
    return Keyring(home().keys / "organisations", master_key())


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
