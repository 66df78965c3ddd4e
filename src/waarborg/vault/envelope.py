"""One sealed value: AES-256-GCM, bound to the row it stands in. Pure: bytes in, bytes out.

    version (1 byte) ‖ nonce (12 bytes, random) ‖ ciphertext ‖ tag (16 bytes)

The associated data are the version, the organisation, the row's own identifier and its table: a value that is copied to
another row, table or organisation does not open. A random 96-bit nonce is safe for 2³² values under one key (NIST SP
800-38D, 8.3); a key of one fate seals some hundreds.
"""

import os
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from waarborg.kernel.errors import WaarborgError

VERSION: Final = b"\x01"
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
KEY_BYTES: Final = 32
OVERHEAD: Final = len(VERSION) + NONCE_BYTES + TAG_BYTES
"""How many bytes a sealed value is longer than what it holds."""


class SealBrokenError(WaarborgError):
    """A sealed value was changed, moved to another row, or belongs to another key. Nothing of it is given back."""


def new_key() -> bytes:
    """Return 32 fresh random bytes."""
    return os.urandom(KEY_BYTES)


def seal(cipher: AESGCM, plaintext: bytes, context: bytes) -> bytes:
    """Seal `plaintext` so that it opens only with the same key and the same `context`."""
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + cipher.encrypt(nonce, plaintext, VERSION + context)


def unseal(cipher: AESGCM, sealed: bytes, context: bytes) -> bytes:
    """Return what was sealed. Raises `SealBrokenError` for anything that is not exactly what was sealed here."""
    if len(sealed) < OVERHEAD or sealed[:1] != VERSION:
        raise SealBrokenError("not a sealed value of a known version")
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return cipher.decrypt(nonce, body, VERSION + context)
    except InvalidTag:
        raise SealBrokenError("a sealed value does not belong to this key and row") from None


def row_context(organisation_id: UUID, table: str, row: UUID) -> bytes:
    """The associated data of a value in a row: fixed lengths first, so that no two rows share one."""
    return b"row" + organisation_id.bytes + row.bytes + table.encode()
