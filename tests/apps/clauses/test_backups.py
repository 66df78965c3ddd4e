"""What was destroyed is nowhere: not on the disk, not in any copy, not with any key; and no copy brings it back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.urls import reverse
from django.utils.translation import override

from tests.apps.clauses.attacking import Attacker, Loot
from tests.apps.clauses.carrying import carrying
from tests.apps.clauses.conftest import HouseOf
from tests.apps.clauses.ending import end, newcomer_with_keys, signed_again
from tests.apps.clauses.house import TYPED, House, an_item
from tests.apps.clauses.running import opened, signed_in
from tests.apps.clauses.since_the_copy import DONE_AGAIN, Since, after_the_copy, before_the_copy, stands
from tests.apps.gate.populations import superuser
from tests.conftest import HOME
from tests.house.test_dump import forms, unpacked
from tests.policy.clauses.register import Registered
from waarborg.backups import dumping
from waarborg.backups.all_keys import replace_index_keys, rotate_everything
from waarborg.backups.choices import RunKind
from waarborg.backups.fetching import fetch
from waarborg.backups.jobs import rehearse_now
from waarborg.backups.key_copies import recovery_key
from waarborg.backups.places import Places, data_copies, key_copies
from waarborg.backups.runs import back_up, end_everywhere
from waarborg.backups.standing import SeenRun, runs
from waarborg.backups.writing_down import bring_out, write_down
from waarborg.breaches.models import Breach
from waarborg.complaints.models import Complaint
from waarborg.desk.pages.backups import run_in_words
from waarborg.destruction.approving import approve
from waarborg.destruction.certifying import certify
from waarborg.destruction.doing import do
from waarborg.destruction.proposing import propose
from waarborg.destruction.selectors import one as one_list
from waarborg.dossiers.declarations import withdraw
from waarborg.dossiers.records import add_record
from waarborg.dossiers.services import Opened
from waarborg.gate.actors import system_at
from waarborg.gate.door import open_door
from waarborg.kernel import clock
from waarborg.kernel.database import cluster
from waarborg.kernel.database.logins import Login, django_settings, variable_of
from waarborg.kernel.errors import InvalidInput, Refused
from waarborg.kernel.home import Home
from waarborg.ledger.vocabulary import Kind
from waarborg.rights.models import Request
from waarborg.vault import master
from waarborg.vault.blobs import store_blob
from waarborg.vault.index_keys import INDEX_KEYS
from waarborg.vault.jobs import end_epochs
from waarborg.vault.key_cache import CACHE
from waarborg.vault.rotation import ends_on
from waarborg.vault.services import open_keys

NAME, BSN, NOTE, FILE = "Quirijn Zonderspoor", "123456782", "Hij verzamelt wekkerradio's.", b"Een brief over wekkers."
YEARS = timedelta(days=4 * 366)


def forget_keys() -> None:
    """As in a process that has just started."""
    master.master_key.cache_clear()
    CACHE.forget()
    INDEX_KEYS.forget()


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home of the test's own, with the keys that the houses of all tests were built with; they get them back."""
    place = tmp_path / "home"
    shutil.copytree(HOME / "keys", place / "keys", ignore=shutil.ignore_patterns("organisations"))
    monkeypatch.setenv("WAARBORG_HOME", str(place))
    for name in ("name", "bsn"):
        monkeypatch.setitem(TYPED, name, {"name": NAME, "bsn": BSN}[name])
    forget_keys()
    yield place
    shutil.copytree(place / "keys" / "organisations", HOME / "keys" / "organisations", dirs_exist_ok=True)
    forget_keys()


def keys_of(house: House, disk: Path) -> None:
    """The keys of every organisation of this database; a house may have been built before this test."""
    with superuser(house.server, house.urls) as god:
        found = god.execute("select distinct organisation_id::text from vault.organisation_key").fetchall()
    for (name,) in found:
        if not (disk / "keys" / "organisations" / name).exists():
            shutil.copytree(HOME / "keys" / "organisations" / name, disk / "keys" / "organisations" / name)


