"""Notes of one's own: visible to their author alone until they share one; then it is part of the dossier, for good.

A regulation has them where one of its kinds of data serves as `working_note`; where none does, nothing is written down
that the dossier does not hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from waarborg.dossiers.catalogue import Catalogue, Entry, catalogue_of
from waarborg.dossiers.models import Record
from waarborg.dossiers.records import stated
from waarborg.dossiers.selectors import SeenRecord, opened_records, rows_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import open_door
from waarborg.gate.scopes import MARKS
from waarborg.kernel.errors import Conflict, NotFound
from waarborg.ledger.vocabulary import Kind

SHARED = "shared"


@dataclass(frozen=True, slots=True)
class OwnNotes:
    """One's own notes in a dossier, newest first; `entry` is None where the regulation has no such kind of data."""

    entry: Entry | None
    notes: Sequence[SeenRecord]
    can_share: bool


def own_notes_entry(catalogue: Catalogue) -> Entry | None:
    """The kind of data that one's own notes are, where there is one."""
    return catalogue.serving_as("working_note")


def is_shareable(entry: Entry) -> bool:
    """Does sharing change who reads it? Only of what is its author's alone until then."""
    return entry.rule.visibility == "author_only"


def own_notes(actor: Actor, dossier_id: UUID) -> OwnNotes:
    """One's own notes in a dossier. Raises `Refused` and `NotFound`."""
    catalogue = catalogue_of(actor.in_force)
    entry = own_notes_entry(catalogue)
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        if entry is None:
            door.noting([door.require_anywhere()])
            door.note(Kind.DOSSIER_READ)
            return OwnNotes(None, [], can_share=False)
        allowed = [scope for scope in door.scopes if door.decide(entry.key, scope, author=True).allowed]
        for scope in allowed or door.scopes[:1]:
            door.require(entry.key, scope, author=True)
        door.note(Kind.DOSSIER_READ, categories=(entry.key,))
        seen = opened_records(door, [row for row in rows_of(door, {entry.key}) if row["author_id"] == actor.account_id])
    return OwnNotes(entry, seen, can_share=is_shareable(entry))


def share_note(actor: Actor, dossier_id: UUID, record_id: UUID) -> None:
    """Make a note of one's own part of the dossier. It cannot be undone: whoever may read there has read it.

    Raises `Refused`, `NotFound`, and `Conflict` when it was shared before or is not of a kind that can be.
    """
    catalogue = catalogue_of(actor.in_force)
    entry = own_notes_entry(catalogue)
    if entry is None or not is_shareable(entry):
        raise NotFound("The regulation knows no notes that are shared.")
    claims = stated(entry, entry.serves(actor.in_force.main_purpose))
    with open_door(actor, "correct", dossier_id=dossier_id, claims=claims) as door:
        note = Record.objects.filter(
            pk=record_id, dossier_id=dossier_id, category=entry.key, author_id=actor.somebody
        ).first()
        if note is None:
            raise NotFound("There is no such note here.")
        door.require(entry.key, door.scope(note.scope_id), author=True, marks=note.marks)
        if note.marks & MARKS[SHARED]:
            raise Conflict("This note was shared already.")
        decision = door.note(Kind.RECORD_SHARED, categories=(entry.key,), details={"record": str(note.pk)})
        Record.objects.filter(pk=note.pk).update(marks=note.marks | MARKS[SHARED], decision_id=decision)
