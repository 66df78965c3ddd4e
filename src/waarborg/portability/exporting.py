"""A whole organisation into one file: all rows, the ledger with its tree heads, encrypted files, keys for the way.

    waarborg-organisation.zip
    ├── manifest.json         what is in it, with counts and checksums; `proof` is its keyed hash
    ├── rows/<table>.copy     rows as PostgreSQL writes them; contents stay sealed, look-up tokens stay behind
    ├── blobs/<name>          encrypted files, as they are stored
    ├── tree-heads.jsonl      every signed tree head that left the machine
    └── keys.json             the keys of all epochs, wrapped by the passphrase

Sign-in secrets stay behind: whoever comes along chooses a new password and second factor.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from django.core.files.storage import storages
from django.db import connections, transaction
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

from waarborg.accounts.models import Organisation
from waarborg.kernel import clock
from waarborg.kernel.context import Context, enter
from waarborg.kernel.errors import Conflict, NotFound
from waarborg.ledger import heads
from waarborg.ledger.entries import DecisionEntry, EventEntry
from waarborg.ledger.services import record
from waarborg.ledger.vocabulary import Kind
from waarborg.portability.tables import ACCOUNT, OWNER, Table, tables
from waarborg.vault.transport import TransportKey, epochs_out, transport_key

FORMAT = 1
PIECE = 1024 * 1024
"""Bytes that are in memory at a time."""


def export_organisation(slug: str, file: Path, passphrase: str) -> dict[str, Any]:
    """Write an organisation to `file` and return the manifest. The organisation stays where it is.

    The event stands in the ledger before the first row is read, so it comes along. What is written is one moment:
    who works on meanwhile is not in it. Raises `NotFound`, `Conflict` when the file exists, and `InvalidInput`.
    """
    key = transport_key(passphrase)
    organisation = Organisation.objects.using(OWNER).filter(slug=slug).first()
    if organisation is None:
        raise NotFound(f"There is no organisation {slug!r} here.")
    if file.exists():
        raise Conflict(f"{file} is there already.")
    note(organisation.pk, "export_organisation", Kind.ORGANISATION_EXPORTED)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as target, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            manifest = _write(archive, organisation, key)
        draft.rename(file)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def note(organisation_id: UUID, action: str, kind: Kind) -> None:
    """The act of who keeps the installation, in the organisation's ledger; in the caller's transaction, or its own."""
    with transaction.atomic(using=OWNER):
        enter(connections[OWNER], Context(organisation_id=organisation_id, actor_id=None, action=action))
        record(
            DecisionEntry(
                organisation_id=organisation_id, actor_id=None, roles=("system",), action=action, allowed=True
            ),
            [EventEntry(kind=kind)],
            using=OWNER,
        )


def migrations() -> list[str]:
    """The shape of this database: every migration of the program's own rooms."""
    applied = MigrationRecorder(connections[OWNER]).applied_migrations()
    rooms = {path.parent.name for path in Path(__file__).parents[1].glob("*/migrations")}
    return sorted(f"{app}.{name}" for app, name in applied if app in rooms)


def _write(archive: zipfile.ZipFile, organisation: Organisation, key: TransportKey) -> dict[str, Any]:
    written: dict[str, dict[str, Any]] = {}
    with transaction.atomic(using=OWNER):
        with connections[OWNER].cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read, read only")
        for table in tables():
            written[f"rows/{table.name}.copy"] = _write_table(archive, table, organisation.pk)
        for name in _names("select name from vault.blob where organisation_id = %s", organisation.pk):
            with storages["blobs"].open(name, "rb") as blob:
                written[f"blobs/{name}"] = _member(archive, f"blobs/{name}", iter(lambda: blob.read(PIECE), b""))
        written["keys.json"] = _member(
            archive, "keys.json", iter([json.dumps(epochs_out(organisation.pk, key, using=OWNER)).encode()])
        )
    path = heads.path_of(organisation.pk)
    lines = path.read_bytes() if path.exists() else b""
    written["tree-heads.jsonl"] = _member(archive, "tree-heads.jsonl", iter([lines]))
    manifest = {
        "format": FORMAT,
        "program": version("waarborg"),
        "migrations": migrations(),
        "organisation": str(organisation.pk),
        "slug": organisation.slug,
        "name": organisation.name,
        "written_at": clock.now().isoformat(),
        "salt": key.salt.hex(),
        "members": written,
    }
    manifest["proof"] = key.proof(as_bytes(manifest))
    archive.writestr("manifest.json", json.dumps(manifest, indent=1))
    return manifest


def as_bytes(manifest: dict[str, Any]) -> bytes:
    """What the proof is made over: everything else in the manifest."""
    return json.dumps({name: value for name, value in manifest.items() if name != "proof"}, sort_keys=True).encode()


def _write_table(archive: zipfile.ZipFile, table: Table, organisation_id: UUID) -> dict[str, Any]:
    given = [sql.SQL("'!'") if (table.name, name) == (ACCOUNT, "password") else sql.SQL(name) for name in table.columns]
    statement = sql.SQL("copy (select {} from {} where {}) to stdout").format(
        sql.SQL(", ").join(given),
        sql.SQL(table.name),  # names come from the database's own catalogue
        sql.SQL(table.condition).format(organisation=sql.Literal(organisation_id)),
    )
    cursor = psycopg.Cursor(connections[OWNER].connection)
    with cursor.copy(statement) as copy:
        written = _member(archive, f"rows/{table.name}.copy", (bytes(piece) for piece in copy))
    return written | {"columns": list(table.columns), "rows": cursor.rowcount}


def _member(archive: zipfile.ZipFile, name: str, pieces: Iterator[bytes]) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    with archive.open(name, "w", force_zip64=True) as member:
        for piece in pieces:
            member.write(piece)
            digest.update(piece)
            size += len(piece)
    return {"sha256": digest.hexdigest(), "bytes": size}


def _names(statement: str, organisation_id: UUID) -> list[str]:
    with connections[OWNER].cursor() as cursor:
        cursor.execute(statement, [organisation_id])
        return [row[0] for row in cursor.fetchall()]
