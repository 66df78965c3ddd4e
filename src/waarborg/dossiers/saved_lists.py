"""Lists that somebody keeps for themself: at most a dozen, seen by nobody else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.choices import Phase
from waarborg.dossiers.list_filters import COLUMNS, NEXT_STEPS, SORTED_BY, STATES, Asked
from waarborg.dossiers.models import SavedList
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.ledger.vocabulary import Kind

MOST = 12

KEPT = """
select jsonb_agg(to_jsonb(l) || jsonb_build_object('principal', p.name, 'coach', a.display_name)
                 order by l.saved_at, l.id)
from dossiers_savedlist l
left join parties_party p on p.id = l.principal_id
left join accounts_account a on a.id = l.coach_id
where l.account_id = (select gate.actor_id())
"""
"""The lists of whoever looks as one value, so that a page of dossiers asks for both in one statement."""


@dataclass(frozen=True, slots=True)
class KeptList:
    """One kept list, and the names of the principal and the colleague that it is narrowed to."""

    id: UUID
    asked: Asked
    principal: str
    coach: str


def taken(kept: Any) -> list[KeptList]:
    """The lists that `KEPT` gave, oldest first. They hold nothing of any client."""
    found = json.loads(kept) if isinstance(kept, str) else kept or ()
    return [_take(row) for row in found]


def keep(actor: Actor, asked: Asked) -> UUID:
    """Keep a list as it is narrowed, sorted and shown; what was searched is never kept. Raises `InvalidInput`."""
    _check(asked)
    with open_door(actor, "read") as door:
        if SavedList.objects.filter(account_id=actor.somebody).count() >= MOST:
            raise InvalidInput(_("You keep twelve lists already. Take one away first."))
        decision = door.note(Kind.LIST_KEPT)
        made = SavedList(
            organisation_id=actor.organisation_id,
            account_id=actor.somebody,
            state=asked.state,
            phase=asked.phase,
            principal_id=asked.principal,
            coach_id=asked.coach,
            next_step=asked.next_step,
            sort=asked.sort,
            descending=asked.descending,
            columns=list(asked.columns),
            saved_at=clock.now(),
            decision_id=decision,
        )
        SavedList.objects.bulk_create([made])
        return made.pk


def take_away(actor: Actor, list_id: UUID) -> None:
    """Keep a list no longer. Raises `NotFound` for what is not there, or somebody else's."""
    with open_door(actor, "read") as door:
        door.note(Kind.LIST_TAKEN_AWAY)
        gone, _each = SavedList.objects.filter(pk=list_id, account_id=actor.somebody).delete()
        if not gone:
            raise NotFound("There is no such list here.")


def _check(asked: Asked) -> None:
    known = (
        (asked.state, STATES),
        (asked.phase, ("", *Phase.values)),
        (asked.next_step, NEXT_STEPS),
        (asked.sort, SORTED_BY),
        *((column, COLUMNS) for column in asked.columns),
    )
    if any(value not in among for value, among in known):
        raise InvalidInput(_("This list cannot be kept: it asks for something that there is not."))


def _take(row: Mapping[str, Any]) -> KeptList:
    asked = Asked(
        state=row["state"],
        phase=row["phase"],
        principal=UUID(row["principal_id"]) if row["principal_id"] else None,
        coach=UUID(row["coach_id"]) if row["coach_id"] else None,
        next_step=row["next_step"],
        sort=row["sort"],
        descending=row["descending"],
        columns=tuple(row["columns"]),
    )
    return KeptList(UUID(row["id"]), asked, row["principal"] or "", row["coach"] or "")
