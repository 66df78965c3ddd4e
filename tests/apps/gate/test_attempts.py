"""What else could be tried with the application's login: other roles, switches, objects of one's own, other files.
And hanging something on a row of another agency or dossier.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.apps.gate.neighbours import Neighbours
from tests.apps.gate.populations import superuser
from tests.apps.gate.raw_sql import acting, readable, rows, tables
from waarborg.kernel import clock
from waarborg.kernel.database.logins import Login, django_settings
from waarborg.kernel.database.server import EmbeddedServer
from waarborg.kernel.identifiers import new_id

pytestmark = pytest.mark.real_commits

Urls = dict[Login, str]

REFUSED = """
set role {owner}
set role {worker}
set session authorization {owner}
grant {owner} to {application}
alter role {application} bypassrls
alter table dossiers_record disable row level security
alter table dossiers_record no force row level security
alter table dossiers_record disable trigger all
alter policy read on dossiers_record using (true)
drop policy read on dossiers_record
create policy wide on dossiers_record using (true)
create view everything as select * from dossiers_record
create table copied as select * from dossiers_record
create temp table copied (id uuid)
create temp view copied as select * from dossiers_record
create schema mine
create function leak(text) returns boolean language plpgsql cost 0.0001 as 'begin raise ''%'', $1; end'
create function gate.context() returns jsonb language sql as 'select ''{{}}''::jsonb'
create or replace function gate.held_roles() returns text[] language sql as 'select array[''responsible'']'
create operator = (leftarg = uuid, rightarg = text, function = texteq)
create cast (uuid as boolean) with inout
create trigger spy before insert on dossiers_record for each row execute function kernel.only_grows()
create rule spy as on insert to dossiers_record do also notify seen
create foreign data wrapper spy
create statistics spied on category, scope_id from dossiers_record
create publication everything for all tables
select * from gate.secret
insert into gate.secret values (false, 'x', 'x')
update gate.secret set inner_pad = 'x'
select gate.seal_of('near_read', '{{}}')
select gate.remember('near_read', '{{}}')
select gate.remembered('near_read')
select * from pg_statistic
select * from pg_authid
select * from pg_largeobject
select lo_import('/etc/hostname')
select pg_read_file('/etc/hostname')
select pg_ls_dir('.')
copy dossiers_record to program 'cat'
copy dossiers_record to '/tmp/records'
copy dossiers_record from '/etc/hostname'
truncate dossiers_record cascade
delete from dossiers_record
delete from dossiers_dossier
update dossiers_record set scope_id = dossier_id
update dossiers_record set category = 'identity'
update dossiers_record set author_id = null
update dossiers_trajectory set principal_kind = 'uwv'
update dossiers_assignment set account_id = account_id
update dossiers_view set account_id = account_id
update accounts_membership set role = 'responsible'
update adoption_rulerow set permit = true
insert into adoption_rulerow select * from adoption_rulerow
delete from adoption_rulerow
update accounts_organisation set name = ''
update vault.organisation_key set epoch = 2
delete from vault.data_key
select setval('adoption_cell_id_seq', 1)
""".strip().splitlines()


def test_what_the_application_may_not_do_is_refused_in_a_signed_context(
    both: Neighbours, application: psycopg.Connection[Any], urls: Urls
) -> None:
    names = {login.value: django_settings(url)["USER"] for login, url in urls.items()}
    for statement in REFUSED:
        with (
            pytest.raises(psycopg.Error) as refused,
            acting(application, both.anna) as cursor,
        ):
            cursor.execute(statement.format(**names))
        assert isinstance(refused.value, psycopg.errors.InsufficientPrivilege), (statement, refused.value)


def test_row_security_switched_off_gives_an_error_and_no_rows(
    both: Neighbours, application: psycopg.Connection[Any]
) -> None:
    with acting(application, both.anna) as cursor:
        cursor.execute("set local row_security = off")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            cursor.execute("select * from dossiers_record")


def test_a_poisoned_search_path_changes_nothing(both: Neighbours, application: psycopg.Connection[Any]) -> None:
    for path in ("''", "pg_temp, public", "gate, pg_catalog", "vault, gate, kernel, public"):
        with acting(application, both.anna) as cursor:
            cursor.execute(f"set local search_path = {path}")
            found = {row[0] for row in cursor.execute("select id from public.dossiers_record")}
            assert found == both.annas_records


def test_every_function_with_the_rights_of_the_owner_pins_its_search_path(
    application: psycopg.Connection[Any],
) -> None:
    found = application.execute(
        "select p.oid::regprocedure::text, p.proconfig from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
        " where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')"
    ).fetchall()
    assert len(found) > 5
    # What another's trigger does within it looks for tables by name: in public nobody but the owner makes anything.
    paths = {"search_path=pg_catalog, pg_temp", "search_path=pg_catalog, public, pg_temp"}
    for name, settings in found:
        assert paths & set(settings or []), name
    makers = application.execute(
        "select rolname from pg_roles"
        " where not rolsuper and rolcanlogin and has_schema_privilege(oid, 'public', 'create')"
    ).fetchall()
    assert all(name.endswith("_owner") for (name,) in makers)


def test_an_expression_that_fails_meets_no_row_that_is_hidden(
    both: Neighbours, application: psycopg.Connection[Any]
) -> None:
    """A cheap condition that shows what it meets would otherwise run before the rules do."""
    with acting(application, both.elsewhere, focus=()) as cursor:
        for table in readable(application):
            if table.startswith("public.dossiers_") and "party" not in table:
                cursor.execute(f"select * from {table} t where 1 / (length(t::text) - length(t::text)) = 1")
                assert cursor.fetchall() == []


def test_a_file_that_the_application_writes_holds_only_its_own_rows(
    both: Neighbours, application: psycopg.Connection[Any]
) -> None:
    with acting(application, both.anna) as cursor:
        with cursor.copy("copy (select id from dossiers_record) to stdout") as copy:
            copied = {UUID(row[0]) for row in copy.rows()}
        assert copied == both.annas_records
        cursor.execute("declare everything cursor for select id from dossiers_record")
        assert {row[0] for row in cursor.execute("fetch all everything")} == both.annas_records
        assert rows(cursor) == both.annas_records


def test_every_table_of_an_organisation_is_closed_unless_a_rule_opens_it(
    application: psycopg.Connection[Any],
) -> None:
    assert len(tables(application)) > 25
    for table in tables(application):
        found = application.execute(
            "select relrowsecurity, relforcerowsecurity from pg_class where oid = %s::regclass", [table]
        )
        assert found.fetchone() == (True, True), table


REFERENCES = """
with kept as (
    select c.oid, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id') as has
    from pg_class c where c.relkind = 'r')
