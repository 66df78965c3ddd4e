"""Who may connect, and what a login may be."""

import psycopg
import pytest

from waarborg.kernel.database.logins import Login, django_settings, own_server, variable_of
from waarborg.kernel.database.server import EmbeddedServer
from waarborg.kernel.errors import ConfigurationError

ATTRIBUTES = "rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls, rolcanlogin"


@pytest.mark.parametrize("login", list(Login))
def test_a_login_needs_its_password(login: Login, server: EmbeddedServer) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.url(login), password="guess")


@pytest.mark.parametrize("login", list(Login))
def test_no_login_is_more_than_it_must_be(login: Login, server: EmbeddedServer) -> None:
    with psycopg.connect(server.url(login)) as connection:
        found = connection.execute(f"select {ATTRIBUTES} from pg_roles where rolname = current_user").fetchone()
    assert found == (False, False, False, False, login is Login.BACKUP, True)


@pytest.mark.parametrize("login", [login for login in Login if login is not Login.OWNER])
def test_only_the_owner_makes_tables(login: Login, server: EmbeddedServer) -> None:
    with psycopg.connect(server.url(login)) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("create table public.sneaked_in (answer int)")


def test_without_urls_the_embedded_server_is_meant() -> None:
    assert own_server() == {}


def test_the_usual_variable_will_do_for_the_application(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db/waarborg")
    assert own_server() == {Login.APPLICATION: "postgresql://app@db/waarborg"}


def test_a_url_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("secrets") / "url"
    secret.write_text("postgresql://app@db/waarborg\n")
    monkeypatch.setenv(f"{variable_of(Login.APPLICATION)}_FILE", str(secret))
    assert own_server()[Login.APPLICATION] == "postgresql://app@db/waarborg"


def test_a_worker_alone_is_no_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable_of(Login.WORKER), "postgresql://worker@db/waarborg")
    with pytest.raises(ConfigurationError, match="WAARBORG_DATABASE_URL_APPLICATION"):
        own_server()


def test_a_url_becomes_what_django_wants_to_know() -> None:
    settings = django_settings("postgresql://app:s%40crét@db.example:5433/waarborg?sslmode=require")
    assert settings == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "waarborg",
        "USER": "app",
        "PASSWORD": "s@crét",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize("url", ["mysql:secret@db", "postgresql://db/waarborg", "postgresql://app:secret@db"])
def test_a_url_that_says_too_little_is_refused_without_telling_its_password(url: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        django_settings(url)
    assert "secret" not in str(refused.value)
