"""A whole organisation in again, into this installation: everything of it, or nothing."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from uuid import UUID

import psycopg
from django.core.files import File
from django.core.files.storage import storages
from django.db import connections, transaction
from psycopg import sql

from waarborg.accounts.models import Account, Organisation
from waarborg.kernel.context import Context, enter
from waarborg.kernel.errors import Conflict, InvalidInput
from waarborg.ledger import heads
from waarborg.ledger.vocabulary import Kind
from waarborg.portability.exporting import FORMAT, PIECE, as_bytes, migrations, note
from waarborg.portability.tables import ACCOUNT, OWNER, Table, tables
from waarborg.portability.tokens import rebuild_tokens
from waarborg.vault.transport import TransportKey, epochs_in, forget_epochs, transport_key

ACTION = "import_organisation"
Undo = Callable[[], object]


def import_organisation(file: Path, passphrase: str) -> dict[str, Any]:
    """Bring in what `export_organisation` wrote; return its manifest.

    Raises `InvalidInput` for a file that is damaged, changed, of another shape or opened with another passphrase, and
    `Conflict` when the organisation, or a sign-in name of its people, is here already. Nothing is left behind then.
    """
    try:
        archive = zipfile.ZipFile(file)
    except (OSError, zipfile.BadZipFile) as error:
        raise InvalidInput(f"{file} cannot be read: {error}") from None
    with archive:
        manifest, key = _checked(archive, passphrase)
        organisation_id = UUID(manifest["organisation"])
        _refuse_known(manifest, organisation_id)
        with _undone_on_failure() as undo:
            _take_keys(archive, organisation_id, key, undo)
            _take_blobs(archive, manifest, undo)
            with transaction.atomic(using=OWNER, durable=True):
                enter(connections[OWNER], Context(organisation_id=organisation_id, actor_id=None, action=ACTION))
                for table in tables():
                    _take_rows(archive, table, manifest["members"])
                rebuild_tokens(organisation_id)
                note(organisation_id, ACTION, Kind.ORGANISATION_IMPORTED)
                _take_heads(archive, organisation_id, undo)
    return manifest


def _checked(archive: zipfile.ZipFile, passphrase: str) -> tuple[dict[str, Any], TransportKey]:
    """The manifest, when everything in the file is what was written, by somebody who knew the passphrase."""
    try:
        manifest = json.loads(archive.read("manifest.json"))
        salt, proof, members = bytes.fromhex(manifest["salt"]), manifest["proof"], manifest["members"]
    except (KeyError, ValueError) as error:
        raise InvalidInput(f"This is no export of an organisation: {error}") from None
    if manifest["format"] != FORMAT:
        raise InvalidInput("This file was written by another version of the program, in another form.")
    key = transport_key(passphrase, salt)
    if key.proof(as_bytes(manifest)) != proof:
        raise InvalidInput("The passphrase is another one, or the list of contents was changed.")
    if set(archive.namelist()) != {*members, "manifest.json"}:
        raise InvalidInput("Something was added to this file, or taken out of it.")
    for name, member in members.items():
        if _digest(archive, name) != member["sha256"]:
            raise InvalidInput(f"{name} was changed or damaged.")
    if manifest["migrations"] != migrations():
        raise InvalidInput("This file has the shape of another version of the program. Bring both to the same version.")
    return manifest, key


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    try:
        with archive.open(name) as member:
            while piece := member.read(PIECE):
                digest.update(piece)
    except zipfile.BadZipFile:
        return "damaged"
    return digest.hexdigest()


def _refuse_known(manifest: dict[str, Any], organisation_id: UUID) -> None:
    for known in ({"pk": organisation_id}, {"slug": manifest["slug"]}):
        if Organisation.objects.using(OWNER).filter(**known).exists():
            raise Conflict(f"The organisation {manifest['slug']} is here already.")


@contextmanager
def _undone_on_failure() -> Iterator[list[Undo]]:
    """What stands outside the database is taken away again when anything fails."""
    undo: list[Undo] = []
    try:
        yield undo
    except BaseException:
        for step in reversed(undo):
            step()
        raise


def _take_keys(archive: zipfile.ZipFile, organisation_id: UUID, key: TransportKey, undo: list[Undo]) -> None:
    received = epochs_in(organisation_id, json.loads(archive.read("keys.json")), key)
    undo.append(lambda: forget_epochs(received))


def _take_blobs(archive: zipfile.ZipFile, manifest: dict[str, Any], undo: list[Undo]) -> None:
    storage = storages["blobs"]
    for member in manifest["members"]:
        if not member.startswith("blobs/"):
            continue
        name = member.removeprefix("blobs/")
        if storage.exists(name):
            raise Conflict("An encrypted file of this name is here already.")
        with archive.open(member) as content:
            kept = storage.save(name, File(content, name))
        undo.append(lambda kept=kept: storage.delete(kept))  # type: ignore[misc]
        if kept != name:
            raise Conflict("An encrypted file of this name is here already.")


def _take_rows(archive: zipfile.ZipFile, table: Table, members: dict[str, Any]) -> None:
    """Into a table of this transaction's own first, since PostgreSQL copies into no table with row-level security."""
    member = members.get(f"rows/{table.name}.copy")
    if member is None or tuple(member["columns"]) != table.columns:
        raise InvalidInput(f"{table.name} has another shape in this file.")
    names: dict[str, Any] = {
        "table": sql.SQL(table.name),  # from the database's own catalogue
        "columns": sql.SQL(", ".join(table.columns)),
    }
    cursor = psycopg.Cursor(connections[OWNER].connection)
    cursor.execute(
        sql.SQL("create temp table incoming on commit drop as select {columns} from {table} limit 0").format(**names)
    )
    with archive.open(f"rows/{table.name}.copy") as content, cursor.copy("copy incoming from stdin") as copy:
        _pour(content, copy)
    if table.name == ACCOUNT:
        _drop_known_accounts(cursor)
    if table.name == "public.ledger_treehead":  # how far another server had looked means nothing here
        cursor.execute("update incoming set sealed_before = '0 00000000-0000-0000-0000-000000000000'")
    cursor.execute(sql.SQL("insert into {table} ({columns}) select {columns} from incoming").format(**names))
    cursor.execute("drop table incoming")


def _pour(content: IO[bytes], copy: psycopg.Copy) -> None:
    while piece := content.read(PIECE):
        copy.write(piece)


def _drop_known_accounts(cursor: psycopg.Cursor[Any]) -> None:
    """Somebody who is here already, for another organisation, stays who they are here."""
    rows = cursor.execute("select id, login from incoming").fetchall()
    here = dict(Account.objects.using(OWNER).filter(pk__in=[row[0] for row in rows]).values_list("pk", "login"))
    taken = Account.objects.using(OWNER).filter(login__in=[row[1] for row in rows]).exclude(pk__in=here)
    if taken.exists() or any(here.get(account_id, login) != login for account_id, login in rows):
        raise Conflict("A sign-in name of somebody in this file belongs to somebody else here.")
    cursor.execute("delete from incoming where id = any(%s)", [list(here)])


def _take_heads(archive: zipfile.ZipFile, organisation_id: UUID, undo: list[Undo]) -> None:
    """Heads that left the other machine come along: who kept one can still hold it against this ledger."""
    path = heads.path_of(organisation_id)
    if path.exists():
        raise Conflict(f"{path} is here already.")
    undo.append(lambda: path.unlink(missing_ok=True))
    lines = archive.read("tree-heads.jsonl").decode().splitlines()
    heads.append(organisation_id, [heads.Head.from_json(json.loads(line)) for line in lines])
