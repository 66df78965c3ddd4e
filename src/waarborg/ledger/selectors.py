"""Read the ledger: who looked at a dossier, and what happened lately. By key, newest first, never counted.

These run in the caller's unit of work, which is itself an event: reading the ledger is logged by whoever reads it.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connections

from waarborg.ledger.vocabulary import Kind

PAGE: Final = 50
NEWEST: Final = UUID(int=2**128 - 1)


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """One event with what its decision said. `details` is empty once forgotten."""

    id: UUID
    kind: Kind
    at: datetime
    actor_id: UUID | None
    responsible_id: UUID | None
    roles: tuple[str, ...]
    dossier_id: UUID | None
    dossier_ids: tuple[UUID, ...]
    categories: tuple[str, ...]
    action: str
    allowed: bool
    purpose: str
    ground: str
    articles: tuple[str, ...]
    rules: tuple[str, ...]
    regulation: str
    from_where: str
    decision_id: UUID
    details: dict[str, Any]


def events_of(
    organisation_id: UUID, dossier_id: UUID, *, before: UUID = NEWEST, limit: int = PAGE, using: str = "default"
) -> list[LoggedEvent]:
    """What happened with one dossier, also in lists that showed it; newest first, one statement.

    `before` is the last event of the page above.
    """
    parameters = {"organisation": organisation_id, "dossier": dossier_id, "before": before, "limit": limit}
    return _events(_OF_DOSSIER, parameters, using)


def latest_events(
    organisation_id: UUID, *, before: UUID = NEWEST, limit: int = PAGE, using: str = "default"
) -> list[LoggedEvent]:
    """What happened in the organisation, newest first, one statement."""
    return _events(_LATEST, {"organisation": organisation_id, "before": before, "limit": limit}, using)


def events_of_account(
    organisation_id: UUID, account_id: UUID, *, since: datetime, until: datetime, using: str = "default"
) -> list[LoggedEvent]:
    """What one account did or was refused between two moments, in its order; one statement."""
    parameters = {"organisation": organisation_id, "account": account_id, "since": since, "until": until}
    return _events(_OF_ACCOUNT, parameters, using)


def events_by(organisation_id: UUID, decision_id: UUID, *, using: str = "default") -> list[LoggedEvent]:
    """What happened by one decision."""
    return _events(_BY_DECISION, {"organisation": organisation_id, "decision": decision_id}, using)


def _events(statement: str, parameters: dict[str, Any], using: str) -> list[LoggedEvent]:
    with connections[using].cursor() as cursor:
        cursor.execute(statement, parameters)
        return [_event(row) for row in cursor.fetchall()]


def _event(row: Any) -> LoggedEvent:
    identifier, kind, at, actor, responsible, roles, dossier, dossiers, categories, *rest, details = row
    action, allowed, purpose, ground, articles, rules, regulation, from_where, decision = rest
    return LoggedEvent(
        id=identifier,
        kind=Kind(kind),
        at=at,
        actor_id=actor,
        responsible_id=responsible,
        roles=tuple(roles),
        dossier_id=dossier,
        dossier_ids=tuple(dossiers),
        categories=tuple(categories),
        action=action,
        allowed=allowed,
        purpose=purpose,
        ground=ground,
        articles=tuple(articles),
        rules=tuple(rules),
        regulation=regulation,
        from_where=from_where,
        decision_id=decision,
        details=json.loads(details) if details else {},
    )


_COLUMNS: Final = """
select e.id, e.kind, e.at, e.actor_id, e.responsible_id, d.roles, e.dossier_id, e.dossier_ids, e.categories, d.action,
       d.allowed, e.purpose, d.ground, d.articles, d.rules, d.regulation, e.from_where, e.decision_id, c.details::text
from ledger_event e
join ledger_decision d on d.organisation_id = e.organisation_id and d.id = e.decision_id
left join ledger_eventcontent c on c.event_id = e.id
"""

# Each branch walks one index from its newest end; only the events of this page are then looked up.
_FOUND: Final = """
with found as (
    (select id from ledger_event
     where organisation_id = %(organisation)s and dossier_id = %(dossier)s and id < %(before)s
     order by id desc limit %(limit)s)
    union
    (select event_id from ledger_shown
     where organisation_id = %(organisation)s and dossier_id = %(dossier)s and event_id < %(before)s
     order by event_id desc limit %(limit)s)
)
"""

_OF_DOSSIER: Final = f"""{_FOUND}{_COLUMNS}
join found on found.id = e.id where e.organisation_id = %(organisation)s order by e.id desc limit %(limit)s
"""

_LATEST: Final = f"""
{_COLUMNS} where e.organisation_id = %(organisation)s and e.kind <> 'ended' and e.id < %(before)s
order by e.id desc limit %(limit)s
"""

_BY_DECISION: Final = f"""
{_COLUMNS} where e.organisation_id = %(organisation)s and e.kind <> 'ended' and e.decision_id = %(decision)s
order by e.id
"""

_OF_ACCOUNT: Final = f"""
{_COLUMNS} where e.organisation_id = %(organisation)s and e.actor_id = %(account)s
and e.at between %(since)s and %(until)s order by e.id
"""
