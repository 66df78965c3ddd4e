"""An address that nobody can guess, with a code that is told in another way: for what waits to be fetched once.

    new_secrets()                          an address and its code, of which the database keeps hashes alone
    whose(function, address)               the organisation's own program, and the row that waits behind it
    what_waits(system, action, rows, id)   that something waits, from whom and until when
    judge(system, action, rows, id, ...)   is the code right? A wrong one counts, and the last one closes it

Behind an address that was used, is over, was guessed or never was stands the same nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import connections
from django.db.models import F, Model, QuerySet
from django.utils.translation import gettext as _
from psycopg import sql

from waarborg.accounts.models import Organisation
from waarborg.gate.actors import Actor, system_at
from waarborg.gate.door import in_context
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound

ADDRESS_BYTES = 32
CODE_DIGITS = 8
MOST_WRONG = 5
"""Wrong codes after which it is closed: with eight digits nobody guesses it before."""
PURPOSE = b"waarborg one-time link"
BEHIND = sql.SQL("select organisation_id, id from gate.{}(%s, %s)")

Waiting = TypeVar("Waiting", bound=Model)
"""A row with the hash of a code, how often a wrong one was typed, and until when it works."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """That something waits behind an address: from which organisation, until when. Not what, and not about whom."""

    organisation: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What was fetched: a name that says nothing of anybody, and the content."""

    name: str
    content: bytes


def new_secrets() -> tuple[str, str]:
    """A new address, and the code that goes with it."""
    return secrets.token_urlsafe(ADDRESS_BYTES), f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def hashed(text: str) -> bytes:
    """What is kept of an address or a code."""
    return hmac.new(bytes(settings.WAARBORG_CONTEXT_KEY), PURPOSE + text.encode(), hashlib.sha256).digest()


def whose(function: str, address: str) -> tuple[Actor, UUID]:
    """What stands behind an address, by a function of the schema `gate` that knows one kind of what waits.

    Raises `NotFound` for anything that does not work now.
    """
    with connections["default"].cursor() as cursor:
        cursor.execute(BEHIND.format(sql.Identifier(function)), [hashed(address), clock.now()])
        found = cursor.fetchone()
    if found is None:
        raise NotFound("There is nothing here.")
    return system_at(found[0]), found[1]


def what_waits(system: Actor, action: str, rows: QuerySet[Waiting], row_id: UUID) -> Behind:
    """From which organisation something waits, and until when."""
    with in_context(system, action):
        row: Any = rows.get(pk=row_id)
        organisation = Organisation.objects.get(pk=row.organisation_id)
        return Behind(organisation=organisation.name, expires_at=row.expires_at)


def judge(
    system: Actor, action: str, rows: QuerySet[Waiting], row_id: UUID, code: str, *, of: str, closing: str
) -> Waiting:
    """Judge a code in a transaction of its own, so that a wrong one counts; returns the row that it opens.

    The code was hashed with what stands in the column `of`; the time in the column `closing` closes the row for good.
    Raises `InvalidInput`.
    """
    with in_context(system, action):
        row: Any = rows.select_for_update().get(pk=row_id)
        right = hmac.compare_digest(bytes(row.code_hash or b""), hashed(f"{getattr(row, of)}:{code.strip()}"))
        if not right:
            over = {closing: clock.now()} if row.wrong_codes + 1 >= MOST_WRONG else {}
            rows.filter(pk=row_id).update(wrong_codes=F("wrong_codes") + 1, **over)
    if not right:
        raise InvalidInput(_("Some things are not right yet."), {"code": _("This code is not right.")})
    opened: Waiting = row
    return opened
