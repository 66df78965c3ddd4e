"""An import undone: dossiers, records, tokens, files and keys are gone, as long as nothing else happened in them since.

What was written in the ledger stays proved; its details are forgotten.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final
from uuid import UUID

from django.db import IntegrityError, connections

from waarborg.dossiers.numbering import numbers_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.imports.choices import TO_UNDO, ImportState
from waarborg.imports.models import Import, ImportedDossier
from waarborg.imports.waiting import ACT, beforehand
from waarborg.kernel.errors import Conflict, NotFound
from waarborg.ledger.entries import EventEntry
from waarborg.ledger.vocabulary import LOOKING, Kind
from waarborg.vault.blobs import remove_blobs
from waarborg.vault.services import destroy


class ChangedSince(Conflict):
    """Something else happened in some of the dossiers since they came in; `numbers` says in which."""

    def __init__(self, numbers: Sequence[str]) -> None:
        super().__init__("Something else happened in some of these dossiers since.")
        self.numbers = tuple(numbers)


def ask_to_undo(actor: Actor, import_id: UUID) -> None:
    """Let the worker undo an import. Raises `Refused`, `NotFound` and `ChangedSince`."""
    with open_door(actor, ACT, claims=beforehand(actor)) as door:
        door.require_anywhere()
        row = _brought_in(door, import_id, TO_UNDO)
        _unchanged(door, import_id)
        door.note(Kind.IMPORT_READ, details={"import": str(import_id)})
        Import.objects.filter(pk=row.pk).update(state=ImportState.UNDOING, strong=actor.strong, done=0, failed=False)


def undo(actor: Actor, import_id: UUID, *, using: str = "worker") -> int:
    """Undo an import, as the worker; returns how many dossiers are gone. Raises `Refused`, `NotFound`, `Conflict`."""
    with open_door(actor, ACT, claims=beforehand(actor, using=using), using=using) as door:
        door.require_anywhere()
        row = _brought_in(door, import_id, {ImportState.UNDOING})
        _unchanged(door, import_id)
        made = list(ImportedDossier.objects.using(using).filter(brought_in_by_id=row.pk))
        dossiers = [one.dossier_id for one in made]
        door.note_each([EventEntry(kind=Kind.IMPORT_UNDONE, dossier_id=one) for one in dossiers])
        try:
            _delete(door, row, dossiers, [one.person_id for one in made])
        except IntegrityError:
            raise Conflict("Something hangs on one of these people that did not come from this import.") from None
    return len(made)


def _brought_in(door: Door, import_id: UUID, states: Collection[ImportState]) -> Import:
    rows = Import.objects.using(door.using).filter(organisation_id=door.actor.organisation_id, state__in=states)
    found = rows.filter(pk=import_id, coming_in__gt=0).first()
    if found is None:
        raise NotFound("There is no such import here that can be undone.")
    return found


def _unchanged(door: Door, import_id: UUID) -> None:
    with connections[door.using].cursor() as cursor:
        cursor.execute("select gate.changed_since_import(%s, %s)", [import_id, sorted(LOOKING)])
        changed = [row[0] for row in cursor.fetchall()]
    if changed:
        raise ChangedSince(sorted(numbers_of(changed, using=door.using).values()) or ["…"])


def _delete(door: Door, row: Import, dossiers: Sequence[UUID], persons: Sequence[UUID]) -> None:
    """Everything that hangs on these dossiers, what depends on something else first, with keys and files."""
    organisation = door.actor.organisation_id
    with connections[door.using].cursor() as cursor:
        cursor.execute(_KEYS, [organisation, list(persons)])
        keys = [key for (key,) in cursor.fetchall()]
        cursor.execute(_BLOBS, [organisation, keys])
        blobs = [blob for (blob,) in cursor.fetchall()]
        cursor.execute("select gate.forget_undone()")
        for table in ("searchtoken", "record", "clientdeclaration", "assignment", "trajectory"):
            cursor.execute(_OF_DOSSIERS[table], [list(dossiers)])
        cursor.execute("delete from dossiers_dossier where id = any(%s)", [list(dossiers)])
        cursor.execute("delete from dossiers_person where id = any(%s)", [list(persons)])
    destroy(organisation, keys, using=door.using)
    remove_blobs(organisation, blobs, using=door.using)
    ImportedDossier.objects.using(door.using).filter(brought_in_by_id=row.pk).delete()
    Import.objects.using(door.using).filter(pk=row.pk).update(state=ImportState.UNDONE, done=row.rows)


_KEYS: Final = "select id from vault.data_key where organisation_id = %s and person_id = any(%s)"
_BLOBS: Final = "select id from vault.blob where organisation_id = %s and key_id = any(%s)"
_OF_DOSSIERS: Final = {
    name: f"delete from dossiers_{name} where dossier_id = any(%s)"  # noqa: S608 - the names stand here
    for name in ("searchtoken", "record", "clientdeclaration", "assignment", "trajectory")
}
