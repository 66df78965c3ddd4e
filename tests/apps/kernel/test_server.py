"""The supervisor of the embedded server: started twice, killed, restarted, two at once: no harm."""

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tests.patience import SECONDS
from waarborg.kernel.database.logins import Login
from waarborg.kernel.database.server import CARELESS, EmbeddedServer, is_gone
from waarborg.kernel.errors import Unavailable
from waarborg.kernel.home import Home

USER_OF_THE_SERVER = """
import json, sys
from waarborg.kernel.database.logins import Login
from waarborg.kernel.database.server import EmbeddedServer
from waarborg.kernel.home import Home
import pathlib, psycopg

server = EmbeddedServer(Home(pathlib.Path(sys.argv[1])))
server.hold()
with psycopg.connect(server.url(Login.OWNER)) as connection:
    connection.execute("select 1")
print(json.dumps({"pid": server.running.pid, "port": server.port}), flush=True)
sys.stdin.readline()  # until told to leave
server.release()
"""
"""A process of its own that uses the server until it reads a line."""


@pytest.fixture
def server(private_home: Home) -> EmbeddedServer:
    return EmbeddedServer(private_home, CARELESS)


def start_user(home: Home) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", USER_OF_THE_SERVER, str(home.root)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def what_it_says(user: subprocess.Popen[str]) -> dict[str, int]:
    assert user.stdout
    said: dict[str, int] = json.loads(user.stdout.readline())
    return said


def leave(user: subprocess.Popen[str]) -> None:
    user.communicate("\n", timeout=SECONDS)
    assert user.returncode == 0


def exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/cmdline").read_bytes() != b"" if Path("/proc/self").exists() else True


def test_it_runs_while_it_is_held_and_stops_when_the_last_one_leaves(server: EmbeddedServer) -> None:
    assert server.running is None
    with server:
        running = server.running
        assert running is not None
        assert running.is_ready
    assert server.running is None
    assert not exists(running.pid)


def test_holding_it_twice_is_holding_it_once(server: EmbeddedServer) -> None:
    with server:
        first = server.running
        server.hold()
        assert server.running == first
    assert server.running is None


def test_what_was_committed_is_there_after_a_restart(server: EmbeddedServer) -> None:
    with server, psycopg.connect(server.url(Login.OWNER)) as connection:
        connection.execute("create table remembered as select 42 as answer")
    with server, psycopg.connect(server.url(Login.OWNER)) as connection:
        assert connection.execute("select answer from remembered").fetchone() == (42,)


def test_a_second_start_makes_nothing_anew(server: EmbeddedServer) -> None:
    with server:
        made = (server.home.database / "PG_VERSION").stat()
    with server:
        found = (server.home.database / "PG_VERSION").stat()
    assert (found.st_ino, found.st_mtime_ns) == (made.st_ino, made.st_mtime_ns)


def test_a_second_process_adopts_the_server_and_does_not_stop_it(server: EmbeddedServer) -> None:
    with server:
        ours = server.running
        assert ours
        user = start_user(server.home)
        assert what_it_says(user) == {"pid": ours.pid, "port": ours.port}
        leave(user)
        assert server.running == ours


def test_the_server_stays_for_a_process_that_outlives_the_one_that_started_it(server: EmbeddedServer) -> None:
    with server:
        user = start_user(server.home)
        told = what_it_says(user)
    assert exists(told["pid"])
    leave(user)
    assert server.running is None


def test_two_processes_that_start_at_once_get_one_server(server: EmbeddedServer) -> None:
    users = [start_user(server.home) for _ in range(4)]
    told = [what_it_says(user) for user in users]
    assert len({(one["pid"], one["port"]) for one in told}) == 1
    for user in users:
        leave(user)
    assert server.running is None


def test_a_server_that_was_killed_recovers_what_was_committed(server: EmbeddedServer) -> None:
    durable = EmbeddedServer(server.home)
    durable.hold()
    with psycopg.connect(durable.url(Login.OWNER)) as connection:
        connection.execute("create table remembered as select 42 as answer")
    killed = durable.running
    assert killed
    os.kill(killed.pid, signal.SIGKILL)
    durable.release()
    with durable:
        now = durable.running
        assert now
        assert now.pid != killed.pid
        with psycopg.connect(durable.url(Login.OWNER)) as connection:
            assert connection.execute("select answer from remembered").fetchone() == (42,)


def test_a_process_that_is_killed_lets_go_and_its_server_is_adopted(server: EmbeddedServer) -> None:
    user = start_user(server.home)
    told = what_it_says(user)
    user.kill()
    user.communicate()
    assert exists(told["pid"])
    with server:
        adopted = server.running
        assert adopted
        assert adopted.pid == told["pid"]
    assert server.running is None


def test_a_number_that_now_belongs_to_another_program_is_not_taken_for_a_server(server: EmbeddedServer) -> None:
    with server:
        pass
    place = server.home.database.resolve()
    stale = place / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{place}\n1\n5432\n\n127.0.0.1\n0 0\nready   \n")
    server.account.give(stale)
    assert server.running is None
    with server:
        assert server.running


def test_an_interrupted_first_start_is_begun_again(server: EmbeddedServer) -> None:
    half = server.home.root / "database.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    with server:
        assert server.running
    assert not half.exists()


def test_a_server_that_cannot_start_says_why_and_counts_nobody_as_its_user(server: EmbeddedServer) -> None:
    mistaken = EmbeddedServer(server.home, CARELESS | {"max_connections": "none"})
    with pytest.raises(Unavailable, match="max_connections"):
        mistaken.hold()
    with (server.home.root / "users.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with server:
        assert server.running


def test_a_process_has_ended_when_it_ended_and_not_before() -> None:
    with subprocess.Popen(["/bin/sleep", "60"]) as living:
        assert not is_gone(living.pid)
        living.kill()
        while not is_gone(living.pid):  # nobody has asked how it ended yet
            time.sleep(0.01)
    assert is_gone(living.pid)
