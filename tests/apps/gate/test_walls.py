"""As the application's own login, with raw SQL: what is not a coach's does not exist, whatever is tried."""

from __future__ import annotations

import contextlib
import json
import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.apps.gate.neighbours import Neighbours
from tests.apps.gate.populations import superuser
from tests.apps.gate.raw_sql import acting, context_of, readable, rows, within
from waarborg.kernel import clock, context
from waarborg.kernel.context import sign
from waarborg.kernel.database.logins import Login
from waarborg.kernel.database.server import EmbeddedServer

pytestmark = pytest.mark.real_commits

Urls = dict[Login, str]

TRACES = """select count(*) from {table} t where t::text ~ %s"""


def traces(cursor: psycopg.Cursor[Any], names: list[str], ids: set[UUID]) -> dict[str, int]:
    """In which tables any of these identifiers occurs, in any column, and in how many rows."""
    pattern = "|".join(str(one) for one in ids)
    found = {}
    for table in names:
        (count,) = cursor.execute(TRACES.format(table=table), [pattern]).fetchone()
        if count:
            found[table] = count
    return found


def test_a_dossier_of_another_coach_leaves_no_trace_in_any_table(
    both: Neighbours, application: psycopg.Connection[Any], server: EmbeddedServer, urls: Urls
) -> None:
    names = readable(application)
    with superuser(server, urls) as god:
        there = set(traces(god.cursor(), names, both.brams))
        own_traces = set(traces(god.cursor(), names, both.annas))
    tables_of_a_dossier = {
        f"public.dossiers_{name}"
        for name in ("dossier", "trajectory", "assignment", "record", "recordversion", "searchtoken", "view", "person")
    } | {"public.ledger_event", "public.ledger_shown", "vault.data_key", "public.dossiers_clientdeclaration"}
    assert there >= tables_of_a_dossier
    with acting(application, both.anna) as cursor:
        assert traces(cursor, names, both.brams) == {}
        assert set(traces(cursor, names, both.annas)) == own_traces
    for action in ("write", "correct", "grant", "assign", "export", "open_dossier", "close", "disclose"):
        with acting(application, both.anna, action=action) as cursor:
            assert traces(cursor, names, both.brams) == {}, action


PROBES = [
    "select count(*) from dossiers_record where dossier_id = %(dossier)s",
    "select count(*) from dossiers_record r right join dossiers_dossier d on d.id = dossier_id where d.id=%(dossier)s",
    "select count(*) from dossiers_assignment join dossiers_trajectory using (dossier_id) where dossier_id=%(dossier)s",
    "select exists (select from dossiers_dossier where id = %(dossier)s)::int",
    "select count(*) from (select max(id::text) over () from dossiers_view where dossier_id = %(dossier)s) w",
    "select count(*) from unnest((select array_agg(dossier_id) from dossiers_record)) d where d = %(dossier)s",
    "select count(*) from (table dossiers_dossier union all table dossiers_dossier) d where d.id = %(dossier)s",
    "select count(*) from (select * from dossiers_record tablesample system (100)) r where r.dossier_id = %(dossier)s",
    "select count(*) from (select dossier_id from dossiers_record group by 1) w where w.dossier_id = %(dossier)s",
    "select count(*) from gate.dossier_ids('read') d where d = %(dossier)s",
    "select count(*) from gate.scopes() s where s.dossier_id = %(dossier)s",
    "select count(*) from gate.answers('read', false) a where a.dossier_id = %(dossier)s",
    "select count(*) from gate.numbers_of(array[%(dossier)s::uuid])",
    "select count(gate.dossier_numbered(%(number)s))",
    "select count(*) from (select gate.outline(%(dossier)s) o) w where o ->> 'dossier' is not null",
    "select count(*) from ledger_event where %(dossier)s = any (dossier_ids) or dossier_id = %(dossier)s",
    "select count(*) from pg_stats where tablename like 'dossiers%%'",
]


