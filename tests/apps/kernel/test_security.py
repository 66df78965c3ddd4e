"""Each room's rules in SQL: filled with quoted names, applied by the owner, harmless to apply again."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Timer

import psycopg
import pytest

from tests.patience import SECONDS
from waarborg.kernel.database import migration, security
from waarborg.kernel.database.logins import Login
from waarborg.kernel.errors import ConfigurationError

Connect = Callable[[Login], psycopg.Connection[tuple[object, ...]]]

CATALOGUE = """
select 'policy' as kind, schemaname || '.' || tablename || '.' || policyname as name,
       concat_ws(' ', cmd, permissive, roles::text, qual, with_check) as content from pg_policies
union all select 'function', p.oid::regprocedure::text, md5(pg_get_functiondef(p.oid))
  from pg_proc p where pronamespace::regnamespace::text in ('gate', 'kernel', 'ledger', 'vault')
union all select 'who may call', p.oid::regprocedure::text,
       (select string_agg(right_given::text, ' ' order by right_given::text)
        from unnest(coalesce(p.proacl, acldefault('f', p.proowner))) right_given)
  from pg_proc p where pronamespace::regnamespace::text in ('gate', 'kernel', 'ledger', 'vault')
union all select 'rights', c.oid::regclass::text, c.relacl::text
  from pg_class c where relnamespace::regnamespace::text in ('public', 'gate', 'vault', 'ledger')
union all select 'trigger', t.oid::text, pg_get_triggerdef(t.oid) from pg_trigger t where not tgisinternal
union all select 'constraint', c.oid::text, pg_get_constraintdef(c.oid) from pg_constraint c
"""

WAITS_FOR_IMPORTS = "select from pg_locks where relation = 'imports_import'::regclass and not granted"


def test_a_placeholder_becomes_a_quoted_name() -> None:
    names = {"application": "waarborg_1_application"}
    assert security.fill("grant select on t to {{application}};", names) == (
        'grant select on t to "waarborg_1_application";'
    )


def test_a_name_cannot_break_out_of_its_quotes() -> None:
    filled = security.fill("grant select on t to {{application}}", {"application": 'x"; drop table t; --'})
    assert filled == 'grant select on t to "x""; drop table t; --"'


def test_a_placeholder_that_means_nothing_is_refused_with_its_line() -> None:
    with pytest.raises(ConfigurationError, match=r"security\.sql, line 2: \{\{aplication\}\}"):
        security.fill("select 1;\ngrant select on t to {{aplication}};", {"application": "a"})


def test_all_names_are_needed(urls: dict[Login, str]) -> None:
    with pytest.raises(ConfigurationError, match="auditor"):
        security.apply({login: url for login, url in urls.items() if login is not Login.AUDITOR})


def test_the_ground_floor_comes_first() -> None:
    rooms = [path.parent.name for path in security.files()]
    assert rooms[0] == "kernel"
    assert rooms.index("vault") < rooms.index("accounts") < rooms.index("dossiers")


@pytest.mark.real_commits
def test_migrating_again_changes_nothing(urls: dict[Login, str], connect: Connect) -> None:
    before = connect(Login.OWNER).execute(CATALOGUE).fetchall()
    migration.migrate(urls, verbosity=0)
    after = connect(Login.OWNER).execute(CATALOGUE).fetchall()
    by_name = {row[:2]: row for row in before if row[0] not in {"trigger", "constraint"}}
    assert {row[:2]: row for row in after if row[0] not in {"trigger", "constraint"}} == by_name
    assert sorted(str(row[2]) for row in after) == sorted(str(row[2]) for row in before)


@pytest.mark.real_commits
def test_who_migrates_waits_for_another_who_does(urls: dict[Login, str], connect: Connect) -> None:
    other, happened = connect(Login.OWNER), []

    def leave() -> None:
        happened.append("the other left")
        other.execute("select pg_advisory_unlock(%s)", [migration.LOCK])

    @migration.after_migration
    def arrive(_connection: object) -> None:
        happened.append("migrated")

    other.execute("select pg_advisory_lock(%s)", [migration.LOCK])
    Timer(0.3, leave).start()
    try:
        migration.migrate(urls, verbosity=0)
    finally:
        migration._steps.remove(arrive)
    assert happened == ["the other left", "migrated"]


@pytest.mark.real_commits
@pytest.mark.parametrize("login", [login for login in Login if login is not Login.OWNER])
@pytest.mark.parametrize("statement", ["drop table django_session", "alter table accounts_account disable trigger all"])
def test_nobody_but_the_owner_changes_the_shape(login: Login, statement: str, connect: Connect) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connect(login).execute(statement)


@pytest.mark.real_commits
def test_a_step_after_migration_runs_each_time_as_the_owner(urls: dict[Login, str]) -> None:
    seen: list[str] = []

    @migration.after_migration
    def look(connection: object) -> None:
        seen.append(connection.alias)  # type: ignore[attr-defined]

    try:
        migration.migrate(urls, verbosity=0)
        migration.migrate(urls, verbosity=0)
    finally:
        migration._steps.remove(look)
    assert seen == ["owner", "owner"]


@pytest.mark.real_commits
def test_applying_goes_on_when_somebody_at_work_and_it_wait_for_each_other(
    urls: dict[Login, str], connect: Connect
) -> None:
    one, watching = psycopg.connect(urls[Login.OWNER]), connect(Login.OWNER)

    def cross() -> None:
        while not watching.execute(WAITS_FOR_IMPORTS).fetchall():
            time.sleep(0.01)
        one.execute("lock table ledger_decision in row exclusive mode")
        one.rollback()

    one.execute("lock table imports_import in share mode")
    with one, ThreadPoolExecutor(1) as pool:
        crossed = pool.submit(cross)
        assert security.apply(urls) == list(security.files())
        crossed.result(timeout=SECONDS)