select k.conrelid::regclass::text, k.confrelid::regclass::text,
       array(select a.attname::text from unnest(k.conkey) with ordinality n (at, place)
             join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n.at order by n.place),
       array(select a.attname::text from unnest(k.confkey) with ordinality n (at, place)
             join pg_attribute a on a.attrelid = k.confrelid and a.attnum = n.at order by n.place)
from pg_constraint k
join kept child on child.oid = k.conrelid join kept parent on parent.oid = k.confrelid
where k.contype = 'f' and child.has and parent.has
"""


def test_every_reference_between_rows_of_organisations_carries_the_organisation(
    application: psycopg.Connection[Any],
) -> None:
    found = application.execute(REFERENCES).fetchall()
    bound = {
        (child, column)
        for child, _parent, columns, keys in found
        if columns[0] == "organisation_id" == keys[0]
        for column in columns[1:]
    }
    assert len(bound) > 25
    for child, parent, columns, _keys in found:
        for column in columns:
            assert column == "organisation_id" or (child, column) in bound, (child, column, parent)


@pytest.mark.parametrize("column", ["decision_id", "data_key_id"])
def test_what_a_row_rests_on_is_of_the_same_organisation(column: str, application: psycopg.Connection[Any]) -> None:
    bound = {(child, one) for child, _parent, columns, _keys in application.execute(REFERENCES) for one in columns}
    holding = application.execute(
        "select attrelid::regclass::text from pg_attribute a join pg_class c on c.oid = a.attrelid"
        " where attname = %s and c.relkind = 'r'",
        [column],
    )
    assert [table for (table,) in holding if (table, column) not in bound] == []


NEW_RECORD = """
insert into dossiers_record (id, organisation_id, dossier_id, trajectory_id, scope_id, category, retention_class,
    data_key_id, sealed, source, purpose, ground, author_id, marks, only_one, erased_note, occurred_on, version,
    created_at, changed_at, decision_id)
