"""Copies of the key directory, sealed by the recovery key, and gone by a known day.

The recovery key opens them and nothing else. It is not in the data, and not in the copies: people keep it elsewhere. A
copy outlives the end of an epoch by `WAARBORG_KEY_COPY_DAYS` at the most; then nothing that was destroyed opens.
"""

from __future__ import annotations

import io
import os
import tarfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from waarborg.backups.places import FORMAT, Epochs, KeyCopy, Places, key_copies, made_at, write_label
from waarborg.backups.sealed_files import read_sealed, settle, write_sealed
from waarborg.kernel.errors import ConfigurationError, InvalidInput
from waarborg.kernel.home import PRIVATE_DIRECTORY, PRIVATE_FILE, Home, home
from waarborg.vault.envelope import KEY_BYTES, SealBrokenError
from waarborg.vault.shredding import shred

VARIABLE = "WAARBORG_RECOVERY_KEY"
RECOVERY = "recovery.key"
BACKUP = "backup.key"
ORGANISATIONS = "organisations"


def recovery_key() -> bytes:
    """What seals copies of the keys: `WAARBORG_RECOVERY_KEY` or its file; else `recovery.key`, made at its first use.

    Raises `ConfigurationError` when it cannot be read.
    """
    return given_recovery_key() or home().secret(RECOVERY)


def given_recovery_key() -> bytes:
    """The recovery key that the environment gives; empty when it gives none."""
    file = os.environ.get(f"{VARIABLE}_FILE", "")
    try:
        text = Path(file).read_bytes() if file else os.environ.get(VARIABLE, "").encode()
    except OSError as error:
        raise ConfigurationError(f"{VARIABLE}_FILE: {error}") from error
    return as_recovery_key(text) if text else b""


def as_recovery_key(text: bytes) -> bytes:
    """A recovery key as people wrote it down: hexadecimal in groups; or the bytes themselves. `ConfigurationError`."""
    if len(text) == KEY_BYTES:
        return text
    try:
        key = bytes.fromhex(text.decode("ascii").replace("-", " "))
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise ConfigurationError(f"The recovery key is {2 * KEY_BYTES} hexadecimal digits.")
    return key


def for_people(key: bytes) -> str:
    """The recovery key to write down: hexadecimal in groups of four."""
    text = key.hex()
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def backup_key() -> bytes:
    """What seals copies of the data. It stands with the keys, so a copy of the data alone opens nothing."""
    return home().secret(BACKUP)


def copy_keys(at: Places, name: str) -> KeyCopy:
    """Write a copy of the key directory under `name`, read it back, and label it with the epochs that it holds."""
    at.keys.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)
    backup_key()  # there from the first copy on
    secret, draft = recovery_key(), at.keys / f".{name}.part"
    content = _packed(home().keys)
    write_sealed(draft, secret, name, [content])
    if b"".join(read_sealed(draft, secret, name)) != content:
        raise ConfigurationError(f"The copy of the keys in {at.keys} does not read back as it was written.")
    draft.rename(at.keys / f"{name}.keys")
    label = {"format": FORMAT, "name": name, "epochs": sorted(epochs_of(home().keys)), "master": has_master()}
    write_label(at.keys / f"{name}.json", label)
    settle(at.keys)
    return KeyCopy(name, label)


def unpack_keys(at: Places, copy: KeyCopy, secret: bytes, into: Home) -> None:
    """Put the keys of a copy back into an empty key directory. Raises `InvalidInput` for another recovery key."""
    try:
        content = b"".join(read_sealed(at.keys / f"{copy.name}.keys", secret, copy.name))
    except SealBrokenError:
        raise InvalidInput("This recovery key does not open this copy of the keys.") from None
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        for one in archive.getmembers():
            path, held = into.keys / one.name, archive.extractfile(one)
            if held is None or ".." in Path(one.name).parts or path.exists():
                continue
            path.parent.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
            with os.fdopen(descriptor, "wb") as file:
                file.write(held.read())


def end_key_copies(at: Places, ended: Epochs, now: datetime, days: int) -> list[str]:
    """Shred the copies whose days are over; return their names.

    The newest stays as long as it holds no epoch that has ended, so that a backup that fails for a week does not leave
    the installation without any copy of its keys.
    """
    copies, gone = key_copies(at), list[str]()
    for copy in copies:
        over = (now - made_at(copy.name)).days >= days
        if over and (copy is not copies[-1] or copy.epochs & ended):
            end_key_copy(at, copy.name)
            gone.append(copy.name)
    return gone


def end_key_copy(at: Places, name: str) -> None:
    """Shred one copy of the keys."""
    shred(at.keys / f"{name}.keys")
    (at.keys / f"{name}.json").unlink(missing_ok=True)
    settle(at.keys)


def epochs_of(keys: Path) -> Epochs:
    """The epochs whose files stand in a key directory."""
    files = (path for path in keys.glob(f"{ORGANISATIONS}/*/*-*.key") if not path.name.startswith("."))
    return frozenset(
        (path.parent.name, path.stem.rpartition("-")[0], int(path.stem.rpartition("-")[2])) for path in files
    )


def has_master() -> bool:
    """Whether the master key stands in the key directory, and so in its copies."""
    return (home().keys / "master.key").exists()


def _packed(keys: Path) -> bytes:
    """Every key file but the recovery key, as one archive in memory: some kilobytes."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for path in _files(keys):
            try:
                content = path.read_bytes()
            except FileNotFoundError:  # its epoch ended this very moment
                continue
            one = tarfile.TarInfo(path.relative_to(keys).as_posix())
            one.size = len(content)
            archive.addfile(one, io.BytesIO(content))
    return packed.getvalue()


def _files(keys: Path) -> Iterator[Path]:
    for path in sorted(keys.rglob("*")):
        if path.is_file() and not path.name.startswith(".") and path.name != RECOVERY and path.suffix != ".lock":
            yield path
