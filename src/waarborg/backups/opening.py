"""The second half of a restore: the database, its files, everything that happened since, and the proof of it.

Until the proof stands the database is closed: neither `waarborg run` nor `waarborg worker` starts on it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.core.files import File
from django.core.files.storage import storages
from django.db import connections, transaction
from psycopg import sql

from waarborg.backups.choices import Repeated, RunKind
from waarborg.backups.destruction_log import Entry, append, directory, log_key
from waarborg.backups.dumping import put_back
from waarborg.backups.erasing import erase_again
from waarborg.backups.fetching import Fetched, take_heads
from waarborg.backups.lost import lost_since
from waarborg.backups.making import DUMP
from waarborg.backups.runs import note_run
from waarborg.kernel import clock
from waarborg.kernel.context import Context, enter
from waarborg.kernel.database import addresses, migration
from waarborg.kernel.database.logins import Login
from waarborg.kernel.errors import Conflict, InvalidInput, Unavailable
from waarborg.kernel.home import Home
from waarborg.ledger.entries import DecisionEntry, EventEntry
from waarborg.ledger.services import record
from waarborg.ledger.verification import verify
from waarborg.ledger.vocabulary import Kind
from waarborg.portability.tokens import rebuild_tokens
from waarborg.vault.blobs import delete_files, files_left
from waarborg.vault.rotation import rotate_epoch, sweep

OWNER, WORKER = Login.OWNER.value, Login.WORKER.value
ACTION = "restore"
SYSTEM = "system"
BATCH = 500
Statement = tuple[str, Sequence[Any]]


def restore(found: Fetched, into: Home, *, finish: bool = False) -> dict[str, Any]:
    """Put a copy in, bring it up to date, prove it and open; return the report."""
    began = clock.now()
    if not finish:
        put_in(found)
    report = bring_up(found, into)
    note_run(RunKind.RESTORE, found.name, began, report, succeeded=True)
    return report


def put_in(found: Fetched) -> None:
    """Make the database as it was. Raises `Conflict` when it is not empty, or has logins of other names."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute("select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'")
        if cursor.fetchone()[0]:
            raise Conflict("The database is not empty. A backup goes into an empty one.")
    here = {str(connections[login].settings_dict["USER"]) for login in Login if login in connections}
    if missing := set(found.manifest["logins"]) - here:
        raise Conflict(f"The copy was made with other logins. Make these first: {', '.join(sorted(missing))}")
    put_back(connections[OWNER].settings_dict, found.part(DUMP))
    _count(found)


def bring_up(found: Fetched, into: Home) -> dict[str, Any]:
    """Take the files in, do again what happened since, prove it, and open; return the report. Harmless to run again.

    Raises `Unavailable` when anything is left of what was destroyed, or the ledger is not what it was: then the
    database stays closed.
    """
    migration.migrate(addresses.addresses(), verbosity=0)
    with connections[OWNER].cursor() as cursor:
        cursor.execute("select gate.is_closed()")
        if not cursor.fetchone()[0]:
            raise Conflict("This database is open already.")
        cursor.execute("select id from accounts_organisation order by id")
        organisations = [row[0] for row in cursor.fetchall()]
    take_heads(found, into)
    for name, _size, sha256 in found.manifest["files"]:
        _take_file(found, name, sha256)
    ledger = verify()
    done: Counter[str] = Counter()
    for organisation_id in organisations:
        mine = [entry for entry in found.log.entries if entry.organisation == organisation_id]
        done += _do_again(organisation_id, mine, found)
    for organisation_id in organisations:
        if any(entry.organisation == organisation_id for entry in found.log.entries):
            rotate_epoch(organisation_id, using=WORKER)
        sweep(organisation_id, using=WORKER)
    _know(found.log.entries)
    report = {
        "backup": found.name,
        "rows": sum(found.manifest["tables"].values()),
        "files": len(found.manifest["files"]),
        "log_until": found.log.until,
        "log_lines": len(found.log.entries),
        "done_again": dict(done),
        "lost": lost_since(found.log.entries),
        "files_missing": _missing(),
        "left": _left(found),
        "ledger": {str(one.organisation_id): {"sealed": one.size, "findings": len(one.findings)} for one in ledger},
    }
    if report["left"] or any(not one.is_sound for one in ledger):
        raise Unavailable(f"Not opened, since the proof does not stand: {report['left'] or 'the ledger is not sound'}")
    _open(found)
    return report


def _take_file(found: Fetched, name: str, sha256: str) -> None:
    path, storage = found.at.blobs / name, storages["blobs"]
    if storage.exists(name) or not path.exists():  # a file that was gone when the copy was made
        return
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != sha256:
        raise InvalidInput("An encrypted file in this copy is damaged.")
    with path.open("rb") as content:
        storage.save(name, File(content, name))


