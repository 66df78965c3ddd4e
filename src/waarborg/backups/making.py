"""A copy: data and keys apart, sealed by different keys, and read back before it counts.

made = make(places)          the dump of one moment, the files it names, the heads of the ledger; and the keys

Everything that is written is opened again: the dump is read to the end and its rows are counted against the database,
files are held against their checksums, the heads against those that left the machine.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Any
from uuid import UUID

from django.core.files.storage import storages
from django.db import connections, transaction
from psycopg import sql

from waarborg.backups.dumping import LEFT_OUT, NOT_OURS, dump, rows_in
from waarborg.backups.key_copies import backup_key, copy_keys, has_master
from waarborg.backups.places import FORMAT, Epochs, Places, epochs_in, member, new_name, write_label
from waarborg.backups.sealed_files import PIECE, Written, digest_of, read_sealed, settle, write_sealed
from waarborg.backups.writing_down import bring_out
from waarborg.kernel import clock
from waarborg.kernel.database.logins import Login
from waarborg.kernel.errors import Conflict, Unavailable
from waarborg.kernel.home import PRIVATE_DIRECTORY
from waarborg.ledger import heads

DUMP, MANIFEST, HEADS = "dump", "manifest", "heads"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A copy that was made and read back: its name, and what was counted."""

    name: str
    began_at: datetime
    ended_at: datetime
    tables: int
    rows: int
    files: int
    new_files: int
    sealed_bytes: int
    heads: int
    opened_with: str
    """Whether the master key stands in the copy of the keys (`inside`), or must come from elsewhere (`outside`)."""

    def as_json(self) -> dict[str, Any]:
        """The counts, for a report."""
        return {
            "tables": self.tables,
            "rows": self.rows,
            "files": self.files,
            "new_files": self.new_files,
            "bytes": self.sealed_bytes,
            "heads": self.heads,
            "master_key": self.opened_with,
            "read_back": True,
        }


def make(at: Places, *, using: str = Login.BACKUP.value) -> Made:
    """Make a copy, and read it back. Raises what went wrong; nothing is left then that could be taken for a copy."""
    began = clock.now()
    name = new_name(began)
    for place in (at.data, at.keys, at.blobs):
        place.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)
    draft = at.data / f".{name}.part"
    draft.mkdir(mode=PRIVATE_DIRECTORY)
    try:
        with _one_moment(using) as (snapshot, found):
            _copy_keys(at, name, epochs_in(found))
            written, new_files = _write(at, draft, name, snapshot, found, using)
        rows = _read_back(draft, name, found, written)
        label = {
            "format": FORMAT,
            "name": name,
            "program": version("waarborg"),
            "epochs": found["epochs"],
            "logins": found["logins"],
            "parts": {part: one.sealed_sha256 for part, one in written.items()},
        }
        write_label(draft / "label.json", label)
        draft.rename(at.data / name)
        settle(at.data)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    bring_out(at)
    return Made(
        name=name,
        began_at=began,
        ended_at=clock.now(),
        tables=len(found["tables"]),
        rows=rows,
        files=len(found["files"]),
        new_files=new_files,
        sealed_bytes=sum(one.sealed_bytes for one in written.values()),
        heads=len(found["heads"]),
        opened_with="inside" if has_master() else "outside",
    )