def test_no_query_finds_it(
    both: Neighbours, application: psycopg.Connection[Any], server: EmbeddedServer, urls: Urls
) -> None:
    with superuser(server, urls) as god:
        god.execute("analyze")
    asked = {"dossier": both.opened_by_bram.dossier_id, "number": both.opened_by_bram.number}
    with acting(application, both.anna) as cursor:
        for probe in PROBES:
            assert cursor.execute(probe, asked).fetchone() == (0,), probe


IN_VAIN = (psycopg.errors.RaiseException, psycopg.errors.InvalidName, psycopg.errors.InsufficientPrivilege)
"""A function may refuse what it is asked."""

CALLABLE = """
select p.proname, array(select format_type(t, null) from unnest(p.proargtypes) t)
from pg_proc p where p.pronamespace = 'gate'::regnamespace and p.prokind = 'f'
  and p.prorettype <> 'trigger'::regtype and has_function_privilege(p.oid, 'execute') order by 1
"""


def test_no_function_of_the_gate_tells_of_it(both: Neighbours, application: psycopg.Connection[Any]) -> None:
    dossier = both.opened_by_bram.dossier_id
    samples: dict[str, list[Any]] = {
        "uuid": [dossier, both.opened_by_bram.trajectory_id, both.bram.account_id, *both.brams_records],
        "uuid[]": [[dossier]],
        "text": ["read", "grant", both.opened_by_bram.number],
        "text[]": [["assigned"]],
        "bytea": [b"0" * 32],
        "bytea[]": [[b"0" * 32]],
        "integer": [100],
        "bigint": [1],
        "smallint": [0, 128],
        "integer[]": [[2026]],
        "jsonb": [json.dumps([{"place": 1, "number": "00", "birth": "00", "words": ["00"]}])],
        "boolean": [True, False],
        "date": [clock.today()],
        "timestamp with time zone": [clock.now() + timedelta(days=99)],
    }
    called = set()
    for name, types in application.execute(CALLABLE).fetchall():
        for position in range(6):
            arguments = [samples[kind][position % len(samples[kind])] for kind in types]
            given = ", ".join(f"%s::{kind}" for kind in types)
            with acting(application, both.anna) as cursor, contextlib.suppress(*IN_VAIN):
                told = str(cursor.execute(f"select t::text from gate.{name}({given}) t", arguments).fetchall())
                assert str(dossier) not in told, name
                assert both.opened_by_bram.number not in told, name
                called.add(name)
    assert len(called) > 20


def test_without_a_context_nothing_exists(both: Neighbours, application: psycopg.Connection[Any]) -> None:
    for table in readable(application):
        assert application.execute(f"select count(*) from {table}").fetchone() == (0,), table


def rewritten(both: Neighbours) -> dict[str, tuple[str, str]]:
    """Contexts that nobody signed: a payload changed under its signature, or one whose time is over."""
    payload = context_of(both.anna).payload()
    signature, content = sign(payload), json.loads(payload)
    late = json.dumps({**content, "expires": clock.now().timestamp() - 1})
    changes: dict[str, Any] = {
        "actor": str(both.bram.account_id),
        "organisation": str(both.elsewhere.organisation_id),
        "roles": ["coach", "responsible", "system"],
        "focus": [str(both.opened_by_bram.dossier_id)],
        "expires": content["expires"] + 3600,
        "action": "grant",
        "strong": True,
        "day": "2030-01-01",
    }
    found = {name: (json.dumps({**content, name: value}), signature) for name, value in changes.items()}
    return found | {
        "spaces": (payload.replace(",", ", "), signature),
        "twice": (payload[:-1] + f',"actor":"{both.bram.account_id}"}}', signature),
        "late": (late, sign(late)),
        "no signature": (payload, ""),
        "made up": (payload, secrets.token_hex(32)),
        "not JSON": ("anna", sign("anna")[:63]),
        "none": ("", sign("")),
    }


def test_a_context_that_was_rewritten_shows_nothing(both: Neighbours, application: psycopg.Connection[Any]) -> None:
    names = readable(application)
    for how, (payload, signature) in rewritten(both).items():
        with within(application, payload, signature) as cursor:
            for table in names:
                assert cursor.execute(f"select count(*) from {table}").fetchone() == (0,), (how, table)


