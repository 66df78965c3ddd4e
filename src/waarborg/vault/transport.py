"""An organisation's keys on their way to another installation, under a passphrase that goes another way than they."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.db import connections

from waarborg.kernel.errors import Conflict, InvalidInput
from waarborg.vault.envelope import KEY_BYTES, SealBrokenError, seal, unseal
from waarborg.vault.keyring import Epoch, keyring

SHORTEST_PASSPHRASE = 12
SALT_BYTES = 16
WORK = 2**16
"""The cost of one guess: 64 MiB and a fifth of a second (RFC 7914, N)."""


@dataclass(frozen=True, slots=True)
class TransportKey:
    """Wraps keys, and proves that the list of contents was written by who knew the passphrase."""

    salt: bytes
    key: bytes

    def wrap(self, epoch: Epoch, key: bytes) -> bytes:
        """Seal the key of an epoch for the way."""
        return seal(AESGCM(self._part(b"wrap")), key, b"transport" + epoch.context)

    def unwrap(self, epoch: Epoch, wrapped: bytes) -> bytes:
        """Open it. Raises `InvalidInput` for another passphrase."""
        try:
            return unseal(AESGCM(self._part(b"wrap")), wrapped, b"transport" + epoch.context)
        except SealBrokenError:
            raise InvalidInput("The passphrase does not open this file.") from None

    def proof(self, content: bytes) -> str:
        """A keyed hash of the list of contents."""
        return hmac.new(self._part(b"manifest"), content, hashlib.sha256).hexdigest()

    def _part(self, purpose: bytes) -> bytes:
        return hmac.new(self.key, purpose, hashlib.sha256).digest()


def transport_key(passphrase: str, salt: bytes | None = None) -> TransportKey:
    """The key of a passphrase, with fresh salt unless given. Raises `InvalidInput` when the passphrase is short."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise InvalidInput(f"The passphrase needs at least {SHORTEST_PASSPHRASE} characters.")
    salt = os.urandom(SALT_BYTES) if salt is None else salt
    return TransportKey(salt, Scrypt(salt=salt, length=KEY_BYTES, n=WORK, r=8, p=1).derive(passphrase.encode()))


def epochs_out(organisation_id: UUID, key: TransportKey, *, using: str) -> list[dict[str, Any]]:
    """The keys of all epochs of an organisation, wrapped for the way."""
    with connections[using].cursor() as cursor:
        cursor.execute(_EPOCHS, [organisation_id])
        epochs = [Epoch(organisation_id, kind, number) for kind, number in cursor.fetchall()]
    ring = keyring()
    return [
        {"kind": epoch.kind, "epoch": epoch.number, "wrapped": key.wrap(epoch, ring.read(epoch)).hex()}
        for epoch in epochs
    ]


def epochs_in(organisation_id: UUID, given: Iterable[Mapping[str, Any]], key: TransportKey) -> list[Epoch]:
    """Keep the keys of all epochs here; return them, for `forget_epochs` when the rest fails.

    All or none. Raises `Conflict` when one is here already and `InvalidInput` for another passphrase.
    """
    ring, received = keyring(), list[Epoch]()
    try:
        for one in given:
            epoch = Epoch(organisation_id, str(one["kind"]), int(one["epoch"]))
            ring.receive(epoch, key.unwrap(epoch, bytes.fromhex(one["wrapped"])))
            received.append(epoch)
    except (Conflict, InvalidInput):
        forget_epochs(received)
        raise
    return received


def forget_epochs(epochs: Iterable[Epoch]) -> None:
    """Destroy keys that were received for nothing."""
    for epoch in epochs:
        keyring().destroy(epoch)


_EPOCHS: Final = "select kind, epoch from vault.organisation_key where organisation_id = %s order by kind, epoch"
