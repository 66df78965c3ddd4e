"""The master key, behind an interface small enough for any key service.

It wraps the epoch keys of the key directory and the ledger's signing key, and nothing else; it never touches a row.
"""

import os
from functools import lru_cache
from pathlib import Path
from typing import Final, Protocol

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from waarborg.kernel.errors import ConfigurationError
from waarborg.kernel.home import home
from waarborg.vault.envelope import KEY_BYTES, seal, unseal

VARIABLE: Final = "WAARBORG_MASTER_KEY"
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


@lru_cache(maxsize=1)
def master_key() -> MasterKey:
    """The master key of this installation, read once.

    From `WAARBORG_MASTER_KEY` (64 hexadecimal digits); else from the file that `WAARBORG_MASTER_KEY_FILE` names (the
    same, or 32 raw bytes); else from `master.key` in the key directory, made at the first start. Raises
    `ConfigurationError` when it is malformed, or when others can read the file.
    """
    given, file = os.environ.get(VARIABLE, ""), os.environ.get(f"{VARIABLE}_FILE", "")
    if given:
        return LocalMasterKey(_from_text(given))
    if file:
        return LocalMasterKey(_from_file(Path(file)))
    return LocalMasterKey(home().secret("master.key"))


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
