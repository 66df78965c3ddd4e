"""Organisation keys in this process: unwrapped once, forgotten after a while.

A cached key gives no access by itself: each use reads the wrapped key's row first, under row-level security. It only
saves reading the key file and one unwrapping. After an epoch was destroyed elsewhere, its key stays in this memory for
at most `KEPT_SECONDS`.
"""

import threading
import time
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from waarborg.vault.envelope import seal, unseal
from waarborg.vault.keyring import Epoch, keyring

KEPT_SECONDS: Final = 300.0
MOST: Final = 4096


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """The row of an organisation key, as read in this transaction."""

    id: UUID
    epoch: Epoch
    wrapped: bytes


class KeyCache:
    """Unwrapped organisation keys by the identifier of their row."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._keys: dict[UUID, tuple[float, bytes]] = {}

    def key(self, row: WrappedKey) -> bytes:
        """The organisation key of a row. Raises `EpochGoneError` or `SealBrokenError`."""
        now = time.monotonic()
        with self._lock:
            held = self._keys.get(row.id)
        if held and held[0] > now:
            return held[1]
        key = unwrapped_organisation_key(row)
        with self._lock:
            if len(self._keys) >= MOST:
                self._keys.clear()
            self._keys[row.id] = (now + KEPT_SECONDS, key)
        return key

    def forget(self, key_id: UUID | None = None) -> None:
        """Forget one key, or all of them."""
        with self._lock:
            if key_id is None:
                self._keys.clear()
            else:
                self._keys.pop(key_id, None)


CACHE: Final = KeyCache()


def wrapped_organisation_key(key: bytes, key_id: UUID, epoch: Epoch) -> bytes:
    """Wrap a new organisation key by its epoch's key file, which is made when it is not there."""
    return seal(AESGCM(keyring().ensure(epoch)), key, _context(key_id, epoch))


def unwrapped_organisation_key(row: WrappedKey) -> bytes:
    """Open an organisation key by its epoch's key file. Raises `EpochGoneError` or `SealBrokenError`."""
    return unseal(AESGCM(keyring().read(row.epoch)), row.wrapped, _context(row.id, row.epoch))


def wrapped_data_key(
    organisation_key: bytes, wrapped_by: UUID, organisation_id: UUID, key_id: UUID, key: bytes
) -> bytes:
    """Wrap a data key: it opens only as this key of this organisation in this epoch."""
    return seal(AESGCM(organisation_key), key, _data_context(wrapped_by, organisation_id, key_id))


def unwrapped_data_key(
    organisation_key: bytes, wrapped_by: UUID, organisation_id: UUID, key_id: UUID, wrapped: bytes
) -> bytes:
    """Open a data key. Raises `SealBrokenError` when the row is not the one it was made for."""
    return unseal(AESGCM(organisation_key), wrapped, _data_context(wrapped_by, organisation_id, key_id))


def _context(key_id: UUID, epoch: Epoch) -> bytes:
    return b"organisation key" + key_id.bytes + epoch.context


def _data_context(wrapped_by: UUID, organisation_id: UUID, key_id: UUID) -> bytes:
    return b"data key" + wrapped_by.bytes + organisation_id.bytes + key_id.bytes
