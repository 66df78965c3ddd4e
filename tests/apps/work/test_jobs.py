"""The worker's jobs: handed out per organisation, with identifiers for arguments, done by the worker's own login."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connections
from procrastinate import testing
from procrastinate.contrib.django import app

from tests.apps.work.cast import LONG_ENOUGH, Cast, cast
from waarborg.backups.destruction_log import directory
from waarborg.gate.door import in_context
from waarborg.kernel import clock
from waarborg.kernel.database.logins import Login, variable_of
from waarborg.kernel.jobs import take_up_again
from waarborg.letters.choices import Channel
from waarborg.letters.jobs import send_mail
from waarborg.letters.models import Letter, Mail
from waarborg.letters.services import give, letters_of
from waarborg.work.jobs import end_views

pytestmark = pytest.mark.real_commits


@pytest.fixture
def here() -> Cast:
    return cast()


def do_all(connector: testing.InMemoryConnector) -> list[dict[str, object]]:
    """Run what was handed out, and return the arguments it had."""
    arguments = [job["args"] for job in connector.jobs.values()]
    for job in list(connector.jobs.values()):
        app.tasks[job["task_name"]](**job["args"])
    connector.reset()
    return arguments


def test_what_is_over_ends_and_what_waits_is_sent_per_organisation(here: Cast, settings: Any, tmp_path: Path) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    here.looking_along()
    connector = testing.InMemoryConnector()
    organisation = str(here.agency.organisation.pk)
    with app.replace_connector(connector):
        assert end_views(0) == send_mail(0) == 0
        with clock.travel(clock.now() + LONG_ENOUGH):
            assert end_views(0) == 1
            assert end_views(0) == 1
            assert do_all(connector) == [{"organisation_id": organisation}]
            assert end_views(0) == 0
        give(here.anna, here.dossier_id, letters_of(here.anna, here.dossier_id)[0].id, Channel.EMAIL)
        assert send_mail(0) == 1
        assert do_all(connector) == [{"organisation_id": organisation}]
    assert UUID(organisation)
    assert len(list(tmp_path.iterdir())) == 1
    with in_context(here.system, using="worker"):
        assert Letter.objects.using("worker").count() == Mail.objects.using("worker").count() == 1


@pytest.mark.parametrize("login", [Login.APPLICATION, Login.AUDITOR])
@pytest.mark.parametrize("function", ["organisations_with_mail(now())", "organisations_with_views_over(now())"])
def test_only_the_worker_asks_where_something_waits(connect: Any, login: Login, function: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connect(login).execute(f"select gate.{function}")


def test_the_worker_writes_no_task_in_a_context_that_nobody_signed(here: Cast) -> None:
    with connections["worker"].cursor() as cursor:
        cursor.execute("select count(*) from work_task")
        assert cursor.fetchone() == (0,)


def test_a_worker_process_does_all_of_it_also_what_a_killed_one_had_begun(urls: dict[Login, str], connect: Any) -> None:
    shutil.rmtree(directory(), ignore_errors=True)  # of the database of an earlier run, in the home of all tests
    with clock.travel(clock.now() - LONG_ENOUGH):
        here = cast()
        here.looking_along()
    for task in (end_views, send_mail):
        app.configure_task(task.name).defer(timestamp=0)
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("WAARBORG_", "DJANGO_"))}
    environment = {
        **inherited,
        **{variable_of(login): url for login, url in urls.items() if login in {Login.APPLICATION, Login.WORKER}},
        "WAARBORG_HOME": os.environ["WAARBORG_HOME"],
    }
    was_killed(connect(Login.WORKER))
    app.configure_task(take_up_again.name).defer(timestamp=0)
    command = [sys.executable, "-m", "waarborg.cli.main", "worker", "--until-done"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert connect(Login.WORKER).execute("select task_name, status from procrastinate_jobs").fetchall() == []
    assert len(letters_of(here.anna, here.dossier_id)) == 1


def was_killed(worker: psycopg.Connection[tuple[object, ...]]) -> None:
    """What waits was begun by a worker that is no more."""
    gone = (
        "with w as (insert into procrastinate_workers (last_heartbeat) values (now() - interval '1 hour') returning id)"
    )
    worker.execute(f"{gone} update procrastinate_jobs set status = 'doing', worker_id = (select id from w)")
