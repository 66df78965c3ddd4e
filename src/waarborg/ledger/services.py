"""Write to the ledger. The gate calls `record` inside its unit of work; nobody else writes events.

decision_id = record(
    DecisionEntry(organisation_id=…, actor_id=…, roles=("coach",), action="read", allowed=True, …),
    [EventEntry(kind=Kind.DOSSIER_READ, dossier_id=…, categories=("progress",), from_where="192.0.2.0/24")],
    using="default",
)
"""

import json
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db import connections

from waarborg.kernel import clock
from waarborg.kernel.errors import WaarborgError
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.commitment import decision_columns, decision_digest, event_columns
from waarborg.ledger.entries import INSTALLATION, DecisionEntry, EventEntry

__all__ = ["INSTALLATION", "DecisionEntry", "EventEntry", "OutsideTransactionError", "record"]


class OutsideTransactionError(WaarborgError):
    """An act and its event must commit together, so the ledger writes only inside a transaction."""


def record(decision: DecisionEntry, events: Sequence[EventEntry], *, using: str = "default") -> UUID:
    """Write one decision with its events in one SQL statement, and return the decision's id.

    Runs on the connection `using`, inside the caller's transaction: what the caller rolls back, never happened here
    either. Raises `OutsideTransactionError` outside a transaction and `NotCanonicalError` for values that cannot be
    proved later (fractions, NUL characters).
    """
    connection = connections[using]
    if not connection.in_atomic_block:
        raise OutsideTransactionError("the ledger writes only inside a transaction")
    row = decision_columns(decision, id=decision.id or new_id(), at=decision.at or clock.now())
    digest = decision_digest(row)
    rows = [event_columns(event, row, digest, id=event.id or new_id()) for event in events]
    with connection.cursor() as cursor:
        cursor.execute(_RECORD, [json.dumps(row), json.dumps(rows)])
    return UUID(str(row["id"]))


_RECORD: Final = """
with decision as (
    insert into ledger_decision
        (id, organisation_id, at, actor_id, roles, action, allowed, regulation, regulation_hash, rules, articles,
         purpose, ground, facts_known, facts_true, claims)
    select d.* from jsonb_to_record(%s::jsonb) as d
        (id uuid, organisation_id uuid, at timestamptz, actor_id uuid, roles text[], action text, allowed boolean,
         regulation text, regulation_hash text, rules text[], articles text[], purpose text, ground text,
         facts_known text, facts_true text, claims jsonb)
), entry as (
    select e.* from jsonb_to_recordset(%s::jsonb) as e
        (id uuid, organisation_id uuid, decision_id uuid, kind text, at timestamptz, actor_id uuid,
         responsible_id uuid, dossier_id uuid, dossier_ids uuid[], categories text[], purpose text, from_where text,
         commitment bytea, leaf bytea, salt bytea, details jsonb)
), event as (
    insert into ledger_event
        (id, organisation_id, decision_id, kind, at, actor_id, responsible_id, dossier_id, dossier_ids, categories,
         purpose, from_where, commitment, leaf)
    select id, organisation_id, decision_id, kind, at, actor_id, responsible_id, dossier_id, dossier_ids, categories,
           purpose, from_where, commitment, leaf
    from entry
), shown as (
    insert into ledger_shown (organisation_id, dossier_id, event_id)
    select distinct organisation_id, shown, id from entry cross join unnest(dossier_ids) as shown
)
insert into ledger_eventcontent (event_id, organisation_id, salt, details)
select id, organisation_id, salt, details from entry
"""
