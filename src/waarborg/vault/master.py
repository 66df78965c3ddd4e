"""The master key, behind an interface small enough for any key service.

It wraps the epoch keys of the key directory and the ledger's signing key, and nothing else; it never touches a row.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Final, Protocol

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from waarborg.kernel.errors import ConfigurationError
from waarborg.kernel.home import home
from waarborg.vault.envelope import KEY_BYTES, SealBrokenError, seal, unseal

VARIABLE: Final = "WAARBORG_MASTER_KEY"
OLD: Final = "WAARBORG_MASTER_KEY_OLD"
OWN: Final = "master.key"
SUCCESSOR: Final = "master-next.key"
OTHERS_MAY_READ: Final = 0o077


class MasterKey(Protocol):
    """What wraps the keys of the key directory: a local key, or a key service that never gives its key away."""

    def wrap(self, key: bytes, context: bytes) -> bytes:
        """Seal a key for one use, named by `context`."""

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Open a wrapped key. Raises `SealBrokenError` when it was wrapped for another use, or by another key."""


class LocalMasterKey:
    """A master key in this process's memory."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ConfigurationError(f"the master key must be {KEY_BYTES} bytes, not {len(key)}")
        self._cipher = AESGCM(key)

    def wrap(self, key: bytes, context: bytes) -> bytes:
        """Seal a key for one use, named by `context`."""
        return seal(self._cipher, key, b"master" + context)

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Open a wrapped key. Raises `SealBrokenError`."""
        return unseal(self._cipher, wrapped, b"master" + context)


class RotatingMasterKey:
    """The master key of this installation, also while it is being replaced: wraps with the new one, opens with both.

    `keys()` gives the newest first, and is asked at every use, so that a process that runs on hears of a new one.
    """

    def __init__(self, keys: Callable[[], Sequence[bytes]]) -> None:
        self._keys = keys
        for key in keys():
            LocalMasterKey(key)  # a key that is not safe is refused at once

    def wrap(self, key: bytes, context: bytes) -> bytes:
        """Seal a key for one use, named by `context`."""
        return LocalMasterKey(self._keys()[0]).wrap(key, context)

    def unwrap(self, wrapped: bytes, context: bytes) -> bytes:
        """Open a wrapped key. Raises `SealBrokenError`."""
        *newer, oldest = self._keys()
        for one in newer:
            with suppress(SealBrokenError):
                return LocalMasterKey(one).unwrap(wrapped, context)
        return LocalMasterKey(oldest).unwrap(wrapped, context)


@lru_cache(maxsize=1)
def master_key() -> MasterKey:
    """The master key of this installation.

    From `WAARBORG_MASTER_KEY` (64 hexadecimal digits); else from the file that `WAARBORG_MASTER_KEY_FILE` names (the
    same, or 32 raw bytes), with the one before it in `WAARBORG_MASTER_KEY_OLD` while it is being replaced; else from
    `master.key` in the key directory, made at the first start, with its successor beside it. Raises
    `ConfigurationError` when it is malformed, or when others can read the file.
    """
    given = _given(VARIABLE)
    if given:
        return RotatingMasterKey(lambda: [one for one in (given, _given(OLD)) if one])
    return RotatingMasterKey(own_master_keys)


def is_given() -> bool:
    """Whether the master key comes from outside the key directory."""
    return bool(_given(VARIABLE))


def own_master_keys() -> Sequence[bytes]:
    """The master keys in the key directory, the newest first: two while one takes the place of the other."""
    successor = home().keys / SUCCESSOR
    try:
        newest = [successor.read_bytes()]
    except FileNotFoundError:
        newest = []
    return [*newest, home().secret(OWN)]


def _given(variable: str) -> bytes:
    given, file = os.environ.get(variable, ""), os.environ.get(f"{variable}_FILE", "")
    return _from_text(given) if given else _from_file(Path(file)) if file else b""


def _from_file(path: Path) -> bytes:
    try:
        mode, content = path.stat().st_mode, path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{VARIABLE}_FILE: {error}") from error
    if mode & OTHERS_MAY_READ:
        raise ConfigurationError(f"{path} can be read by others. Change that: chmod 600 {path}")
    return content if len(content) == KEY_BYTES else _from_text(content.decode("ascii", "replace"))


def _from_text(text: str) -> bytes:
    try:
        return bytes.fromhex(text.strip())
    except ValueError:
        raise ConfigurationError(f"{VARIABLE} must be {2 * KEY_BYTES} hexadecimal digits") from None