values (%(id)s, %(organisation)s, %(dossier)s, %(trajectory)s, %(scope)s, 'identity', 'x', %(key)s, 'x', 'client', '',
    '', %(author)s, 0, false, false, %(today)s, 1, now(), now(), %(decision)s)
"""


def own_row(both: Neighbours, server: EmbeddedServer, urls: Urls) -> dict[str, Any]:
    """A record that Anna may write: everything in it is of her own dossier."""
    made, organisation = both.opened_by_anna, both.anna.organisation_id
    with superuser(server, urls) as god:
        (key, decision) = god.execute(
            "select data_key_id, decision_id from dossiers_record where dossier_id = %s", [made.dossier_id]
        ).fetchone()
    return {
        "id": new_id(), "organisation": organisation, "dossier": made.dossier_id, "trajectory": None,
        "scope": made.dossier_id, "key": key, "author": both.anna.account_id, "decision": decision,
        "today": clock.today(),
    }  # fmt: skip


def foreign(both: Neighbours, server: EmbeddedServer, urls: Urls, dossier: UUID) -> dict[str, Any]:
    """What the record of another dossier rests on."""
    with superuser(server, urls) as god:
        found = god.execute(
            "select dossier_id, organisation_id, data_key_id, decision_id from dossiers_record where dossier_id = %s",
            [dossier],
        ).fetchone()
    return dict(zip(("dossier", "organisation", "key", "decision"), found, strict=True))


def test_nothing_is_hung_on_a_row_of_another_agency_or_dossier(
    both: Neighbours, application: psycopg.Connection[Any], server: EmbeddedServer, urls: Urls
) -> None:
    own = own_row(both, server, urls)
    agency, colleague = both.opened_elsewhere, both.opened_by_bram
    elsewhere = foreign(both, server, urls, agency.dossier_id)
    attempts: list[dict[str, Any]] = [
        *({name: value} for name, value in elsewhere.items()),
        {"dossier": agency.dossier_id, "scope": agency.dossier_id},
        {"dossier": agency.dossier_id, "scope": agency.dossier_id, "organisation": elsewhere["organisation"]},
        elsewhere | {"scope": agency.dossier_id},
        {"trajectory": agency.trajectory_id, "scope": agency.trajectory_id},
        {"trajectory": agency.trajectory_id},
        {"dossier": colleague.dossier_id, "scope": colleague.dossier_id},
        {"dossier": colleague.dossier_id},
        {"trajectory": colleague.trajectory_id, "scope": colleague.trajectory_id},
        {"scope": colleague.dossier_id},
    ]
    for attempt in attempts:
        with (
            pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.IntegrityError)),
            acting(application, both.anna, action="write") as cursor,
        ):
            cursor.execute(NEW_RECORD, own | attempt)
    with acting(application, both.anna, action="read") as cursor, pytest.raises(psycopg.errors.InsufficientPrivilege):
        cursor.execute(NEW_RECORD, own)
    with acting(application, both.anna, action="write") as cursor:
        cursor.execute(NEW_RECORD, own)
        assert own["id"] in rows(cursor)


def test_nobody_writes_events_in_another_s_name_or_for_another_agency(
    both: Neighbours, application: psycopg.Connection[Any], server: EmbeddedServer, urls: Urls
) -> None:
    statement = (
        "insert into ledger_event (id, organisation_id, decision_id, kind, at, actor_id, dossier_ids, categories,"
        " purpose, from_where, commitment, leaf)"
        " values (%s, %s, %s, 'signed_in', now(), %s, '{}', '{}', '', '', '', '')"
    )
    own = own_row(both, server, urls)
    for organisation, actor in (
        (both.anna.organisation_id, both.bram.account_id),
        (both.elsewhere.organisation_id, both.anna.account_id),
        (both.elsewhere.organisation_id, None),
    ):
        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege),
            acting(application, both.anna) as cursor,
        ):
            cursor.execute(statement, [new_id(), organisation, own["decision"], actor])
