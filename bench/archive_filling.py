"""An archive of frames in SQL: of each dossier a person, a trajectory, an assignment, two records under two keys, their
dates, and in the ledger that somebody opened it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import psycopg

from bench.agency import Agency

CASELOAD = 200
IDENTITY, REPORT = "identity", "conversation_report"


def fill(
    superuser: psycopg.Connection[Any], agency: Agency, stored: int, due: int, window: datetime, within: int
) -> None:
    """So many dossiers, of which so many are due; the others will be, in one to ten years.

    Each was opened once by somebody in the four years before, but for so many `within` the hour after `window`.
    """
    from waarborg.dossiers.catalogue import catalogue_of

    given = {
        "organisation": agency.organisation_id,
        "decision": agency.decision,
        "principal": agency.principal_id,
        "kind": agency.principal_kind,
        "coach": agency.coach.somebody,
        "stored": stored,
        "due": due,
        "caseload": CASELOAD,
        "identity": catalogue_of(agency.coach.in_force).identity.key,
        "report": REPORT,
        "window": window,
        "within": within,
    }
    superuser.execute("set session_replication_role = replica")  # references are right by construction
    superuser.execute("set maintenance_work_mem = '256MB'")
    for statement in FILLING:
        superuser.execute(statement, given)
    superuser.execute("drop table bench_made")
    superuser.execute("set session_replication_role = origin")
    superuser.execute("vacuum analyze")


FILLING = (
    """create unlogged table bench_made as
       select n, uuidv7() as person, uuidv7() as dossier, uuidv7() as trajectory, uuidv7() as own_key,
              uuidv7() as person_key, uuidv7() as report, uuidv7() as identity, uuidv7() as decision, uuidv7() as event,
              case when n <= %(due)s then current_date - 1 else current_date + 400 + (n %% 3000)::integer end as due,
              case when n <= %(within)s then %(window)s + n * interval '10 seconds'
                   else %(window)s - interval '1 day' - random() * interval '1400 days' end as opened_at
       from generate_series(1, %(stored)s) n""",
    """insert into dossiers_person (id, organisation_id, minor, decision_id, created_at)
       select person, %(organisation)s, false, %(decision)s, now() from bench_made""",
    """insert into dossiers_dossier (id, organisation_id, person_id, number, opened_on, closed_on, version, decision_id)
       select dossier, %(organisation)s, person, 'V-' || n, current_date - 2000, current_date - 900, 1, %(decision)s
       from bench_made""",
    """insert into dossiers_trajectory (id, organisation_id, dossier_id, principal_id, principal_kind, acts_as, type,
           phase, own_phase, goal, outcome, closing_reason, for_illness, referred_on, started_on, ended_on, version,
           decision_id)
       select trajectory, %(organisation)s, dossier, %(principal)s, %(kind)s, 'controller', 'fit_for_work', 'ended', '',
           '', 'paid_work', 'finished', false, current_date - 1500, current_date - 1400, current_date - 900, 1,
           %(decision)s
       from bench_made""",
    """insert into dossiers_assignment (id, organisation_id, dossier_id, trajectory_id, account_id, from_on, until_on,
           decision_id)
       select uuidv7(), %(organisation)s, dossier, trajectory, %(coach)s, current_date - 1400, current_date - 900,
           %(decision)s
       from bench_made""",
    """insert into vault.data_key
           (id, organisation_id, person_id, scope_id, retention_class, own, wrapped_by_id, wrapped,
           created_at)
       select made.key, %(organisation)s, m.person, made.scope, made.fate, false, k.id,
           sha256(made.key::text::bytea) || sha256(m.person::text::bytea), now()
       from bench_made m
       cross join lateral (values (own_key, trajectory, 'bench'), (person_key, dossier, 'bench_identity'))
           made (key, scope, fate)
       cross join (select id from vault.organisation_key
                   where organisation_id = %(organisation)s and kind = 'wrapping' and current) k""",
    """insert into dossiers_record (id, organisation_id, dossier_id, trajectory_id, scope_id, category, retention_class,
           data_key_id, sealed, source, purpose, ground, author_id, marks, only_one, erased_note, occurred_on, version,
           created_at, changed_at, decision_id)
       select made.id, %(organisation)s, m.dossier, made.of_trajectory, made.scope, made.category, made.fate, made.key,
           sha256(made.id::text::bytea) || sha256(m.person::text::bytea), 'client', 'guidance', '', %(coach)s, 0, false,
           false, current_date - 1000, 1, now(), now(), %(decision)s
       from bench_made m
       cross join lateral (values
           (report, trajectory, trajectory, %(report)s, 'bench', own_key),
           (identity, null, dossier, %(identity)s, 'bench_identity', person_key))
           made (id, of_trajectory, scope, category, fate, key)""",
    """insert into dossiers_searchtoken (organisation_id, dossier_id, record_id, kind, token)
       select %(organisation)s, dossier, identity, 'name', sha256(dossier::text::bytea) from bench_made""",
    """insert into retention_ending
           (id, organisation_id, dossier_id, scope_id, data_key_id, category, purpose, statutory,
           occurred_on, retention_class, status, earliest, latest, due, action, shielded, triggers, rests_on, waits_for)
       select uuidv7(), %(organisation)s, m.dossier, made.scope, made.key, made.category, 'guidance', false,
           current_date - 1000, made.fate, 'decided', due, due, due, 'destroy', false, '{}', '[]', '{}'
       from bench_made m
       cross join lateral (values
           (trajectory, %(report)s, 'bench', own_key), (dossier, %(identity)s, 'bench_identity', person_key))
           made (scope, category, fate, key)""",
    """insert into ledger_decision
           (id, organisation_id, at, actor_id, roles, action, allowed, regulation, regulation_hash,
           rules, articles, purpose, ground, facts_known, facts_true, claims)
       select decision, %(organisation)s, opened_at, %(coach)s, '{coach}', 'read', true, 'bench', '', '{}', '{}', '',
           '', '0', '0', '{}'
       from bench_made""",
    """insert into ledger_event
           (id, organisation_id, decision_id, kind, at, actor_id, dossier_id, dossier_ids, categories,
           purpose, from_where, commitment, leaf)
       select event, %(organisation)s, decision, 'dossier_read', opened_at, %(coach)s, dossier, '{}',
           array[%(identity)s, %(report)s], '', '', sha256(event::text::bytea), sha256(decision::text::bytea)
       from bench_made""",
)
"""Statement by statement, each over all of it."""
