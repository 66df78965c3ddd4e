"""Rows about several dossiers with the name of each client, for who may read it: shown as an event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connections

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.sealing import opened
from waarborg.dossiers.selectors import name_from
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.ledger.vocabulary import Kind


def named_rows(actor: Actor, statement: str, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What a statement brings, each row with the `name` of its dossier, empty for who may not read it.

    The statement brings `dossier_id`, and `id`, `data_key_id`, `sealed` and `version` of the record with the name. It
    is asked `identity`, the kind of data that has the name, and `all`, may every dossier be read. Raises `Refused`.
    """
    catalogue = catalogue_of(actor.in_force)
    identity = catalogue.identity.key
    with open_door(actor, "read", narrow=[identity]) as door:
        wide = door.decide(identity)
        with connections[door.using].cursor() as cursor:
            cursor.execute(statement, {**asked, "identity": identity, "all": wide.allowed})
            names = [column.name for column in cursor.description]
            rows: list[dict[str, Any]] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        contents = opened(actor.organisation_id, [row for row in rows if row["id"]])
        door.noting([wide] if wide.allowed else [])
        shown = tuple(dict.fromkeys(row["dossier_id"] for row in rows))
        door.note(Kind.CASELOAD_READ, dossier_ids=shown, categories=(identity,))
    for row in rows:
        row["name"] = name_from(catalogue, contents[row["id"]].fields) if row["id"] in contents else ""
    return rows
