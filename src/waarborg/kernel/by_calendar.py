"""What the worker does by the calendar, handed out per organisation: one job each, and none twice while it waits."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connections
from procrastinate.exceptions import AlreadyEnqueued
from psycopg import sql


def organisations(which: str, *at: date | datetime) -> list[UUID]:
    """The numbers that the function `gate.<which>` gives at these days or moments: those in which something is due."""
    with connections["worker"].cursor() as cursor:
        asked = sql.SQL(", ").join([sql.Placeholder()] * len(at))
        cursor.execute(sql.SQL("select gate.{}({})").format(sql.Identifier(which), asked), at)
        return [row[0] for row in cursor.fetchall()]


def hand_out(job: Any, name: str, found: Collection[UUID | str]) -> int:
    """Queue `job` under a lock of this name for each organisation; return how many there were."""
    for organisation_id in found:
        with suppress(AlreadyEnqueued):  # the one that waits does this too
            job.configure(queueing_lock=f"{name}:{organisation_id}").defer(organisation_id=str(organisation_id))
    return len(found)
