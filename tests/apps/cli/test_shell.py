"""The program on the shell: quick to say what it can, clear in what it cannot."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import suppress

import pytest

from tests.conftest import own_home
from tests.patience import SECONDS, until
from waarborg.kernel.database import cluster
from waarborg.kernel.database.server import EmbeddedServer, free_port
from waarborg.kernel.home import Home


@pytest.fixture(scope="module")
def migrated() -> Iterator[Home]:
    """A home with a database, as its first command makes it: once for these tests, since it takes half a minute."""
    with own_home() as home:
        done = waarborg("migrate", "--json", WAARBORG_HOME=str(home.root))
        assert json.loads(done.stdout)["migrated"], done.stderr
        yield home


def waarborg(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "waarborg.cli.main", *words]
    return subprocess.run(command, env=_environment(environment), capture_output=True, text=True, check=False)


def _environment(extra: Mapping[str, str]) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("WAARBORG_", "DJANGO_"))}
    return inherited | extra


@pytest.mark.parametrize("command", ["demo", "run", "worker", "migrate", "doctor"])
def test_every_command_says_what_it_is_for(command: str) -> None:
    assert command in waarborg("--help").stdout
    assert waarborg(command, "--help").returncode == 0


def test_a_command_that_does_not_exist_is_refused() -> None:
    assert waarborg("conjure").returncode == 2


def test_saying_what_it_can_imports_no_django_and_starts_no_database(private_home: Home) -> None:
    loaded = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "waarborg.cli.main", "migrate", "--help"],
        env=_environment({"WAARBORG_HOME": str(private_home.root)}),
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    assert "django" not in {line.rpartition("|")[2].strip().partition(".")[0] for line in loaded.splitlines()}
    assert list(private_home.root.iterdir()) == []


def test_migrating_twice_is_harmless_and_the_doctor_is_content(migrated: Home) -> None:
    place = str(migrated.root)
    done = waarborg("migrate", "--json", WAARBORG_HOME=place)
    assert json.loads(done.stdout)["migrated"], done.stderr
    examined = waarborg("doctor", "--json", WAARBORG_HOME=place)
    assert json.loads(examined.stdout)["sound"], examined.stdout
    assert examined.returncode == 0


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"WAARBORG_DEBUG": "perhaps"}, "WAARBORG_DEBUG"),
        ({"WAARBORG_DATABASE_URL_WORKER": "postgresql://w@127.0.0.1/x"}, "WAARBORG_DATABASE_URL_APPLICATION"),
        ({"WAARBORG_ORIGIN": "http://dossiers.example.nl"}, "WAARBORG_ORIGIN"),
    ],
)
def test_a_wrong_setting_is_one_message_and_exit_one(
    private_home: Home, environment: dict[str, str], message: str
) -> None:
    done = waarborg("run", WAARBORG_HOME=str(private_home.root), **environment)
    assert done.returncode == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_demo_does_not_fill_a_database_of_ones_own() -> None:
    done = waarborg("demo", DATABASE_URL="postgresql://app@127.0.0.1/dossiers")
    assert done.returncode == 1
    assert "waarborg run" in done.stderr


def test_the_web_server_answers_and_ends_when_it_is_told_to(migrated: Home) -> None:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "waarborg.cli.main", "run", "--port", str(port)],
        env=_environment({"WAARBORG_HOME": str(migrated.root), "WAARBORG_ORIGIN": f"http://127.0.0.1:{port}"}),
        text=True,
    )
    try:
        assert _answer(f"http://127.0.0.1:{port}/account/login/") == 200
        assert _looked_up(f"http://127.0.0.1:{port}/reglement/nergens/") == 404
        with EmbeddedServer(migrated) as server, cluster.supervising(server.credentials, server.port) as supervisor:
            supervisor.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where usename like '%application'"
            )
        assert _looked_up(f"http://127.0.0.1:{port}/reglement/nergens/") == 404, "a lost connection is made anew"
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=SECONDS) == 0


def test_the_mail_server_listens_to_this_machine_alone_and_ends_when_it_is_told_to(private_home: Home) -> None:
    here = {"WAARBORG_HOME": str(private_home.root), "WAARBORG_MAIL_DOMAIN": "in.voorbeeld.nl"}
    refused = waarborg("mail", "--address", "0.0.0.0", **here)
    assert (refused.returncode, "can be reached by others" in refused.stderr) == (1, True)
    assert waarborg("mail", WAARBORG_HOME=str(private_home.root)).returncode == 1, "it is off until somebody wants it"
    port = free_port()
    command = [sys.executable, "-m", "waarborg.cli.main", "mail", "--port", str(port)]
    with subprocess.Popen(command, env=_environment(here), stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            assert "127.0.0.1" in process.stdout.readline()
            assert _greeted(port).startswith("220 ")
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=SECONDS) == 0


def _greeted(port: int) -> str:
    def greeting() -> str:
        with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as line:
            return line.recv(200).decode()
        return ""

    return until(greeting, "a greeting")


def test_the_worker_ends_when_nothing_waits(migrated: Home) -> None:
    assert waarborg("worker", "--until-done", WAARBORG_HOME=str(migrated.root)).returncode == 0


def _looked_up(address: str) -> int:
    """The status of an address for which the database is asked."""
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.urlopen(address)
    with answer.value:
        return answer.value.code


def _answer(address: str) -> int:
    def status() -> int:
        with suppress(urllib.error.URLError), urllib.request.urlopen(address) as answer:
            return int(answer.status)
        return 0

    return until(status, "an answer")
