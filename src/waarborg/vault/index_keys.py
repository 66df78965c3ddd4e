"""The index key of each organisation in this process, refreshed by every statement that happens to see it.

A process that did not hear of a new index epoch keeps looking with the old key for at most `KEPT_SECONDS`: it then
finds too little, never too much. Whoever writes tokens asks for a data key first, and that statement shows the current
one.
"""

import threading
import time
from datetime import date
from typing import Final
from uuid import UUID

from django.db import connections

from waarborg.kernel.errors import ConfigurationError
from waarborg.vault.blind_index import token, tokens_of_days
from waarborg.vault.choices import KeyKind, TokenKind
from waarborg.vault.key_cache import CACHE, WrappedKey
from waarborg.vault.keyring import Epoch

KEPT_SECONDS: Final = 60.0

_CURRENT: Final = """
select id, epoch, wrapped from vault.organisation_key where organisation_id = %s and kind = 'index' and current
"""


class IndexKey:
    """An index key in hand, to write many tokens with."""

    __slots__ = ("_key",)

    def __init__(self, key: bytes) -> None:
        self._key = key

    def token(self, kind: TokenKind, value: str | date) -> bytes:
        """The look-up token of a value: 16 bytes. Raises `InvalidInput` when it is no value of this kind."""
        return token(self._key, kind, value)

    def tokens_of_days(self, first: date, days: int) -> bytes:
        """The look-up tokens of so many days of birth from the first on, 16 bytes each, one after another."""
        return tokens_of_days(self._key, first, days)


class IndexKeys:
    """Which index key is current, per organisation."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rows: dict[UUID, tuple[float, WrappedKey]] = {}

    def seen(self, row: WrappedKey) -> None:
        """Remember what a statement showed to be the current index key."""
        with self._lock:
            self._rows[row.epoch.organisation_id] = (time.monotonic() + KEPT_SECONDS, row)

    def current(self, organisation_id: UUID, *, using: str) -> IndexKey:
        """The current index key; one statement when it was not seen lately. Raises `ConfigurationError`."""
        with self._lock:
            held = self._rows.get(organisation_id)
        if held is None or held[0] < time.monotonic():
            held = (0.0, self._read(organisation_id, using))
        return IndexKey(CACHE.key(held[1]))

    def forget(self) -> None:
        """Forget all: the next look-up asks the database."""
        with self._lock:
            self._rows.clear()

    def _read(self, organisation_id: UUID, using: str) -> WrappedKey:
        with connections[using].cursor() as cursor:
            cursor.execute(_CURRENT, [organisation_id])
            found = cursor.fetchone()
        if found is None:
            raise ConfigurationError("this organisation has no index key here, or is not the one of this context")
        row = WrappedKey(found[0], Epoch(organisation_id, KeyKind.INDEX.value, found[1]), bytes(found[2]))
        self.seen(row)
        return row


INDEX_KEYS: Final = IndexKeys()
