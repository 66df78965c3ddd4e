"""What the doctor asks of PostgreSQL: logins, row-level security, rights, functions, time."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from waarborg.kernel.database.addresses import addresses
from waarborg.kernel.database.logins import Login, django_settings
from waarborg.kernel.doctor import Finding, check, fine, wrong

OLDEST_POSTGRESQL = 160000
SECONDS_APART = 5
"""By how much the clocks of the database and of this machine may differ."""

_OURS = "n.nspname not like 'pg\\_%%' and n.nspname <> 'information_schema'"


@check("database")
def the_server_is_new_enough() -> Iterator[Finding]:
    """PostgreSQL 16 or newer answers."""
    ((number, text),) = _rows("select current_setting('server_version_num')::int, current_setting('server_version')")
    if number < OLDEST_POSTGRESQL:
        yield wrong(f"PostgreSQL {text} is too old.", "Use version 16 or newer.")
    yield fine(f"PostgreSQL {text}")


@check("migrations")
def the_database_has_the_programs_shape() -> Iterator[Finding]:
    """No migration waits."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        names = ", ".join(f"{step.app_label}.{step.name}" for step, _backwards in waiting)
        yield wrong(f"Not migrated: {names}.", "Run: waarborg migrate")
    else:
        yield fine("Every migration is applied.")


@check("logins")
def no_login_is_more_than_it_must_be() -> Iterator[Finding]:
    """No superuser; row-level security is passed by the backup alone."""
    for login, name in _names().items():
        rows = _rows(
            "select rolsuper, rolcreaterole, rolreplication, rolbypassrls from pg_roles where rolname = %s", name
        )
        for superuser, creates, replicates, passes in rows:
            if superuser or creates or replicates or (passes and login is not Login.BACKUP):
                yield wrong(f"{name} ({login}) has rights that it must not have.", "docs/operations/database.md")
        memberships = _rows(
            "select r.rolname::text from pg_auth_members m join pg_roles r on r.oid = m.roleid "
            "join pg_roles u on u.oid = m.member where u.rolname = %s",
            name,
        )
        for (group,) in memberships:
            yield wrong(f"{name} ({login}) is a member of {group}.", f"revoke {group} from {name}")
    yield fine(f"{len(_names())} logins examined.")


@check("row-level security")
def every_table_of_an_organisation_is_guarded() -> Iterator[Finding]:
    """Every table with `organisation_id` has row-level security, forced, unless nobody but its owner can reach it."""
    rows = _rows(
        f"""
        select format('%%I.%%I', n.nspname, c.relname), c.relrowsecurity, c.relforcerowsecurity
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped
        where c.relkind in ('r', 'p') and {_OURS}
          and exists (select from aclexplode(c.relacl) g where g.grantee <> c.relowner)
        order by 1
        """  # noqa: S608 - a constant of this module
    )
    for table, enabled, forced in rows:
        if not (enabled and forced):
            yield wrong(f"{table} is not guarded.", "call kernel.protect in the room's security.sql")
    yield fine(f"{len(rows)} tables of organisations examined.")


@check("truncate")
def nobody_may_truncate() -> Iterator[Finding]:
    """No login but the tables' owner holds the right, and views look with the eyes of whoever asks."""
    rows = _rows(
        f"""
        select format('%%I.%%I', n.nspname, c.relname), g.grantee::regrole::text
        from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) g
        where c.relkind in ('r', 'p') and g.privilege_type = 'TRUNCATE' and g.grantee <> c.relowner and {_OURS}
        """  # noqa: S608 - a constant of this module
    )
    for table, grantee in rows:
        yield wrong(f"{grantee} may truncate {table}.", f"revoke truncate on {table} from {grantee}")
    views = _rows(
        f"""
        select format('%%I.%%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'v' and {_OURS}
          and not coalesce(c.reloptions && '{{security_invoker=true,security_invoker=on}}'::text[], false)
        """  # noqa: S608 - a constant of this module
    )
    for (view,) in views:
        yield wrong(f"{view} looks with its owner's eyes.", f"alter view {view} set (security_invoker = true)")
    yield fine("Rights on tables and views examined.")


@check("functions")
def definer_functions_know_their_way() -> Iterator[Finding]:
    """A function that runs as its owner has a pinned search path, or anybody could lend it theirs."""
    rows = _rows(
        f"""
        select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where p.prosecdef and {_OURS}
          and not exists (select from unnest(p.proconfig) setting where setting like 'search_path=%%')
        """  # noqa: S608 - a constant of this module
    )
    for (function,) in rows:
        yield wrong(f"{function} has no pinned search_path.")
    yield fine("Functions that run as their owner examined.")


@check("time")
def the_clocks_agree() -> Iterator[Finding]:
    """Deadlines are counted by two clocks: the database's and this machine's."""
    ((moment,),) = _rows("select clock_timestamp()")
    apart = abs((datetime.now(UTC) - moment).total_seconds())
    if apart > SECONDS_APART:
        yield wrong(f"The database's clock differs by {apart:.0f} seconds.", "Synchronise both clocks (NTP).")
    yield fine(f"The clocks differ by {apart:.1f} seconds.")


def _names() -> dict[Login, str]:
    return {login: str(django_settings(url)["USER"]) for login, url in addresses().items()}


def _rows(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [tuple(row) for row in cursor.fetchall()]
