"""The database that tests get is the program's own, and no test leaves anything behind in it."""

from collections.abc import Callable

import psycopg
import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connections

from waarborg.kernel.database.logins import Login

Connect = Callable[[Login], psycopg.Connection[tuple[object, ...]]]


def current_user(alias: str) -> str:
    with connections[alias].cursor() as cursor:
        cursor.execute("select current_user::text")
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
def test_default_is_the_application(urls: dict[Login, str]) -> None:
    assert current_user("default") == psycopg.conninfo.conninfo_to_dict(urls[Login.APPLICATION])["user"]


@pytest.mark.real_commits
@pytest.mark.parametrize("login", [login for login in Login if login is not Login.APPLICATION])
def test_every_other_alias_is_the_login_of_its_name(login: Login, urls: dict[Login, str]) -> None:
    assert current_user(login) == psycopg.conninfo.conninfo_to_dict(urls[login])["user"]


@pytest.mark.django_db
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_fast_test_leaves_nothing_to_the_next(time: str) -> None:
    assert not Session.objects.exists(), time
    SessionStore().save()


@pytest.mark.real_commits
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_with_real_commits_leaves_nothing_to_the_next(time: str, connect: Connect) -> None:
    assert not Session.objects.exists(), time
    SessionStore().save()
    seen = connect(Login.APPLICATION).execute("select count(*) from django_session").fetchone()
    assert seen == (1,)


@pytest.mark.real_commits
@pytest.mark.parametrize("login", [login for login in Login if login is not Login.OWNER])
def test_no_login_but_the_owner_holds_truncate_on_any_table(login: Login, connect: Connect) -> None:
    held = (
        connect(login)
        .execute(
            """
        select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
          and has_table_privilege(c.oid, 'truncate')
        """
        )
        .fetchall()
    )
    assert held == []
