"""The signature under a tree head: Ed25519, with this installation's own key.

The private key stands in the key directory, wrapped by the master key. The public key goes along with every head; who
must trust it keeps a copy elsewhere, as with the heads themselves.
"""

import os
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from waarborg.kernel.home import home
from waarborg.vault.master import master_key
from waarborg.vault.master_rotation import wrapped_by_master

CONTEXT: Final = b"ledger signing key"
FILE: Final = wrapped_by_master("ledger-signing.key", CONTEXT)


def head_message(organisation_id: UUID, size: int, root: bytes, at: str) -> bytes:
    """What is signed: every part of a head, in fixed lengths. `at` is `canonical.moment`."""
    return b"waarborg tree head 1\x00" + organisation_id.bytes + size.to_bytes(8, "big") + root + at.encode()


def signing_key() -> Ed25519PrivateKey:
    """This installation's signing key, made at its first use."""
    master = master_key()
    wrapped = home().secret(FILE, lambda: master.wrap(os.urandom(32), CONTEXT))
    return Ed25519PrivateKey.from_private_bytes(master.unwrap(wrapped, CONTEXT))


def own_public_key() -> bytes | None:
    """This installation's public key; nothing where there is no signing key (an auditor's machine). Makes none."""
    if not (home().root / "keys" / FILE).exists():
        return None
    return signing_key().public_key().public_bytes_raw()


def is_signed(public_key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether `signature` over `message` was made with the private half of `public_key`."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