def _count(found: Fetched) -> None:
    """Every table of the copy holds as many rows as it held. Raises `Unavailable` where one does not."""
    with connections[OWNER].cursor() as cursor:
        for table, rows in found.manifest["tables"].items():
            cursor.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(*table.split(".", 1))))
            counted = cursor.fetchone()[0]
            if counted != rows:
                raise Unavailable(f"{table} holds {counted} rows of {rows}.")


def _do_again(organisation_id: UUID, entries: list[Entry], found: Fetched) -> Counter[str]:
    """Everything of one organisation in one transaction, with an event of it; files go after the commit."""
    keys = [entry.row for entry in entries if entry.what == Repeated.KEY]
    done = Counter[str]()
    names: list[str] = []
    with transaction.atomic(using=OWNER, durable=True), connections[OWNER].cursor() as cursor:
        context = Context(organisation_id=organisation_id, actor_id=None, roles=(SYSTEM,), action="destroy")
        enter(connections[OWNER], context)
        decided = record(
            DecisionEntry(organisation_id=organisation_id, actor_id=None, roles=(SYSTEM,), action=ACTION, allowed=True),
            [EventEntry(kind=Kind.BACKUP_RESTORED, details={"backup": found.name, "until": found.log.until})],
            using=OWNER,
        )
        for entry in entries:
            if entry.what in STATEMENTS:
                cursor.execute(*STATEMENTS[Repeated(entry.what)](entry, decided))
                done[entry.what] += bool(cursor.fetchone()[0])
            elif entry.what == Repeated.ERASURE:
                done[entry.what] += erase_again(organisation_id, entry.value, decided)
        for at in range(0, len(keys), BATCH):  # after what hangs in a frame that goes with the last of them
            cursor.execute("select name from gate.repeat_keys(%s)", [keys[at : at + BATCH]])
            names += [row[0] for row in cursor.fetchall()]
        done[Repeated.KEY.value] = len(keys)
        cursor.execute("delete from dossiers_searchtoken where organisation_id = %s", [organisation_id])
        rebuild_tokens(organisation_id)
    delete_files(names)
    return done


def _know(entries: Any) -> None:
    """Let the database know what was done again, as lines that stand in the log already."""
    with transaction.atomic(using=OWNER, durable=True), connections[OWNER].cursor() as cursor:
        cursor.executemany(
            _KNOWN,
            [(one.number, one.organisation, one.at, one.what, one.row, json.dumps(one.value)) for one in entries],
        )
        cursor.execute(_GO_ON)


def _left(found: Fetched) -> list[dict[str, Any]]:
    """What is still there of what was destroyed since: in rows, and in files."""
    keys = [entry.row for entry in found.log.entries if entry.what == Repeated.KEY]
    with connections[OWNER].cursor() as cursor:
        cursor.execute("select place, rows from gate.left_of_keys(%s)", [keys])
        return [{"place": place, "rows": rows} for place, rows in cursor.fetchall()]


def _missing() -> int:
    """How many files are named by rows and stand nowhere: lost, before the copy was made or from it."""
    with connections[OWNER].cursor() as cursor:
        cursor.execute("select name from vault.blob")
        names = [row[0] for row in cursor.fetchall()]
    return len(names) - len(files_left(names))


def _open(found: Fetched) -> None:
    """Take the log over, with every line that was kept apart, and say that the database lives here now."""
    append(directory(), log_key(), found.log.entries, clock.now())
    with connections[OWNER].cursor() as cursor:
        cursor.execute("select gate.settle_anew()")


def _membership(entry: Entry, _decided: UUID) -> Statement:
    until = entry.value["until_on"]
    return "select gate.repeat_membership(%s, %s)", [entry.row, date.fromisoformat(until) if until else None]


def _as_it_is(function: str) -> Callable[[Entry, UUID], Statement]:
    """A row as it is now, under the decision of the restore."""
    return lambda entry, decided: (f"select gate.{function}(%s::jsonb, %s)", [json.dumps(entry.value), decided])


STATEMENTS: Mapping[Repeated, Callable[[Entry, UUID], Statement]] = {
    Repeated.ACCOUNT: lambda entry, _decided: ("select gate.repeat_account(%s)", [entry.row]),
    Repeated.DECLARATION: _as_it_is("repeat_declaration"),
    Repeated.HOLD: _as_it_is("repeat_hold"),
    Repeated.MEMBERSHIP: _membership,
    Repeated.RESTRICTION: _as_it_is("repeat_restriction"),
}
"""How each is done again, with one statement that says whether there was anything to do."""

_KNOWN = """
insert into backups_repeat (number, organisation_id, at, what, row_id, value, written_at)
values (%s, %s, %s, %s, %s, %s::jsonb, now()) on conflict (number) do nothing
"""
_GO_ON = """
select setval(pg_get_serial_sequence('backups_repeat', 'number'), greatest(1, (select max(number) from backups_repeat)))
"""
