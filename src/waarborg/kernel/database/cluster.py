"""The data of the embedded server: made once, with passwords, logins and an empty database.

A cluster is made beside its final place and renamed when it is whole, so that an interrupted first start leaves
nothing that looks like a database.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from waarborg.kernel.database.account import Account
from waarborg.kernel.database.binaries import SHARED_PLACE, programs
from waarborg.kernel.database.logins import DATABASE, LOOPBACK, Credentials, Login
from waarborg.kernel.errors import ConfigurationError
from waarborg.kernel.home import PASSAGE, PRIVATE_DIRECTORY, Home

ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC", "PATH": "/usr/bin:/bin:/usr/sbin:/sbin"}


def place_of(home: Home, account: Account, credentials: Credentials) -> Path:
    """Return the directory of the data, made or not.

    It stands in the home, unless the account cannot get there (a home under /root): then in /var/lib/waarborg,
    with a link in the home.
    """
    link = home.database
    if link.is_symlink():
        return link.resolve()
    if link.exists() or account.can_pass(home.root):
        return link
    place = SHARED_PLACE / credentials.installation / "database"
    place.parent.mkdir(parents=True, exist_ok=True)
    for directory in (SHARED_PLACE, place.parent):
        directory.chmod(PASSAGE)
    link.symlink_to(place)
    return place


def create(home: Home, account: Account, credentials: Credentials, *, durable: bool = True) -> Path:
    """Make the cluster when it is not there yet; return its directory. The caller holds the lock.

    Unless it must be `durable`, nothing waits for the disk.
    Raises `ConfigurationError` when `initdb` fails, or when the data belongs to another version of PostgreSQL.
    """
    place = place_of(home, account, credentials)
    if (place / "PG_VERSION").is_file():
        _refuse_other_version(place, account)
        return place
    draft = place.with_name("database.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=PRIVATE_DIRECTORY)
    account.give(draft)
    _initdb(draft, account, credentials, durable=durable)
    draft.rename(place)
    return place


def provision(credentials: Credentials, port: int) -> None:
    """Make the logins and the database in a running cluster, as far as they are missing."""
    with supervising(credentials, port) as connection:
        present = {name for (name,) in connection.execute("select rolname from pg_roles")}
        for login in Login:
            if credentials.name(login) not in present:
                connection.execute(_new_login(credentials, login))
        found = connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone()
        if not found:
            create_database(connection, credentials, DATABASE)


@contextmanager
def supervising(
    credentials: Credentials, port: int, database: str = "postgres"
) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """Connect as the superuser, each statement its own transaction. Only the supervisor and tests do this."""
    with psycopg.connect(
        host=LOOPBACK,
        port=port,
        dbname=database,
        user=credentials.supervisor,
        password=credentials.password("supervisor"),
        autocommit=True,
    ) as connection:
        yield connection


def create_database(
    connection: psycopg.Connection[tuple[object, ...]],
    credentials: Credentials,
    name: str,
    template: str = "template0",
) -> None:
    """Make a database of the owner that only this installation's logins may enter."""
    database = sql.Identifier(name)
    logins = sql.SQL(", ").join(sql.Identifier(credentials.name(login)) for login in Login)
    connection.execute(
        sql.SQL("create database {} owner {} template {}").format(
            database, sql.Identifier(credentials.name(Login.OWNER)), sql.Identifier(template)
        )
    )
    connection.execute(sql.SQL("revoke all on database {} from public").format(database))
    connection.execute(sql.SQL("grant connect on database {} to {}").format(database, logins))


def _new_login(credentials: Credentials, login: Login) -> sql.Composed:
    # Only the backup reads past row-level security, since a dump must be whole; it may write nothing.
    rights = sql.SQL("bypassrls") if login is Login.BACKUP else sql.SQL("nobypassrls")
    return sql.SQL(
        "create role {} login noinherit nosuperuser nocreatedb nocreaterole noreplication {} password {}"
    ).format(sql.Identifier(credentials.name(login)), rights, sql.Literal(credentials.password(login)))


def _initdb(place: Path, account: Account, credentials: Credentials, *, durable: bool) -> None:
    descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=".password")
    password = Path(name)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(credentials.password("supervisor"))
        account.give(password)
        command = [
            str(programs(account) / "initdb"),
            f"--pgdata={place}",
            f"--username={credentials.supervisor}",
            f"--pwfile={password}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            # The builtin provider sorts alike on every machine, so an index survives a move.
            "--locale-provider=builtin",
            "--locale=C.UTF-8",
            "--no-instructions",
            *([] if durable else ["--no-sync"]),
        ]
        done = subprocess.run(  # noqa: S603
            command, cwd="/", env=ENVIRONMENT, check=False, capture_output=True, text=True, **account.becoming()
        )
    finally:
        password.unlink()
    if done.returncode != 0:
        raise ConfigurationError(f"The database could not be made in {place}: {done.stderr.strip()[-2000:]}")


def _refuse_other_version(place: Path, account: Account) -> None:
    made_with = (place / "PG_VERSION").read_text().strip()
    command = [str(programs(account) / "postgres"), "--version"]
    answer = subprocess.run(  # noqa: S603
        command, cwd="/", check=True, capture_output=True, text=True, **account.becoming()
    )
    here = answer.stdout.split()[-1].partition(".")[0]
    if made_with != here:
        raise ConfigurationError(
            f"{place} was made by PostgreSQL {made_with}, and this is PostgreSQL {here}. "
            "Dump it with the older program and restore it with this one (docs/operations/database.md)."
        )
