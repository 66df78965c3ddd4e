"""Records written and corrected: shape from the catalogue, the rules' yes, the event, then the row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext as _

from waarborg.dossiers import values
from waarborg.dossiers.ages import follow_birth_date
from waarborg.dossiers.catalogue import NECESSITY, Entry, catalogue_of
from waarborg.dossiers.covering import covers, put_apart
from waarborg.dossiers.models import Record, RecordVersion, SearchToken
from waarborg.dossiers.origins import check_agreed, inherited, marks_of
from waarborg.dossiers.sealing import Content, key_of, opened, sealed
from waarborg.dossiers.search_tokens import store_tokens
from waarborg.dossiers.standing import standing_in
from waarborg.dossiers.statutes import statute_unnamed
from waarborg.dossiers.writing import Written, follow
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, Door, open_door
from waarborg.gate.scopes import APPROVED, MARKS, Scope
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.policy.citing import numbered
from waarborg.vault.services import open_keys

ONLY_ONE = "record_only_one"
"""The constraint by which there is one of a kind at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecord:
    """An item to record: which category, its fields, who gave it, what for, when it happened."""

    category: str
    fields: Mapping[str, Any]
    source: str
    purpose: str | None = None
    ground: str = ""
    occurred_on: date | None = None
    note: str = ""
    marks: frozenset[str] = field(default_factory=frozenset)
    trajectory_id: UUID | None = None
    derived_from: tuple[UUID, ...] = ()
    """The records that it was made from: what came from UWV or a principal stays marked as such."""
    judged: Mapping[str, str] = field(default_factory=dict)
    """Per field of free text why what looks like health in it is no health datum."""
    secret_address: bool = False
    """Does nobody see where the client lives but who must know?"""


def add_record(actor: Actor, dossier_id: UUID, new: NewRecord) -> UUID:
    """Add a record to a dossier. Raises `Refused`, `NotFound`, and `InvalidInput` with a message per field."""
    entry = catalogue_of(actor.in_force).entry(new.category)
    claims = stated(entry, new.purpose or entry.serves(actor.in_force.main_purpose))
    with open_door(actor, "write", dossier_id=dossier_id, claims=claims) as door:
        return write(door, new, trajectory_id=new.trajectory_id)


def stated(entry: Entry, purpose: str | None) -> Claims:
    """What is stated by writing a record: its purpose and, where that is asked, that why is written down.

    Without the reason nothing is written: `write` sees to that.
    """
    return Claims(purpose=purpose, facts=(NECESSITY,) if entry.asks_why else ())


def write(door: Door, new: NewRecord, *, trajectory_id: UUID | None = None) -> UUID:
    """Write one record in an open unit of work for the action `write`."""
    catalogue = catalogue_of(door.actor.in_force)
    entry = catalogue.entry(new.category)
    scope = scope_for(door, entry, trajectory_id or new.trajectory_id)
    check_agreed(entry, new.source, scope)
    marks = marks_of(new.marks, new.source, scope, entry) | inherited(scope.dossier_id, new.derived_from)
    door.require(entry.key, scope, author=True, marks=marks)
    kept = values.checked(catalogue, entry.key, new.fields, judged=new.judged)
    _check_around(entry, new, door)
    check_single(entry, scope)
    fate, key = key_of(door, entry, scope)
    judged = values.judged_in(entry, kept, new.judged)
    decision = door.note(Kind.RECORD_CREATED, categories=(entry.key,), details=values.judgement(judged))
    record = Record(
        id=new_id(),
        organisation_id=door.actor.organisation_id,
        dossier_id=scope.dossier_id,
        trajectory_id=scope.id if scope.id != scope.dossier_id else None,
        scope_id=scope.id,
        category=entry.key,
        retention_class=fate,
        data_key_id=key.id,
        source=new.source,
        purpose=new.purpose or door.context.purpose or "",
        ground=new.ground,
        author_id=door.actor.account_id,
        marks=marks,
        only_one=entry.rule.single,
        occurred_on=new.occurred_on or clock.today(),
        created_at=clock.now(),
        changed_at=clock.now(),
        decision_id=decision,
    )
    kept, apart = put_apart(entry, kept, secret=new.secret_address)
    content = Content(fields=kept, note=new.note, judged=judged, secret=apart)
    record.sealed = sealed(key, entry, content, row=record.pk, version=1)
    insert(door, record, entry)
    store_tokens(record, entry, kept, using=door.using)
    follow(
        Written(
            door=door,
            entry=entry,
            record_id=record.pk,
            trajectory_id=record.trajectory_id,
            fields=kept,
            occurred_on=record.occurred_on,
            source=record.source,
            purpose=record.purpose,
        )
    )
    follow_birth_date(door, entry, kept)
    return record.pk


