"""A destruction of which the worker and the database are killed at every step: it is completed exactly once."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from uuid import UUID

import psycopg

from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.ending import end, filled, leave_out_but, newcomer_with_keys, signed_again
from tests.apps.clauses.house import House
from tests.conftest import HOME, Clone
from tests.policy.clauses.register import Registered
from waarborg.destruction.approving import approve
from waarborg.destruction.proposing import propose
from waarborg.dossiers.services import Opened
from waarborg.gate.actors import system_at
from waarborg.kernel import clock
from waarborg.kernel.database import cluster
from waarborg.kernel.database.binaries import programs
from waarborg.kernel.database.logins import DATABASE, Credentials
from waarborg.kernel.database.server import EmbeddedServer
from waarborg.kernel.home import Home

STEPS = {"record_destroyed", "key_destroyed", "files_destroyed"}
INSTEAD = {"put_away": "record_destroyed"}


@carrying({"partner-in-werk": ()}, only=True)
def test_worker_and_database_are_killed_at_every_step_and_it_is_completed_exactly_once(
    here: Registered, house_of: HouseOf, private_home: Home
) -> None:
    house = house_of(here)
    made = filled(house)
    end(house, made, clock.today())
    with clock.travel(clock.now() + timedelta(days=4 * 366)) as journey:
        listed = approved(house, made)
        journey.advance(timedelta(days=8))
        moment = clock.now().isoformat()
    with a_copy(private_home) as server:
        told = killed_again_and_again(private_home, moment, house, listed)
        assert told["said"] == [-signal.SIGKILL, 1] * (len(told["said"]) // 2)
        assert len(told["said"]) == 10
        assert told["again"] == 0, "what is done is done once"
        agree(server, listed)


def approved(house: House, made: Opened) -> UUID:
    """A list with this one dossier on it, approved by two."""
    signed_again(house)
    listed = propose(system_at(house.agency.organisation.pk, using="worker"))
    assert listed is not None
    who = house.actor("responsible")
    leave_out_but(house, who, listed, made)
    for one in (who, newcomer_with_keys(house)):
        approve(one, listed)
    return listed


def a_copy(home: Home) -> EmbeddedServer:
    """A server of its own with everything that stands in this test's database, its keys and its files."""
    for folder in ("keys", "blobs"):
        if (HOME / folder).exists():  # no file was kept yet when this test runs first
            shutil.copytree(HOME / folder, home.root / folder, dirs_exist_ok=True)
    server = EmbeddedServer(home)
    server.hold()
    assert Clone.current
    there, binaries = Clone.current.server, programs(server.account)
    dump, restore = (
        [str(binaries / program), "-h", "127.0.0.1", "-p", str(port), "-U", server.credentials.supervisor, *more]
        for program, port, more in (
            ("pg_dump", there.port, ("-Fc", Clone.current.name)),
            ("pg_restore", server.port, ("-d", DATABASE, "--clean", "--if-exists")),
        )
    )
    secret = {"PGPASSWORD": server.credentials.password("supervisor"), "LC_ALL": "C"}
    dumped = subprocess.run(dump, check=True, capture_output=True, env=secret)
    subprocess.run(restore, check=True, input=dumped.stdout, capture_output=True, env=secret)
    assert Credentials(home).installation == there.credentials.installation
    return server


def killed_again_and_again(home: Home, moment: str, house: House, listed: UUID) -> dict[str, list[int]]:
    command = [sys.executable, "-m", "tests.apps.clauses.killed"]
    given = [moment, str(house.agency.organisation.pk), str(listed)]
    environment = {**os.environ, "WAARBORG_HOME": str(home.root)}
    done = subprocess.run([*command, *given], capture_output=True, env=environment, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told: dict[str, list[int]] = json.loads(done.stdout.splitlines()[-1])
    return told


def agree(server: EmbeddedServer, listed: UUID) -> None:
    """Each line has each of its events once, and certificate, ledger and keys say the same number."""
    with cluster.supervising(server.credentials, server.port, DATABASE) as god:
        state, said = one_row(god, "select state, certificate from destruction_destruction where id = %s", listed)
        lines, dossier = one_row(
            god,
            "select count(*), min(dossier_id::text) from destruction_line"
            " where destruction_id = %s and left_out = '' and ended_at is not null",
            listed,
        )
        kinds = Counter(
            INSTEAD.get(kind, kind)
            for (kind,) in god.execute("select kind from ledger_event where dossier_id = %s", [dossier])
            if INSTEAD.get(kind, kind) in STEPS
        )
        (alive,) = one_row(
            god,
            "select count(*) from vault.data_key k join destruction_line l on l.data_key_id = k.id"
            " where l.destruction_id = %s and l.left_out = '' and k.destroyed_at is null",
            listed,
        )
        (certified,) = one_row(
            god,
            "select count(*) from ledger_event e join destruction_destruction d on d.certified_event = e.id"
            " where d.id = %s",
            listed,
        )
    assert (state, alive, certified) == ("done", 0, 1)
    assert kinds == dict.fromkeys(STEPS, lines)
    assert said["keys"] == lines


def one_row(god: psycopg.Connection[tuple[object, ...]], text: str, listed: UUID) -> tuple[object, ...]:
    row = god.execute(text, [listed]).fetchone()
    assert row is not None
    return row
