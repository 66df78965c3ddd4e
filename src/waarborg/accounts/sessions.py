"""Where sessions are kept: in the database, sealed, under the hash of what the browser holds.

A copy of the table lets nobody in, and tells nobody anything. A session ends some hours after signing in, or when
nobody used it for a while; all sessions of an account can be ended at once. Their age is the machine's own time, also
while the program's clock is moved.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connections
from django.utils import timezone

from waarborg.accounts.sealing import of_session, open_text, seal_text
from waarborg.kernel import clock
from waarborg.vault.envelope import SealBrokenError

SEEN_EVERY: Final = timedelta(minutes=5)
"""How often it is written down that somebody is still there."""


class SessionStore(DatabaseStore):
    """One session, as Django's middleware uses it."""

    _began_at: datetime | None = None

    model: Any

    @classmethod
    def get_model_class(cls) -> Any:
        """Our own table. Imported late, since Django imports this module before there are models."""
        from waarborg.accounts.models import Session

        return Session

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Seal the content for this session alone."""
        return seal_text(json.dumps(session_dict, separators=(",", ":")), of_session(self._hash))

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        """Open the content; empty when it was tampered with, which signs out."""
        text = session_data if isinstance(session_data, str) else session_data.decode()
        try:
            content: dict[str, Any] = json.loads(open_text(text, of_session(self._hash)))
        except SealBrokenError:
            return {}
        return content

    def exists(self, session_key: str) -> bool:
        """Is there a session under this key?"""
        return bool(self.model.objects.filter(pk=hashed(session_key)).exists())

    def create(self) -> None:
        """Begin anew under another key, as happens at signing in."""
        self._began_at = timezone.now()
        super().create()

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row for this content."""
        account, now = data.get(SESSION_KEY), timezone.now()
        key = self._get_or_create_session_key()  # type: ignore[attr-defined]
        return self.model(
            session_key=hashed(key),
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            account_id=UUID(str(account)) if account else None,
            began_at=self._began_at or now,
            seen_at=now,
        )

    def delete(self, session_key: str | None = None) -> None:
        """Forget this session, or the one under another key."""
        key = session_key or self.session_key
        if key:
            self.model.objects.filter(pk=hashed(key)).delete()

    def _get_session_from_db(self) -> Any:
        """The row, unless it ended; None, and no key, otherwise."""
        now = timezone.now()
        row = self.model.objects.filter(pk=self._hash, **_alive(now)).first() if self.session_key else None
        if row is None:
            self._session_key = None
            return None
        self._began_at = row.began_at
        if row.seen_at <= now - SEEN_EVERY:
            self.model.objects.filter(pk=row.pk).update(seen_at=now)
        return row

    @property
    def _hash(self) -> str:
        return hashed(self.session_key or "")


def hashed(session_key: str) -> str:
    """What stands in the database of what the browser holds."""
    return hashlib.sha256(session_key.encode()).hexdigest()


def end_sessions(account_id: UUID) -> int:
    """End every session of an account at once; return how many there were."""
    number, _per_table = SessionStore.get_model_class().objects.filter(account_id=account_id).delete()
    return int(number)


def end_stale_sessions(*, using: str = "worker") -> int:
    """Remove what ended by itself, and every session of an account that holds no role today; return how many."""
    alive = _alive(timezone.now())
    with connections[using].cursor() as cursor:
        cursor.execute(
            _STALE,
            [alive["expire_date__gt"], alive["began_at__gt"], alive["seen_at__gt"], clock.today()],
        )
        return int(cursor.rowcount)


def _alive(now: datetime) -> dict[str, datetime]:
    return {
        "expire_date__gt": now,
        "began_at__gt": now - timedelta(seconds=settings.SESSION_COOKIE_AGE),
        "seen_at__gt": now - timedelta(seconds=settings.SESSION_IDLE_SECONDS),
    }


_STALE: Final = """
delete from accounts_session
where expire_date <= %s or began_at <= %s or seen_at <= %s
   or (account_id is not null and not exists (select from gate.memberships_of(account_id, %s)))
"""
