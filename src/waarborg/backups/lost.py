"""What came in after a copy was made and is not brought back with it: that it was there, by days and numbers.

What was said is gone; the destruction log outside knows that it was. So an agency knows what to ask for again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db import connections
from psycopg import sql

from waarborg.backups.choices import Lost
from waarborg.backups.destruction_log import Entry
from waarborg.kernel.database.logins import Login

PLACES: Final = {
    Lost.BREACH: "breaches_breach",
    Lost.COMPLAINT: "complaints_complaint",
    Lost.REQUEST: "rights_request",
}
"""Where each would stand."""


def lost_since(entries: Iterable[Entry]) -> dict[str, list[dict[str, Any]]]:
    """By organisation, what the log knows and this database does not, the oldest first.

    Each says `what` it is, `on` which day it came, `until` when it had to be answered and the day on which it `ended`,
    where there is one; a request its `right` and the number of its dossier, the others their own. Of a dossier that was
    destroyed since nothing is said.
    """
    last = {(one.what, one.row): one for one in entries if one.what in Lost.values}
    with connections[Login.OWNER.value].cursor() as cursor:
        for what, place in PLACES.items():
            rows = [row for kind, row in last if kind == what]
            cursor.execute(sql.SQL("select id from {} where id = any(%s)").format(sql.Identifier(place)), [rows])
            for (row,) in cursor.fetchall():
                del last[what.value, row]
        cursor.execute(_NUMBERS, [[one.value["dossier"] for one in last.values() if one.what == Lost.REQUEST]])
        numbers: dict[str, tuple[str, bool]] = {str(row): (number, alive) for row, number, alive in cursor.fetchall()}
    found: dict[str, list[dict[str, Any]]] = {}
    for entry in sorted(last.values(), key=lambda one: (one.value["on"], one.number)):
        number, alive = numbers.get(entry.value.get("dossier", ""), (entry.value.get("number", ""), True))
        if alive:
            found.setdefault(entry.organisation_id, []).append(_said(entry, number))
    return found


def _said(entry: Entry, number: str) -> dict[str, Any]:
    value: Mapping[str, Any] = entry.value
    return {
        "what": entry.what,
        "right": value.get("right", ""),
        "number": number,
        "on": value["on"],
        "until": value["until"] or "",
        "ended": value["ended"] or "",
    }


_NUMBERS = """
select d.id, d.number, exists (select from vault.data_key k where k.person_id = d.person_id and k.destroyed_at is null)
from dossiers_dossier d where d.id = any(%s::uuid[])
"""