def scope_for(door: Door, entry: Entry, trajectory_id: UUID | None) -> Scope:
    """Where a record hangs: on a trajectory when its category does, else on the dossier."""
    if not entry.of_trajectory:
        return door.scope()
    if trajectory_id:
        return door.scope(trajectory_id)
    trajectories = [scope for scope in door.scopes if scope.id != scope.dossier_id]
    if len(trajectories) != 1:
        raise InvalidInput(_("Choose a trajectory."), {"trajectory": _("Choose the trajectory that this belongs to.")})
    return trajectories[0]


def _check_around(entry: Entry, new: NewRecord, door: Door) -> None:
    wrong, version = dict[str, str](), door.actor.in_force
    statute = statute_unnamed(version, new.purpose or door.context.purpose, new.note)
    if new.source not in entry.sources:
        wrong["source"] = _("Article %(article)s does not allow this source.") % {"article": numbered(entry.article)}
    if new.purpose and new.purpose not in (entry.rule.purposes or version.policy.purposes):
        wrong["purpose"] = _("Article %(article)s does not allow this purpose.") % {"article": numbered(entry.article)}
    if entry.asks_why and not new.note.strip():
        wrong["note"] = _("Write down why this is necessary (article %(article)s).") % {
            "article": numbered(entry.article)
        }
    elif statute:
        wrong["note"] = _("Article %(article)s: write down which law and article asks this.") % {
            "article": numbered(statute)
        }
    if new.occurred_on and new.occurred_on > clock.today():
        wrong["occurred_on"] = _("This day has not been yet.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)


def check_single(entry: Entry, scope: Scope) -> None:
    """Of some kinds there is one at a time, as far as the actor may know."""
    if entry.rule.single and Record.objects.filter(scope_id=scope.id, category=entry.key, erased_on=None).exists():
        raise _second(entry)


def _second(entry: Entry) -> InvalidInput:
    said = _("There is one of these already (article %(article)s). Correct that one.") % {
        "article": numbered(entry.article)
    }
    return InvalidInput(_("Some things are not right yet."), {"": said})


def insert(door: Door, record: Record, entry: Entry) -> None:
    """Write the row. Of two that are written at the same moment the database lets one through."""
    try:
        Record.objects.using(door.using).bulk_create([record])
    except IntegrityError as error:
        if ONLY_ONE in str(error):
            raise _second(entry) from None
        raise


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A better version of a record: the fields as they should be, why, who said so, and which version was read.

    `purpose` is what the record serves, where its category does not serve the main purpose, such as hours.
    """

    fields: Mapping[str, Any]
    reason: str
    source: str
    version: int
    purpose: str | None = None
    judged: Mapping[str, str] = field(default_factory=dict)
    secret_address: bool | None = None
    """Is where the client lives secret from now on? None: as it was."""


def correct_record(actor: Actor, dossier_id: UUID, record_id: UUID, correction: Correction) -> int:
    """Correct a record; what it said before stays in its history. Returns the new version.

    Raises `Refused`, `NotFound`, `InvalidInput`, and `Conflict` when somebody else corrected it meanwhile.
    """
    claims = Claims(purpose=correction.purpose, facts=(NECESSITY,))
    with open_door(actor, "correct", dossier_id=dossier_id, claims=claims) as door:
        return correct_in(door, record_id, correction)


def correct_in(door: Door, record_id: UUID, correction: Correction) -> int:
    """Correct a record in a unit of work that is open for it. Returns the new version."""
    if (record := standing_in(door).filter(pk=record_id).first()) is None:
        raise NotFound("There is no such record here.")
    catalogue = catalogue_of(door.actor.in_force)
    entry, scope = catalogue.entry(record.category), door.scope(record.scope_id)
    door.require(record.category, scope, author=record.author_id == door.actor.account_id, marks=record.marks)
    now = _content_now(record)
    given = {**correction.fields, **_left_covered(entry, now, correction.fields)}
    secret = bool(now.secret) if correction.secret_address is None else correction.secret_address
    kept = values.checked(catalogue, record.category, given, judged=correction.judged)
    _check_correction(entry, correction)
    check_agreed(entry, correction.source, scope)
    if record.version != correction.version:
        raise Conflict("This record was corrected by somebody else in the meantime.")
    judged = values.judged_in(entry, kept, correction.judged)
    decision = door.note(Kind.RECORD_CORRECTED, categories=(record.category,), details=values.judgement(judged))
    kept, apart = put_apart(entry, kept, secret=secret)
    content = Content(fields=kept, note=now.note, reason=correction.reason, judged=judged, secret=apart)
    return _replace(door, record, entry, content, correction.source, decision)


def _content_now(record: Record) -> Content:
    """What the record says. Raises `NotFound` when its key is gone."""
    found = opened(record.organisation_id, [vars(record)])
    if record.pk not in found:
        raise NotFound("This record has been destroyed.")
    return found[record.pk]


def _left_covered(entry: Entry, now: Content, given: Mapping[str, Any]) -> dict[str, str]:
    """What is covered and was not typed anew stays as it is: whoever corrects the rest did not see it."""
    left = {name: now.fields[name] for name in covers(entry) if name in now.fields}
    return {name: value for name, value in {**left, **now.secret}.items() if not given.get(name)}


def _check_correction(entry: Entry, correction: Correction) -> None:
    wrong: dict[str, str] = {}
    if not correction.reason.strip():
        wrong["reason"] = _("Write down why you correct this.")
    if correction.source not in entry.sources:
        wrong["source"] = _("Article %(article)s does not allow this source.") % {"article": numbered(entry.article)}
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)


def _replace(door: Door, record: Record, entry: Entry, content: Content, source: str, decision: UUID) -> int:
    keys, new_version = open_keys(record.organisation_id, {record.data_key_id}), record.version + 1
    RecordVersion.objects.bulk_create(
        [
            RecordVersion(
                organisation_id=record.organisation_id,
                record_id=record.pk,
                dossier_id=record.dossier_id,
                scope_id=record.scope_id,
                category=record.category,
                marks=record.marks,
                version=record.version,
                data_key_id=record.data_key_id,
                sealed=record.sealed,
                source=record.source,
                author_id=record.author_id,
                corrected_by_id=door.actor.account_id,
                replaced_at=clock.now(),
                decision_id=decision,
            )
        ]
    )
    text = sealed(keys[record.data_key_id], entry, content, row=record.pk, version=new_version)
    marks = record.marks & ~MARKS[APPROVED]
    changed = Record.objects.filter(pk=record.pk, version=record.version).update(
        sealed=text, version=new_version, source=source, marks=marks, changed_at=clock.now(), decision_id=decision
    )
    if not changed:
        raise Conflict("This record was corrected by somebody else in the meantime.")
    SearchToken.objects.filter(record_id=record.pk).delete()
    store_tokens(record, entry, content.fields, using=door.using)
    follow_birth_date(door, entry, content.fields)
    return new_version