def known_client(house: House) -> tuple[Opened, UUID]:
    """A client of whom everything is known that may be, and a file; and the number of what may go with the file."""
    made, coach = opened(house), house.actor("coach")
    for entry in house.catalogue:
        if entry.rule.serves_as != "own_note" and "uwv" in (entry.rule.only_for.principals or ("uwv",)):
            item = an_item(entry)
            fields = {name: NOTE if value == "een paar woorden" else value for name, value in item.fields.items()}
            with suppress(Refused, InvalidInput):
                add_record(coach, made.dossier_id, replace(item, fields=fields))
    with superuser(house.server, house.urls) as god:
        found = god.execute(
            "select data_key_id from dossiers_record where dossier_id = %s and category = %s",
            [made.dossier_id, house.catalogue.identity.key],
        ).fetchone()
    assert found
    with open_door(coach, "read", dossier_id=made.dossier_id) as door:
        door.note(Kind.BLOB_OPENED)
        store_blob(open_keys(coach.organisation_id, [found[0]])[found[0]], [FILE])
    return made, found[0]


def destroyed(house: House, listed: UUID) -> date:
    """The list is done, by two people, and certified; return the day on which the last copy of the keys is gone."""
    system = system_at(house.agency.organisation.pk, using="worker")
    assert do(system, listed) > 0
    assert certify(system, listed) == []
    certificate = one_list(house.actor("responsible"), listed).certificate
    assert certificate
    return date.fromisoformat(certificate["keys_gone_from_backups_by"])


@contextmanager
def empty_database(house: House) -> Iterator[dict[Login, str]]:
    """Another database, with nothing in it, on the same server."""
    name = f"put_back_{os.getpid()}"
    with cluster.supervising(house.server.credentials, house.server.port) as supervisor:
        supervisor.execute(f"drop database if exists {name} with (force)")
        cluster.create_database(supervisor, house.server.credentials, name)
        yield {login: house.server.url(login, name) for login in Login}
        supervisor.execute(f"drop database {name} with (force)")


def waarborg(home: Path, urls: dict[Login, str], *words: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("WAARBORG_", "DJANGO_"))}
    given = {variable_of(login): url for login, url in urls.items()} | {"WAARBORG_HOME": str(home)}
    command = [sys.executable, "-m", "waarborg.cli.main", *words]
    return subprocess.run(command, env=inherited | given, capture_output=True, text=True, check=False)


def put_back(house: House, at: Places, name: str, made: Opened, gone: set[UUID], since: Since, tmp_path: Path) -> None:
    """The old copy, by hand: nothing works in it. By the command: what was destroyed since is destroyed in it."""
    new = Home(tmp_path / "new")
    with empty_database(house) as urls:
        with pytest.raises(InvalidInput, match="does not reach"):
            fetch(at, Home(tmp_path / "elsewhere"), recovery_key(), name=name, log=tmp_path / "no-log")
        found = fetch(at, new, recovery_key(), name=name)
        dumping.put_back(django_settings(urls[Login.OWNER]), found.part("dump"))
        before = rows(urls, gone)
        assert before["keys"] == len(gone), "a copy brings everything back, until what happened since is done again"
        assert stands(urls, since)["active"], "and everybody, and what was erased"
        refused = waarborg(new.root, urls, "worker", "--until-done")
        assert (refused.returncode, "copy that was put back" in refused.stderr) == (1, True), refused.stderr
        done = waarborg(
            new.root, urls, "restore", str(at.data), "--keys", str(at.keys), "--backup", name, "--finish", "--json"
        )
        assert done.returncode == 0, done.stderr
        report = json.loads(done.stdout)
        assert (report["left"], report["files_missing"]) == ([], 0)
        assert report["done_again"]["key"] >= len(gone)
        for what, fewest in {"erasure": 2, "restriction": 1, "hold": 3, "account": 1, "membership": 1}.items():
            assert report["done_again"][what] >= fewest, what
        lost_but_known(house, report, since)
        assert stands(urls, since) == stands(house.urls, since)
        assert stands(urls, since) == stands(urls, since) | DONE_AGAIN
        assert rows(urls, gone) == {"keys": 0, "sealed": 0, "files": 0}
        with psycopg.connect(urls[Login.OWNER]) as connection:
            kept = connection.execute(
                "select count(*) from vault.data_key where person_id = %s and wrapped is not null", [made.person_id]
            ).fetchone()
            ended = connection.execute(
                "select count(*) from dossiers_clientdeclaration where ended_on is not null"
            ).fetchone()
        assert kept
        assert kept[0] > 0, "and what a statute keeps, is there"
        assert ended
        assert ended[0] > 0
        assert waarborg(new.root, urls, "worker", "--until-done").returncode == 0


