"""What signing in needs to keep secret at rest: seeds of second factors, and sessions.

Sealed with a key of its own, which stands in the key directory, wrapped by the master key. A sealed text opens only for
the account, or the session, that it was sealed for.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from waarborg.kernel.home import home
from waarborg.vault.envelope import SealBrokenError, new_key, seal, unseal
from waarborg.vault.master import master_key
from waarborg.vault.master_rotation import wrapped_by_master

CONTEXT: Final = b"sign-in key"
FILE: Final = wrapped_by_master("sign-in.key", CONTEXT)


def of_account(account_id: UUID) -> bytes:
    """What a second factor's secret is bound to."""
    return b"second factor" + account_id.bytes


def of_session(key_hash: str) -> bytes:
    """What the content of a session is bound to."""
    return b"session" + key_hash.encode()


def seal_text(text: str, context: bytes) -> str:
    """Seal a text, as text that fits in a database."""
    return urlsafe_b64encode(seal(_cipher(), text.encode(), context)).decode()


def open_text(sealed: str, context: bytes) -> str:
    """Open a sealed text. Raises `SealBrokenError` for what was not sealed here, or for somebody else."""
    try:
        raw = urlsafe_b64decode(sealed.encode("ascii"))
    except ValueError:
        raise SealBrokenError("not a sealed text") from None
    return unseal(_cipher(), raw, context).decode()


def mail_token(address: str) -> str:
    """By what an account is found from an e-mail address: a keyed hash, out of which no address can be read."""
    said = b"address" + address.strip().casefold().encode()
    return hmac.new(_key(), said, hashlib.sha256).hexdigest()


@lru_cache(maxsize=1)
def _cipher() -> AESGCM:
    return AESGCM(_key())


@lru_cache(maxsize=1)
def _key() -> bytes:
    master = master_key()
    wrapped = home().secret(FILE, lambda: master.wrap(new_key(), CONTEXT))
    return master.unwrap(wrapped, CONTEXT)
