"""A data key in hand: what it seals opens only in the same row of the same organisation."""

from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from waarborg.vault.envelope import KEY_BYTES, row_context, seal, unseal


class OpenKey:
    """An unwrapped data key. Lives as long as the unit of work that asked for it; is never stored or printed."""

    __slots__ = ("_cipher", "_key", "id", "organisation_id")

    def __init__(self, *, id: UUID, organisation_id: UUID, key: bytes) -> None:  # noqa: A002
        self.id = id
        self.organisation_id = organisation_id
        self._key = key
        self._cipher = AESGCM(key)

    def seal(self, plaintext: bytes, *, row: UUID, table: str) -> bytes:
        """Seal a value for `row` of `table`."""
        return seal(self._cipher, plaintext, row_context(self.organisation_id, table, row))

    def open(self, sealed: bytes, *, row: UUID, table: str) -> bytes:
        """Open a value of `row` of `table`. Raises `SealBrokenError` when it was not sealed there with this key."""
        return unseal(self._cipher, sealed, row_context(self.organisation_id, table, row))

    def derive(self, purpose: bytes) -> bytes:
        """A key of its own for one purpose (one file), so that no two purposes ever share a nonce."""
        return HKDF(SHA256(), KEY_BYTES, salt=self.organisation_id.bytes, info=purpose).derive(self._key)

    def __repr__(self) -> str:
        return f"OpenKey({self.id})"
