"""Imports as they wait: received, looked at, thrown away. A file stands encrypted under a key that goes with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, Door, in_context, open_door
from waarborg.imports.choices import KEPT_WAITING, OPEN, ImportState
from waarborg.imports.columns import guessed
from waarborg.imports.models import Import
from waarborg.imports.sealing import WAITING, WAITING_FATE, Waiting
from waarborg.imports.tables import read
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.parties.models import Contract
from waarborg.vault.blobs import blob_row, open_blob, store_blob
from waarborg.vault.services import OpenKey, data_key, destroy, open_keys

ACT = "open_dossier"
"""The act of the regulation's vocabulary that bringing clients in is judged by; each record by `write` besides."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An import with its sealed part, and its key."""

    row: Import
    waiting: Waiting
    key: OpenKey

    def seal(self) -> bytes:
        """The sealed part as it stands now."""
        return self.key.seal(self.waiting.to_bytes(), row=self.row.pk, table=WAITING)


def beforehand(actor: Actor, *, using: str = "default") -> Claims:
    """What may be stated of clients who are to come in: that there is an agreement that they may rest on.

    Of each row it is looked at again, with its own agreement.
    """
    today = clock.today()
    with in_context(actor, using=using):
        running = Contract.objects.using(using).filter(organisation_id=actor.organisation_id, starts_on__lte=today)
        found = any(one.ends_on is None or one.ends_on >= today for one in running)
    return Claims(facts=("contract_running",)) if found else Claims()


def receive(actor: Actor, *, name: str, content: bytes, files: bytes = b"") -> UUID:
    """Take a file in, and keep it encrypted until it is confirmed or a day has gone. `files` is a zip of documents.

    Raises `Refused`, and `InvalidInput` for a file that cannot be read.
    """
    table = read(content)
    claims = beforehand(actor)
    with open_door(actor, ACT, claims=claims) as door:
        door.require_anywhere()
        import_id = new_id()
        decision = door.note(Kind.IMPORT_RECEIVED, details={"import": str(import_id)})
        row = Import(
            id=import_id,
            organisation_id=actor.organisation_id,
            account_id=actor.somebody,
            rows=len(table.rows),
            created_at=clock.now(),
            kept_until=clock.now() + KEPT_WAITING,
            decision_id=decision,
        )
        Import.objects.bulk_create([row])
        key = data_key(
            actor.organisation_id, person_id=None, scope_id=import_id, retention_class=WAITING_FATE, own=True
        )
        waiting = guessed(actor, Waiting(name=name, headers=list(table.headers)), catalogue_of(actor.in_force))
        Import.objects.filter(pk=import_id).update(
            blob_id=store_blob(key, [content]).id,
            files_blob_id=store_blob(key, [files]).id if files else None,
            data_key_id=key.id,
            sealed=key.seal(waiting.to_bytes(), row=import_id, table=WAITING),
        )
    return import_id


@dataclass(frozen=True, slots=True)
class Standing:
    """How an import stands, and nothing of what is in it."""

    id: UUID
    state: str
    rows: int
    done: int
    coming_in: int
    parked: int
    failed: bool
    created_at: datetime
    kept_until: datetime


def mine(actor: Actor) -> Sequence[Standing]:
    """The actor's own imports, the newest first."""
    with in_context(actor):
        rows = Import.objects.filter(organisation_id=actor.organisation_id).order_by("-created_at")[:20]
        return [_standing(row) for row in rows]


def state_of(actor: Actor, import_id: UUID) -> Standing:
    """How one of the actor's own imports stands. Raises `NotFound`."""
    with in_context(actor):
        found = Import.objects.filter(pk=import_id, organisation_id=actor.organisation_id).first()
    if found is None:
        raise NotFound("There is no such import here.")
    return _standing(found)


def _standing(row: Import) -> Standing:
    return Standing(
        id=row.pk,
        state=row.state,
        rows=row.rows,
        done=row.done,
        coming_in=row.coming_in,
        parked=row.parked,
        failed=row.failed,
        created_at=row.created_at,
        kept_until=row.kept_until,
    )


def look(actor: Actor, import_id: UUID, kind: Kind = Kind.IMPORT_READ) -> Opened:
    """An import with what was found in it, as an event. Raises `Refused`, and `NotFound` for what is gone."""
    with open_door(actor, ACT, claims=beforehand(actor)) as door:
        door.require_anywhere()
        found = opened(door, import_id)
        door.note(kind, details={"import": str(import_id)})
        return found


def opened(door: Door, import_id: UUID) -> Opened:
    """An import in an open unit of work. Raises `NotFound`."""
    here = {"pk": import_id, "organisation_id": door.actor.organisation_id}
    row = Import.objects.using(door.using).filter(**here).first()
    keys = open_keys(door.actor.organisation_id, [row.data_key_id] if row and row.data_key_id else [], using=door.using)
    if row is None or row.sealed is None or row.data_key_id not in keys:
        raise NotFound("There is no such import here.")
    key = keys[row.data_key_id]
    return Opened(row, Waiting.from_bytes(key.open(bytes(row.sealed), row=row.pk, table=WAITING)), key)


def content_of(door: Door, found: Opened, *, files: bool = False) -> bytes:
    """What was uploaded: the file of clients, or with `files` the zip of documents (empty when there is none)."""
    blob_id = found.row.files_blob_id if files else found.row.blob_id
    if blob_id is None:
        return b""
    return b"".join(open_blob(blob_row(door.actor.organisation_id, blob_id, using=door.using), found.key))


def throw_away(actor: Actor, import_id: UUID) -> None:
    """Throw a file away that was not brought in: its key is destroyed, and the worker removes what is left of it.

    Raises `Refused`, `NotFound`, and `Conflict` when the worker is bringing it in.
    """
    with open_door(actor, ACT, claims=beforehand(actor)) as door:
        door.require_anywhere()
        found = opened(door, import_id)
        if found.row.state not in OPEN or found.row.state == ImportState.BRINGING_IN:
            raise Conflict("This is being brought in, or is in already.")
        door.note(Kind.IMPORT_ENDED, details={"import": str(import_id)})
        end_waiting(door, found.row, ImportState.GONE)


def end_waiting(door: Door, row: Import, state: ImportState, **changes: Any) -> None:
    """Let the file and what was found in it go, with their key. The row stays, to say how it ended."""
    if row.data_key_id:
        destroy(door.actor.organisation_id, [row.data_key_id], using=door.using)
    Import.objects.using(door.using).filter(pk=row.pk).update(state=state, sealed=None, **changes)


def report_progress(actor: Actor, import_id: UUID, done: int, *, using: str) -> None:
    """Say how far the worker is. A transaction of its own, so that a page sees it while the work goes on."""
    with in_context(actor, using=using), connections[using].cursor() as cursor:
        cursor.execute("update imports_import set done = %s where id = %s", [done, import_id])
