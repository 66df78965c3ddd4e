"""A record that stands in the wrong dossier, taken to the right one: sealed there anew, with everything it said before.

Where it stood wrongly a record is left that says nothing: no field, no history, no token. Both dossiers have the event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import NECESSITY, Catalogue, Entry, catalogue_of
from waarborg.dossiers.models import ClientStatement, Record, RecordVersion, SearchToken
from waarborg.dossiers.records import check_single, insert, scope_for, stated
from waarborg.dossiers.said import STATEMENT
from waarborg.dossiers.sealing import Content, key_of, opened, place, sealed
from waarborg.dossiers.search_tokens import store_tokens
from waarborg.gate.door import Claims, Door
from waarborg.gate.scopes import APPROVED, MARKS, Scope
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.vault.services import OpenKey, open_keys

FILES = frozenset({"file", "identity_document"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Where a record belongs, why it is moved, which version of it was read, and what it serves."""

    to_dossier_id: UUID
    reason: str
    version: int
    purpose: str | None = None
    trajectory_id: UUID | None = None


class WhichTrajectory(InvalidInput):
    """The right dossier has several trajectories; `trajectories` are they, in the shape of its outline."""

    def __init__(self, trajectories: Sequence[dict[str, Any]]) -> None:
        said = _("Choose the trajectory that this belongs to.")
        super().__init__(_("Choose a trajectory."), {"trajectory": said})
        self.trajectories = tuple(trajectories)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A record with all it says and said."""

    record: Record
    entry: Entry
    content: Content
    earlier: Sequence[tuple[RecordVersion, Content]]
    said: Sequence[tuple[ClientStatement, bytes]]
    """What the client said of it goes along, unaltered."""


def taking(move: Move) -> Claims:
    """What is stated by taking a record away: its purpose; why it was necessary stays with it."""
    return Claims(purpose=move.purpose, facts=(NECESSITY,))


def move_in(door: Door, record_id: UUID, move: Move) -> UUID:
    """Move a record, in a unit of work opened to correct the dossier where it stands; turns to the other dossier.

    Returns its identifier there. Raises `Refused`, `NotFound`, `Conflict`, `InvalidInput` and `WhichTrajectory`.
    """
    taken = _take(door, record_id, move, catalogue_of(door.actor.in_force))
    _leave_a_note(door, taken)
    door.turn_to("write", move.to_dossier_id, claims=stated(taken.entry, taken.record.purpose))
    scope = _scope_there(door, taken, move)
    return _put(door, taken, scope, move)


def _take(door: Door, record_id: UUID, move: Move, catalogue: Catalogue) -> _Taken:
    record = Record.objects.filter(pk=record_id, dossier_id=UUID(door.dossier["id"])).first()
    if record is None or record.moved_on is not None or record.erased_on is not None:
        raise NotFound("There is no such record here.")
    entry = catalogue.entry(record.category)
    own = record.author_id == door.actor.account_id
    door.require(entry.key, door.scope(record.scope_id), author=own, marks=record.marks)
    content = opened(record.organisation_id, [vars(record)]).get(record.pk)
    if content is None:
        raise NotFound("This record has been destroyed.")
    _check(record, entry, content, move)
    versions = list(RecordVersion.objects.filter(record_id=record.pk).order_by("version"))
    return _Taken(record, entry, content, _earlier(record, versions), _said(record))


def _check(record: Record, entry: Entry, content: Content, move: Move) -> None:
    wrong: dict[str, str] = {}
    if not move.reason.strip():
        wrong["reason"] = _("Write down why you move this.")
    if move.to_dossier_id == record.dossier_id:
        wrong["number"] = _("It stands in this dossier already.")
    if entry.rule.identifies:
        wrong[""] = _("A name is corrected, not moved.")
    if any(rule.type in FILES and name in content.fields for name, rule in entry.rule.fields.items()):
        wrong[""] = _("A file goes with it: hand that in at the right dossier, and let this one be destroyed.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
    if record.version != move.version:
        raise Conflict("This record was corrected by somebody else in the meantime.")


def _earlier(record: Record, versions: Sequence[RecordVersion]) -> list[tuple[RecordVersion, Content]]:
    keys = open_keys(record.organisation_id, {one.data_key_id for one in versions})
    return [
        (
            one,
            Content.from_bytes(keys[one.data_key_id].open(bytes(one.sealed), row=record.pk, table=place(one.version))),
        )
        for one in versions
        if one.data_key_id in keys
    ]


def _said(record: Record) -> list[tuple[ClientStatement, bytes]]:
    keys = open_keys(record.organisation_id, {record.data_key_id})
    return [
        (one, keys[record.data_key_id].open(bytes(one.sealed), row=one.pk, table=STATEMENT))
        for one in ClientStatement.objects.filter(record_id=record.pk).order_by("recorded_at", "id")
    ]


def _leave_a_note(door: Door, taken: _Taken) -> None:
    """What stays in the wrong dossier: that something stood here by mistake, and nothing of what it was."""
    record = taken.record
    decision = door.note(Kind.RECORD_MOVED_OUT, categories=(record.category,))
    key = open_keys(record.organisation_id, {record.data_key_id})[record.data_key_id]
    version = record.version + 1
    changed = Record.objects.filter(pk=record.pk, version=record.version, moved_on__isnull=True).update(
        sealed=sealed(key, taken.entry, Content(fields={}), row=record.pk, version=version),
        version=version,
        moved_on=clock.today(),
        only_one=False,
        marks=record.marks & ~MARKS[APPROVED],
        changed_at=clock.now(),
        decision_id=decision,
    )
    if not changed:
        raise Conflict("This record was corrected by somebody else in the meantime.")
    RecordVersion.objects.filter(record_id=record.pk).delete()
    ClientStatement.objects.filter(record_id=record.pk).delete()
    SearchToken.objects.filter(record_id=record.pk).delete()


def _scope_there(door: Door, taken: _Taken, move: Move) -> Scope:
    if taken.entry.of_trajectory and move.trajectory_id is None:
        several = door.outline.given["trajectories"]
        if len(several) > 1:
            raise WhichTrajectory(several)
    return scope_for(door, taken.entry, move.trajectory_id)


def _put(door: Door, taken: _Taken, scope: Scope, move: Move) -> UUID:
    """The record where it belongs, under the key of its fate there."""
    stood, entry = taken.record, taken.entry
    marks = stood.marks & ~MARKS[APPROVED]
    door.require(entry.key, scope, author=stood.author_id == door.actor.account_id, marks=marks)
    check_single(entry, scope)
    fate, key = key_of(door, entry, scope)
    decision = door.note(Kind.RECORD_MOVED_IN, categories=(entry.key,))
    made = Record(
        id=new_id(),
        organisation_id=stood.organisation_id,
        dossier_id=scope.dossier_id,
        trajectory_id=scope.id if scope.id != scope.dossier_id else None,
        scope_id=scope.id,
        retention_class=fate,
        data_key_id=key.id,
        only_one=entry.rule.single,
        changed_at=clock.now(),
        decision_id=decision,
        marks=marks,
        **{name: getattr(stood, name) for name in _AS_IT_STOOD},
    )
    content = Content(
        fields=taken.content.fields,
        note=taken.content.note,
        reason=move.reason,
        judged=taken.content.judged,
        secret=taken.content.secret,
    )
    made.sealed = sealed(key, entry, content, row=made.pk, version=made.version)
    insert(door, made, entry)
    store_tokens(made, entry, content.fields, using=door.using)
    _put_said(door, taken, made, key)
    _put_history(door, taken, made, key)
    return made.pk


def _put_said(door: Door, taken: _Taken, made: Record, key: OpenKey) -> None:
    """What the client said of it, sealed where the item belongs."""
    for one, words in taken.said:
        one.id, one.dossier_id, one.record_id, one.data_key_id = new_id(), made.dossier_id, made.pk, key.id
        one.decision_id, one.sealed = made.decision_id, key.seal(words, row=one.id, table=STATEMENT)
    ClientStatement.objects.using(door.using).bulk_create([one for one, _words in taken.said])


_AS_IT_STOOD = ("category", "source", "purpose", "ground", "author_id", "occurred_on", "version", "created_at")


def _put_history(door: Door, taken: _Taken, made: Record, key: OpenKey) -> None:
    """What it said before, sealed where it belongs; putting that there is correcting."""
    if not taken.earlier:
        return
    door.turn_to("correct", made.dossier_id, claims=Claims(purpose=made.purpose, facts=(NECESSITY,)))
    own = made.author_id == door.actor.account_id
    door.require(made.category, door.scope(made.scope_id), author=own, marks=made.marks)
    decision = door.note(Kind.RECORD_CORRECTED, categories=(made.category,))
    RecordVersion.objects.bulk_create(
        [
            RecordVersion(
                organisation_id=made.organisation_id,
                record_id=made.pk,
                dossier_id=made.dossier_id,
                scope_id=made.scope_id,
                category=made.category,
                marks=made.marks,
                version=one.version,
                data_key_id=key.id,
                sealed=key.seal(content.to_bytes(), row=made.pk, table=place(one.version)),
                source=one.source,
                author_id=made.author_id,
                corrected_by_id=one.corrected_by_id,
                replaced_at=one.replaced_at,
                decision_id=decision,
            )
            for one, content in taken.earlier
        ]
    )