def lost_but_known(house: House, report: dict[str, Any], since: Since) -> None:
    """What came in after the copy is not there any more: how many, which and of which day the report says."""
    came = report["lost"][str(house.agency.organisation.pk)]
    today = clock.day_of(Request.objects.using("owner").get(pk=since.asked).recorded_at).isoformat()
    row = Request.objects.using("owner").select_related("dossier").get(pk=since.asked)
    breach = Breach.objects.using("owner").get(pk=since.leaked)
    complaint = Complaint.objects.using("owner").get(pk=since.complained)
    assert {(one["what"], one["right"], one["number"], one["on"]) for one in came if not one["ended"]} == {
        ("request", "access", row.dossier.number, today),
        ("breach", "", f"{breach.year}-{breach.number}", today),
        ("complaint", "", f"{complaint.year}-{complaint.number}", today),
    }
    answered = [one for one in came if one["ended"]]
    assert sorted(one["right"] for one in answered) == ["erasure", "erasure", "objection"]
    put_back = SeenRun(RunKind.RESTORE, "copy", clock.now(), clock.now(), succeeded=True, report=report)
    told = run_in_words(house.actor("responsible"), put_back)["counted"]
    assert [row.dossier.number in line for line in told].count(True) == 1, "and the page says so to its own agency"


def rows(urls: dict[Login, str], keys: set[UUID]) -> dict[str, int]:
    """How much of what lay under these keys a database holds."""
    with psycopg.connect(urls[Login.BACKUP]) as connection:
        found = connection.execute(
            "select (select count(*) from vault.data_key where id = any(%(keys)s) and wrapped is not null),"
            " (select count(*) from dossiers_record where data_key_id = any(%(keys)s) and octet_length(sealed) > 0),"
            " (select count(*) from vault.blob where key_id = any(%(keys)s))",
            {"keys": list(keys)},
        ).fetchone()
    assert found
    return dict(zip(("keys", "sealed", "files"), found, strict=True))


def attacker(house: House, disk: Path, at: Places, *stolen: Places) -> Attacker:
    """Whoever holds the server's files and its log of changes, the home, and every place with copies."""
    with superuser(house.server, house.urls) as god:
        god.execute("checkpoint")
        found = god.execute("select oid from pg_database where datname = current_database()").fetchone()
    assert found
    thief, data = Attacker(), house.server.home.database.resolve()
    thief.read(data / "base" / str(found[0]), data / "pg_wal", disk, at.data, at.keys, HOME / "blobs", HOME / "logs")
    thief.read(*(one.data for one in stolen))
    thief.take_keys(disk / "keys")
    assert len([name for one in (at, *stolen) for name in thief.open_copies(one)]) > len(stolen)
    return thief


@carrying({"partner-in-werk": ()}, only=True)
def test_whoever_holds_the_whole_disk_finds_nothing_of_what_was_destroyed_and_no_copy_brings_it_back(
    here: Registered, house_of: HouseOf, disk: Path, tmp_path: Path
) -> None:
    house, at = house_of(here), Places(tmp_path / "data", tmp_path / "keys")
    keys_of(house, disk)
    made, _key = known_client(house)
    other, coach = opened(house), house.actor("coach")
    since = before_the_copy(house)
    end(house, made, clock.today())
    with superuser(house.server, house.urls) as god:
        loot = Loot.taken(god, coach.organisation_id, made.dossier_id)
    first = back_up(at).name
    stolen = Places(tmp_path / "stolen", at.keys)  # a copy of the data that nobody ends
    shutil.copytree(at.data, stolen.data)
    withdraw(coach, other.dossier_id, "written_consent", on=clock.today())
    since = after_the_copy(house, since)
    with clock.travel(clock.now() + YEARS) as journey:
        signed_again(house)
        listed = propose(system_at(coach.organisation_id, using="worker"))
        assert listed
        for one in (house.actor("responsible"), newcomer_with_keys(house)):
            approve(one, listed)
        journey.advance(timedelta(days=8))
        last_day = destroyed(house, listed)
        write_down()
        gone = still_wrapped(house, loot)
        assert gone
        assert {row[0] for row in loot.keys} - gone, "part of it lies elsewhere: what a statute keeps"
        bring_out(at)
        put_back(house, at, first, made, gone, since, tmp_path)

        journey.advance(timedelta(days=(ends_on(clock.today()) - clock.today()).days - 1))
        back_up(at)  # a copy of the keys as young as can be, before the epoch ends
        journey.advance(timedelta(days=1))
        assert end_epochs(0) >= 1
        forget_keys()
        back_up(at)
        assert attacker(house, disk, at, stolen).yields(loot.of(gone)), (
            "so long as one copy of the old keys is there, it opens"
        )
        journey.advance(timedelta(days=(last_day - clock.today()).days))
        end_everywhere()
        assert len(key_copies(at)) == 1
        assert first not in {one.name for one in data_copies(at)}
        thief = attacker(house, disk, at, stolen)
        assert thief.yields(loot.of(gone)) == []
        assert thief.yields(loot) == [], "old wrappings open nothing, not of what stays either"
        whole = b"\n".join(thief.material)
        haystack = whole + b"\n".join(unpacked(b"\n".join(one for one in thief.material if b"COPY public." in one)))
        found = [said for said in (NAME, BSN, NOTE, FILE.decode()) for form in forms(said) if form in haystack]
        assert found == []


