"""Raw SQL in contexts that the program signed, and in others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID

import psycopg

from waarborg.gate.actors import Actor
from waarborg.kernel.context import Context, sign

OF_ORGANISATIONS = """
select format('%I.%I', n.nspname, c.relname)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and exists (
    select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped)
order by 1
"""


def context_of(actor: Actor, **changes: Any) -> Context:
    """As the door would sign it for reading."""
    signed = Context(
        organisation_id=actor.organisation_id,
        actor_id=actor.account_id,
        roles=actor.roles,
        version_id=actor.in_force.version_id,
        purpose=actor.in_force.main_purpose,
        channel="screen",
        strong=True,
    )
    return replace(signed, **changes)


@contextmanager
def within(connection: psycopg.Connection[Any], payload: str, signature: str) -> Iterator[psycopg.Cursor[Any]]:
    """A transaction with these two settings."""
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute(
            "select set_config('waarborg.context', %s, true), set_config('waarborg.signature', %s, true)",
            [payload, signature],
        )
        yield cursor


@contextmanager
def acting(connection: psycopg.Connection[Any], actor: Actor, **changes: Any) -> Iterator[psycopg.Cursor[Any]]:
    """A transaction in a context that the program signed."""
    payload = context_of(actor, **changes).payload()
    with within(connection, payload, sign(payload)) as cursor:
        yield cursor


def tables(connection: psycopg.Connection[Any]) -> list[str]:
    """Every table whose rows belong to an organisation."""
    return [row[0] for row in connection.execute(OF_ORGANISATIONS)]


def readable(connection: psycopg.Connection[Any]) -> list[str]:
    """Those of them that this login may read at all."""
    granted = (
        "select format('%%I.%%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace"
    )
    found = connection.execute(
        f"{granted} where c.relkind = 'r' and has_schema_privilege(n.oid, 'usage')"
        " and has_table_privilege(c.oid, 'select')",
        [],
    )
    here = {row[0] for row in found}
    return [table for table in tables(connection) if table in here]


def rows(cursor: psycopg.Cursor[Any]) -> set[UUID]:
    """The records that this context shows."""
    return {row[0] for row in cursor.execute("select id from dossiers_record")}
