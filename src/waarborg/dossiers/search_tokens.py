"""The keyed tokens by which a record is found: written with it, and with nothing to read back."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connections

from waarborg.dossiers.catalogue import Entry
from waarborg.dossiers.record_models import Record
from waarborg.dossiers.sealing import tokens_of

# Without `returning`: whoever may write a record, but not read it, sees no token of it either.
STORE_TOKENS = """
insert into dossiers_searchtoken (organisation_id, dossier_id, record_id, kind, token)
select %s, %s, %s, t.kind, t.token from unnest(%s::text[], %s::bytea[]) t (kind, token)
"""


def store_tokens(record: Record, entry: Entry, kept: Mapping[str, str], *, using: str) -> None:
    """Write the keyed tokens by which a record is found."""
    tokens = tokens_of(record.organisation_id, entry, kept)
    if not tokens:
        return
    kinds, found = [kind for kind, _token in tokens], [token for _kind, token in tokens]
    with connections[using].cursor() as cursor:
        cursor.execute(STORE_TOKENS, [record.organisation_id, record.dossier_id, record.pk, kinds, found])