@contextmanager
def _one_moment(using: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The name of a snapshot, and everything that is counted in it; it holds until the dump was taken."""
    connections[using].ensure_connection()
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read, read only")
        cursor.execute("select pg_export_snapshot()")
        snapshot = str(cursor.fetchone()[0])
        cursor.execute(_TABLES)
        names = [(str(schema), str(table)) for schema, table in cursor.fetchall()]
        tables = {}
        for schema, table in names:
            if f"{schema}.{table}" in (*LEFT_OUT, *NOT_OURS):
                continue
            cursor.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(schema, table)))
            tables[f"{schema}.{table}"] = cursor.fetchone()[0]
        cursor.execute("select organisation_id::text, kind, epoch from vault.organisation_key order by 1, 2, 3")
        epochs = [list(row) for row in cursor.fetchall()]
        cursor.execute("select name, sealed_size, encode(sealed_sha256, 'hex') from vault.blob order by name")
        files = [list(row) for row in cursor.fetchall()]
        cursor.execute(_HEADS)
        found_heads = [[str(row[0]), row[1], bytes(row[2]).hex()] for row in cursor.fetchall()]
        cursor.execute("select rolname from pg_roles where has_database_privilege(oid, current_database(), 'connect')")
        given = {str(connections[login].settings_dict["USER"]) for login in connections if login != "default"}
        logins = sorted(given & {row[0] for row in cursor.fetchall()})
        yield snapshot, {"tables": tables, "epochs": epochs, "files": files, "heads": found_heads, "logins": logins}


def _write(
    at: Places, draft: Any, name: str, snapshot: str, found: dict[str, Any], using: str
) -> tuple[dict[str, Written], int]:
    secret = backup_key()
    dumped = dump(connections[using].settings_dict, snapshot)
    written = {DUMP: write_sealed(draft / f"{DUMP}.sealed", secret, f"{name} {DUMP}", dumped)}
    written[HEADS] = write_sealed(draft / f"{HEADS}.sealed", secret, f"{name} {HEADS}", [_heads_packed()])
    new_files = sum(_copy_file(at, *one) for one in found["files"])
    content = json.dumps(found | {"name": name, "dump": written[DUMP].plain_sha256}).encode()
    written[MANIFEST] = write_sealed(draft / f"{MANIFEST}.sealed", secret, f"{name} {MANIFEST}", [content])
    return written, new_files


def _copy_keys(at: Places, name: str, needed: Epochs) -> None:
    if not needed <= copy_keys(at, name).epochs:
        raise Conflict("Keys were rotated while the copy was made. Make it again.")


def _copy_file(at: Places, name: str, size: int, sha256: str) -> bool:
    """Copy an encrypted file as it stands, unless it is there or gone by now; whether it was new."""
    path = at.blobs / name
    if path.exists() and path.stat().st_size == size:
        return False
    path.parent.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)
    draft, digest = path.with_name(f".{path.name}.part"), hashlib.sha256()
    try:
        with storages["blobs"].open(name, "rb") as source, draft.open("wb") as target:
            while piece := source.read(PIECE):
                digest.update(piece)
                target.write(piece)
            target.flush()
            os.fsync(target.fileno())
    except FileNotFoundError:
        draft.unlink(missing_ok=True)
        return False
    if digest.hexdigest() != sha256 or digest_of(draft) != sha256:
        draft.unlink()
        raise Unavailable("An encrypted file is not what was stored: look at the disk.")
    draft.chmod(0o600)
    draft.rename(path)
    return True


def _read_back(draft: Any, name: str, found: dict[str, Any], written: dict[str, Written]) -> int:
    """Open everything again and count it; return the rows. Raises `Unavailable` for what is not what was written."""
    secret = backup_key()
    for part, one in written.items():
        if digest_of(draft / f"{part}.sealed") != one.sealed_sha256:
            raise Unavailable(f"{part} does not stand on the disk as it was written.")
    counted = rows_in(read_sealed(draft / f"{DUMP}.sealed", secret, f"{name} {DUMP}"))
    if dict(counted) != found["tables"]:
        wrong = sorted({table for table, _ in dict(counted).items() ^ found["tables"].items()})
        raise Unavailable(f"The copy does not hold what the database holds: {', '.join(wrong[:5])}.")
    _hold_heads(found["heads"])
    return counted.total()


def _hold_heads(found: list[list[Any]]) -> None:
    """Every head of the ledger in the copy is the one that left the machine, where that one did."""
    for organisation_id, size, root in found:
        path = heads.path_of(UUID(organisation_id))
        kept = {head.size: head.root.hex() for head in heads.read(path)} if path.exists() else {}
        if kept.get(size, root) != root:
            raise Unavailable(
                "The ledger in the copy is not the one whose heads left the machine: waarborg ledger verify"
            )


def _heads_packed() -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for path in sorted(heads.directory().glob("*.jsonl")):
            archive.add(path, arcname=path.name)
    return packed.getvalue()


def manifest_of(at: Places, name: str, secret: bytes) -> dict[str, Any]:
    """The list of contents of a copy. Raises `SealBrokenError`."""
    content: dict[str, Any] = json.loads(
        b"".join(read_sealed(member(at, name, MANIFEST), secret, f"{name} {MANIFEST}"))
    )
    return content


_TABLES = """
select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 1, 2
"""
_HEADS = """
select distinct on (organisation_id) organisation_id, size, root from ledger_treehead
order by organisation_id, size desc
"""
