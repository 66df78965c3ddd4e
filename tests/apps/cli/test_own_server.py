"""The same program on a PostgreSQL server of one's own: a URL per login, and no more of them than a process needs."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest

from waarborg.kernel.database import cluster
from waarborg.kernel.database.logins import Login, variable_of
from waarborg.kernel.database.server import EmbeddedServer
from waarborg.kernel.home import Home

DATABASE = f"own_{os.getpid()}"
DEFERS_A_JOB = """
import django; django.setup()
from procrastinate.contrib.django import app
app.configure_task("builtin:procrastinate.builtin_tasks.remove_old_jobs").defer(max_hours=1)
"""


@pytest.fixture(scope="module")
def own(server: EmbeddedServer) -> Iterator[dict[Login, str]]:
    with cluster.supervising(server.credentials, server.port) as supervisor:
        supervisor.execute(f"drop database if exists {DATABASE} with (force)")
        cluster.create_database(supervisor, server.credentials, DATABASE)
        yield {login: server.url(login, DATABASE) for login in Login}
        supervisor.execute(f"drop database {DATABASE} with (force)")


def run(home: Home, urls: dict[Login, str], *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("WAARBORG_", "DJANGO_"))}
    given = {variable_of(login): url for login, url in urls.items()}
    environment = inherited | given | {"WAARBORG_HOME": str(home.root)} | more
    return subprocess.run([sys.executable, *words], env=environment, capture_output=True, text=True, check=False)


def waarborg(home: Home, urls: dict[Login, str], *words: str) -> subprocess.CompletedProcess[str]:
    return run(home, urls, "-m", "waarborg.cli.main", *words)


def test_it_is_migrated_examined_and_worked_in(private_home: Home, own: dict[Login, str]) -> None:
    migrated = waarborg(private_home, own, "migrate")
    assert migrated.returncode == 0, migrated.stderr

    web = {Login.APPLICATION: own[Login.APPLICATION]}
    examined = waarborg(private_home, web, "doctor", "--json")
    assert json.loads(examined.stdout)["sound"], examined.stdout

    deferred = run(private_home, web, "-c", DEFERS_A_JOB, DJANGO_SETTINGS_MODULE="waarborg.config.settings")
    assert deferred.returncode == 0, deferred.stderr
    with psycopg.connect(own[Login.WORKER]) as connection:
        assert connection.execute("select status::text from procrastinate_jobs").fetchall() == [("todo",)]

    jobs = {Login.APPLICATION: own[Login.APPLICATION], Login.WORKER: own[Login.WORKER]}
    worked = waarborg(private_home, jobs, "worker", "--until-done")
    assert worked.returncode == 0, worked.stderr
    with psycopg.connect(own[Login.WORKER]) as connection:
        left = connection.execute("select status::text from procrastinate_jobs where status <> 'succeeded'").fetchall()
        assert left == []
    assert not private_home.database.exists()


def test_migrating_needs_the_names_of_all_logins(private_home: Home, own: dict[Login, str]) -> None:
    some = {login: url for login, url in own.items() if login in {Login.OWNER, Login.APPLICATION}}
    refused = waarborg(private_home, some, "migrate")
    assert refused.returncode == 1
    assert "worker, auditor, backup" in refused.stderr


def test_a_process_needs_the_login_it_works_as(private_home: Home, own: dict[Login, str]) -> None:
    refused = waarborg(private_home, {Login.APPLICATION: own[Login.APPLICATION]}, "worker")
    assert refused.returncode == 1
    assert "works as worker" in refused.stderr
