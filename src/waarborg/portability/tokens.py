"""Look-up tokens made again from the records they come from: when they came in, and when their key is replaced."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections, transaction

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.sealing import FOUND_BY, Content, place, tokens_of
from waarborg.gate.policies import in_force
from waarborg.kernel import clock
from waarborg.kernel.context import Context, enter
from waarborg.kernel.errors import Unavailable
from waarborg.portability.tables import OWNER
from waarborg.vault.index_keys import INDEX_KEYS
from waarborg.vault.rotation import begin_index_epoch, end_index_epochs
from waarborg.vault.services import open_keys

BATCH = 500
ACTION = "rotate"
PATIENCE, BETWEEN = 120.0, 0.5
"""Seconds: so long is waited for who was at work before, looking so often."""


def replace_index_key(organisation_id: UUID) -> int:
    """Give an organisation another look-up key, and every token anew under it, while everybody works on.

    Writers wait; who looks something up finds it as before, or in the first minute not at all in a process that did
    not hear of it. What was being written meanwhile is written anew once it is done. Returns how many tokens there are.
    Raises `Unavailable` when somebody works on for minutes: run it again.
    """
    began, context = clock.now(), Context(organisation_id=organisation_id, actor_id=None, action=ACTION)
    with transaction.atomic(using=OWNER, durable=True), connections[OWNER].cursor() as cursor:
        enter(connections[OWNER], context)
        cursor.execute("lock table dossiers_searchtoken in share row exclusive mode")
        begin_index_epoch(organisation_id, using=OWNER)
        cursor.execute("delete from dossiers_searchtoken where organisation_id = %s", [organisation_id])
        made = rebuild_tokens(organisation_id)
        cursor.execute("select pg_current_xact_id()::text")
        (until,) = cursor.fetchone()
    _wait_for_earlier(until)
    with transaction.atomic(using=OWNER, durable=True), connections[OWNER].cursor() as cursor:
        enter(connections[OWNER], context)
        cursor.execute(_FORGET_SINCE, [organisation_id, began])
        rebuild_tokens(organisation_id, since=began)
    end_index_epochs(organisation_id)
    return made


def _wait_for_earlier(until: str) -> None:
    """Wait until nobody works who may have asked for the key before it was replaced."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        with connections[OWNER].cursor() as cursor:
            cursor.execute("select pg_snapshot_xmin(pg_current_snapshot()) > %s::xid8", [until])
            if cursor.fetchone()[0]:
                return
        time.sleep(BETWEEN)
    raise Unavailable("Somebody has been at work for minutes. The old look-up key stays until this is run again.")


def rebuild_tokens(organisation_id: UUID, *, since: datetime | None = None) -> int:
    """Write every token of an organisation, in one transaction; return how many. With `since`, of what changed then.

    A record of a category that the regulation in force no longer knows is found by nothing, as before.
    """
    catalogue = catalogue_of(in_force(organisation_id, using=OWNER))
    entries = {
        entry.key: entry
        for entry in catalogue
        if any(field.type == "name" or field.type in FOUND_BY for field in entry.rule.fields.values())
    }
    made, last = 0, UUID(int=0)
    while rows := _records(organisation_id, list(entries), last, since):
        last = rows[-1][0]
        INDEX_KEYS.forget()  # it is remembered for a while only; a batch takes less
        INDEX_KEYS.current(organisation_id, using=OWNER)
        keys = open_keys(organisation_id, {row[3] for row in rows}, using=OWNER)
        tokens = [
            (organisation_id, dossier, record, kind, token)
            for record, dossier, category, key, sealed, version in rows
            if key in keys
            for kind, token in tokens_of(
                organisation_id,
                entries[category],
                Content.from_bytes(keys[key].open(bytes(sealed), row=record, table=place(version))).fields,
            )
        ]
        with connections[OWNER].cursor() as cursor:
            cursor.executemany(_ADD, tokens)
        made += len(tokens)
    return made


def _records(organisation_id: UUID, categories: list[str], after: UUID, since: datetime | None) -> list[Any]:
    with connections[OWNER].cursor() as cursor:
        cursor.execute(_READ, [organisation_id, categories, after, since, since, BATCH])
        return list(cursor.fetchall())


_READ = """
select id, dossier_id, category, data_key_id, sealed, version from dossiers_record
where organisation_id = %s and category = any(%s) and id > %s
  and (%s::timestamptz is null or changed_at >= %s) and octet_length(sealed) > 0
order by id limit %s
"""
_FORGET_SINCE = """
delete from dossiers_searchtoken t using dossiers_record r
where r.id = t.record_id and r.organisation_id = %s and r.changed_at >= %s
"""
_ADD = """
insert into dossiers_searchtoken (organisation_id, dossier_id, record_id, kind, token) values (%s, %s, %s, %s, %s)
"""
