"""The signed context of a transaction: made here, verified by `gate.context()` in PostgreSQL.

Row-level security believes nothing but this. A query that rewrites its own context cannot sign it, and then
sees no row at all.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from waarborg.kernel import clock

BLOCK = 64
"""Bytes in a block of SHA-256 (RFC 2104)."""

LIFETIME = timedelta(minutes=5)
"""A context that outlives this is refused: no unit of work takes longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Who acts for which organisation, in which roles, to do what, and what they claim about it.

    `focus` narrows what is looked at to these dossiers, `narrow` to these categories; neither can ever widen.
    `recipient` is a kind of receiver and `party` the one it is. `claims` are facts that the actor states with a reason.
    `version` is the regulation version in force.
    """

    organisation_id: UUID | None
    actor_id: UUID | None
    roles: tuple[str, ...] = ()
    action: str = "read"
    version_id: UUID | None = None
    purpose: str | None = None
    ground: str | None = None
    channel: str | None = None
    recipient: str | None = None
    party: UUID | None = None
    claims: tuple[str, ...] = ()
    strong: bool = False
    focus: tuple[UUID, ...] | None = None
    narrow: tuple[str, ...] | None = None
    moment: datetime = field(default_factory=clock.now)

    def doing(self, action: str, **changes: Any) -> Context:
        """The same context for another action."""
        return replace(self, action=action, **changes)

    def payload(self) -> str:
        """The text that is signed."""
        content: Mapping[str, Any] = {
            "organisation": str(self.organisation_id) if self.organisation_id else None,
            "actor": str(self.actor_id) if self.actor_id else None,
            "roles": list(self.roles),
            "action": self.action,
            "version": str(self.version_id) if self.version_id else None,
            "purpose": self.purpose,
            "ground": self.ground,
            "channel": self.channel,
            "recipient": self.recipient,
            "party": str(self.party) if self.party else None,
            "claims": sorted(self.claims),
            "strong": self.strong,
            "focus": [str(one) for one in self.focus] if self.focus is not None else None,
            "narrow": list(self.narrow) if self.narrow is not None else None,
            "moment": self.moment.isoformat(),
            "day": clock.day_of(self.moment).isoformat(),
            "expires": (_wall_clock() + LIFETIME).timestamp(),
        }
        return json.dumps(content, separators=(",", ":"))


def _wall_clock() -> datetime:
    """The machine's own time: the expiry guards against replay, also while the clock of the program is moved."""
    return datetime.now(UTC)


@cache
def _secret() -> bytes:
    return bytes(settings.WAARBORG_CONTEXT_KEY)


def pads() -> tuple[bytes, bytes]:
    """The inner and outer pad of HMAC-SHA256 for the context key, as `gate.secret` stores them."""
    key = _secret()
    block = (hashlib.sha256(key).digest() if len(key) > BLOCK else key).ljust(BLOCK, b"\0")
    return bytes(b ^ 0x36 for b in block), bytes(b ^ 0x5C for b in block)


def sign(payload: str) -> str:
    """The keyed hash of a payload, in hex."""
    return hmac.new(_secret(), payload.encode(), hashlib.sha256).hexdigest()


def enter(connection: BaseDatabaseWrapper, context: Context) -> None:
    """Set the context for the rest of this transaction. One statement.

    Raises RuntimeError outside a transaction, where it would vanish at once.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A context needs a transaction to live in.")
    payload = context.payload()
    with closing(connection.cursor()) as cursor:
        cursor.execute(
            "select set_config('waarborg.context', %s, true), set_config('waarborg.signature', %s, true)",
            [payload, sign(payload)],
        )


def leave(connection: BaseDatabaseWrapper) -> None:
    """Forget the context. The end of a transaction does so by itself; inside somebody's outer one it would live on."""
    if connection.in_atomic_block and not connection.needs_rollback:
        with closing(connection.cursor()) as cursor:
            cursor.execute(
                "select set_config('waarborg.context', '', true), set_config('waarborg.signature', '', true)"
            )