def test_a_right_context_rewritten_halfway_shows_nothing_more(
    both: Neighbours, application: psycopg.Connection[Any]
) -> None:
    with acting(application, both.anna) as cursor:
        assert rows(cursor) == both.annas_records
        other = context_of(both.bram).payload()
        cursor.execute("select set_config('waarborg.context', %s, true)", [other])
        assert rows(cursor) == set()


def test_roles_that_are_claimed_and_not_held_open_nothing(
    both: Neighbours, application: psycopg.Connection[Any]
) -> None:
    every = both.anna.in_force.policy.roles
    with acting(application, both.anna, roles=every) as cursor:
        assert rows(cursor) == both.annas_records
    with acting(application, both.anna, roles=("responsible", "system")) as cursor:
        assert rows(cursor) == set()
    with acting(application, both.elsewhere, organisation_id=both.anna.organisation_id) as cursor:
        assert rows(cursor) == set()


def test_a_focus_narrows_and_never_widens(both: Neighbours, application: psycopg.Connection[Any]) -> None:
    with acting(application, both.anna, focus=(both.opened_by_bram.dossier_id,)) as cursor:
        assert rows(cursor) == set()
    with acting(application, both.anna, focus=()) as cursor:
        assert rows(cursor) == set()
    with acting(application, both.anna, narrow=()) as cursor:
        assert rows(cursor) == set()


def kept(cursor: psycopg.Cursor[Any]) -> dict[str, str]:
    """What the database remembers of this context."""
    slots = ("kinds", "near_read", "wide_read", "relevant_read")
    values = {
        slot: cursor.execute(f"select current_setting('waarborg.kept_{slot}', true)").fetchone() for slot in slots
    }
    return {slot: value[0] for slot, value in values.items() if value and value[0]}


def remember(cursor: psycopg.Cursor[Any], values: dict[str, str]) -> None:
    """Write what the database should believe that it remembers."""
    for slot, value in values.items():
        cursor.execute("select set_config(%s, %s, true)", [f"waarborg.kept_{slot}", value])


def test_what_is_kept_of_an_answer_is_not_believed_from_anybody_else(
    both: Neighbours, application: psycopg.Connection[Any]
) -> None:
    with acting(application, both.bram) as cursor:
        assert rows(cursor) == both.brams_records
        of_bram = kept(cursor)
    assert of_bram
    with acting(application, both.anna) as cursor:
        remember(cursor, of_bram)
        assert rows(cursor) == both.annas_records
    with acting(application, both.anna) as cursor:
        rows(cursor)
        own = kept(cursor)
        forged = {slot: own[slot][:64] + of_bram[slot][64:] for slot in own if slot in of_bram}
        remember(cursor, forged)
        assert rows(cursor) == both.annas_records
        remember(cursor, {slot: secrets.token_hex(32) + of_bram[slot][64:] for slot in of_bram})
        assert rows(cursor) == both.annas_records


def test_what_is_kept_is_not_believed_in_another_transaction(
    both: Neighbours, application: psycopg.Connection[Any], server: EmbeddedServer, urls: Urls
) -> None:
    payload = context_of(both.anna).payload()
    with within(application, payload, sign(payload)) as cursor:
        assert rows(cursor) == both.annas_records
        before = kept(cursor)
    with superuser(server, urls) as god:
        god.execute(
            "update dossiers_assignment set until_on = %s where account_id = %s",
            [clock.today() - timedelta(days=1), both.anna.account_id],
        )
    with within(application, payload, sign(payload)) as cursor:
        remember(cursor, before)
        assert rows(cursor) == set()


def test_a_context_ends_with_its_transaction(both: Neighbours, application: psycopg.Connection[Any]) -> None:
    with acting(application, both.anna) as cursor:
        assert rows(cursor)
        assert kept(cursor)
    with application.cursor() as cursor:
        assert rows(cursor) == set()
        assert kept(cursor) == {}


def test_a_moved_clock_does_not_lengthen_a_context(both: Neighbours) -> None:
    with clock.travel(clock.now() + timedelta(days=3000)):
        expires = json.loads(context_of(both.anna).payload())["expires"]
    assert expires < clock.now().timestamp() + context.LIFETIME.total_seconds() + 60
