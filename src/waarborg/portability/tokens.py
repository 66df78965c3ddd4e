"""Look-up tokens made again from the records they come from."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connections

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.sealing import FOUND_BY, Content, place, tokens_of
from waarborg.gate.policies import in_force
from waarborg.portability.tables import OWNER
from waarborg.vault.index_keys import INDEX_KEYS
from waarborg.vault.services import open_keys

BATCH = 500


def rebuild_tokens(organisation_id: UUID) -> int:
    """Write every token of an organisation, in the transaction of its import; return how many.

    A record of a category that the regulation in force no longer knows is found by nothing, as before.
    """
    catalogue = catalogue_of(in_force(organisation_id, using=OWNER))
    entries = {
        entry.key: entry
        for entry in catalogue
        if any(field.type == "name" or field.type in FOUND_BY for field in entry.rule.fields.values())
    }
    made, last = 0, UUID(int=0)
    while rows := _records(organisation_id, list(entries), last):
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


def _records(organisation_id: UUID, categories: list[str], after: UUID) -> list[Any]:
    with connections[OWNER].cursor() as cursor:
        cursor.execute(_READ, [organisation_id, categories, after, BATCH])
        return list(cursor.fetchall())


_READ = """
select id, dossier_id, category, data_key_id, sealed, version from dossiers_record
where organisation_id = %s and category = any(%s) and id > %s order by id limit %s
"""
_ADD = """
insert into dossiers_searchtoken (organisation_id, dossier_id, record_id, kind, token) values (%s, %s, %s, %s, %s)
"""
