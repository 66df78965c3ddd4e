"""What leaves by an act of its own, on paper or in a file: decided record by record, in PostgreSQL and here again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connections

from waarborg.dossiers.said import WITH_RECORD
from waarborg.dossiers.selectors import RECORD_COLUMNS
from waarborg.gate.answers import Answer, nearer
from waarborg.gate.door import Door
from waarborg.gate.scopes import Scope
from waarborg.kernel.errors import Refused

BY_HAND = "(r.marks | case when r.author_id = (select gate.actor_id()) then 128 else 0 end)::smallint"
RECORDS = f"""
select {", ".join(f"r.{column}" for column in RECORD_COLUMNS)}, r.dossier_id, a.display_name as author_name,
    {WITH_RECORD}
from dossiers_record r left join accounts_account a on a.id = r.author_id
where r.dossier_id = any(%(dossiers)s) and r.category = any(%(categories)s) and (
    (r.category, {BY_HAND} & (select gate.relevant(%(action)s)))
        in (select y.category, y.marks from gate.answers(%(action)s, true) y)
    or (r.scope_id, r.category, {BY_HAND} & (select gate.relevant(%(action)s)))
        in (select y.scope_id, y.category, y.marks from gate.answers(%(action)s, false) y))
order by r.dossier_id, r.occurred_on, r.id
"""  # noqa: S608 - column names of this room


def require_something(door: Door, categories: Iterable[str], scopes: Sequence[Scope]) -> None:
    """A yes to the door's act for some record of these kinds. Raises `Refused` with the nearest no."""
    no: Answer | None = None
    for category in categories:
        for scope in scopes or (None,):
            for author in (False, True):
                answer = door.decide(category, scope, author=author)
                if answer.allowed:
                    return
                no = nearer(no, answer)
    raise Refused(no)


def leaving(
    door: Door, dossier_ids: Iterable[UUID], categories: Iterable[str], scopes: Sequence[Scope]
) -> list[dict[str, Any]]:
    """The rows that may leave by the door's act, oldest first, whatever their number in two statements at most."""
    asked: dict[str, Any] = {"dossiers": list(dossier_ids), "categories": list(categories), "action": door.action}
    with connections[door.using].cursor() as cursor:
        cursor.execute(RECORDS, asked)
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    within = {scope.id: scope for scope in scopes}
    answers: dict[str, Answer] = {}
    going = []
    for row in rows:
        own = row["author_id"] == door.actor.account_id
        answer = door.decide(row["category"], within.get(row["scope_id"]), author=own, marks=row["marks"])
        if answer.allowed and row["scope_id"] in within:
            answers.setdefault(row["category"], answer)
            going.append(row)
    door.noting(answers.values())
    return going
