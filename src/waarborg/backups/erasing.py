"""What a client had erased without a key of its own going with it: taken out of a copy that is put back, again.

What is left of an item is sealed anew, as when it was erased. Opened by the owner, in a closed database alone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import connections

from waarborg.dossiers.sealing import Content, place
from waarborg.kernel.database.logins import Login
from waarborg.vault.services import open_keys

OWNER = Login.OWNER.value


def erase_again(organisation_id: UUID, said: Mapping[str, Any], decided: UUID) -> bool:
    """Erase the item or the value that a line of the log names; whether it was there, and opened."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute(_READ, [said["record"]])
        found = cursor.fetchone()
    if found is None:
        return False
    key_id, sealed, version = found
    keys = open_keys(organisation_id, {key_id}, using=OWNER)
    if key_id not in keys:
        return False
    content, row = Content(fields={}), UUID(str(said["record"]))
    if said["field"]:
        content = _without(
            Content.from_bytes(keys[key_id].open(bytes(sealed), row=row, table=place(version))), said["field"]
        )
    left = keys[key_id].seal(content.to_bytes(), row=row, table=place(version + 1))
    with connections[OWNER].cursor() as cursor:
        cursor.execute("select gate.repeat_erasure(%s::jsonb, %s, %s)", [json.dumps(dict(said)), left, decided])
        return bool(cursor.fetchone()[0])


def _without(content: Content, field: str) -> Content:
    """All of it but the one value, wherever it stands."""

    def kept(values: Mapping[str, str]) -> dict[str, str]:
        return {name: value for name, value in values.items() if name != field}

    return replace(content, fields=kept(content.fields), judged=kept(content.judged), secret=kept(content.secret))


_READ = """
select data_key_id, sealed, version from dossiers_record
where id = %s and erased_on is null and octet_length(sealed) > 0
"""