def still_wrapped(house: House, loot: Loot) -> set[UUID]:
    """Which of the keys were destroyed with what they opened."""
    with superuser(house.server, house.urls) as god:
        found = god.execute(
            "select id from vault.data_key where id = any(%s) and destroyed_at is not null"
            " and id not in (select data_key_id from destruction_line where fate = 'put_away')",
            [[one[0] for one in loot.keys]],
        ).fetchall()
    return {row[0] for row in found}


@carrying({"partner-in-werk": ()}, only=True)
def test_look_up_keys_are_replaced_and_everybody_is_found_as_before_by_other_tokens(
    here: Registered, house_of: HouseOf, disk: Path
) -> None:
    house = house_of(here)
    keys_of(house, disk)
    made, coach = opened(house), house.actor("coach")
    add_record(coach, made.dossier_id, an_item(house.catalogue.identity))
    before = tokens_of(house, made)
    assert before
    assert rotate_everything(master=False)[0] >= 1
    assert replace_index_keys()[1] >= len(before)
    forget_keys()
    after = tokens_of(house, made)
    assert (len(after), before & after) == (len(before), set())
    assert made.number.encode() in signed_in(coach).post(reverse("desk:search"), {"q": NAME}).content
    epochs = disk / "keys" / "organisations" / str(coach.organisation_id)
    assert [path.name for path in epochs.glob("index-*")] == ["index-2.key"], "what a thief looked up with, is gone"


def tokens_of(house: House, made: Opened) -> set[bytes]:
    with superuser(house.server, house.urls) as god:
        found = god.execute("select token from dossiers_searchtoken where dossier_id = %s", [made.dossier_id])
        return {bytes(row[0]) for row in found.fetchall()}


@carrying({"partner-in-werk": ()}, only=True)
def test_putting_back_is_rehearsed_by_the_worker_and_its_report_stands_there_also_when_it_fails(
    here: Registered, house_of: HouseOf, disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, at = house_of(here), Places(tmp_path / "data", tmp_path / "keys")
    keys_of(house, disk)
    monkeypatch.setenv("WAARBORG_BACKUP_DATA", str(at.data))
    monkeypatch.setenv("WAARBORG_BACKUP_KEYS", str(at.keys))
    assert not rehearse_now(), "there is nothing to try yet"
    copy = back_up(at)
    assert rehearse_now()
    tried = last_run(RunKind.REHEARSAL)
    assert (tried.name, tried.succeeded) == (copy.name, True)
    assert tried.report["rows"] == copy.rows
    assert (tried.report["left"], tried.report["files_missing"]) == ([], 0)
    mine = tried.report["ledger"][str(house.agency.organisation.pk)]
    assert mine["findings"] == 0
    browser = signed_in(house.actor("responsible"))
    with override("nl"):
        assert str(RunKind.REHEARSAL.label)[1:] in browser.get(reverse("desk:backups")).content.decode()

    dumped = at.data / copy.name / "dump.sealed"
    dumped.write_bytes(dumped.read_bytes()[:-1] + b"x")
    assert not rehearse_now()
    damaged = last_run(RunKind.REHEARSAL)
    assert not damaged.succeeded
    assert "damaged" in damaged.report["error"]
    assert not list(Path("/dev/shm").glob("waarborg-rehearsal-*")), "and nothing of it is left"


def last_run(kind: RunKind) -> SeenRun:
    return next(one for one in runs(20, using="worker") if one.kind == kind)
