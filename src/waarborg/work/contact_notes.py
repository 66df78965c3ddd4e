"""A contact note: what was said, what comes next and how long it took, in one unit of work. All of it or nothing.

The regulation's own kind of data that serves as `contact_note` says what is asked. The next step becomes a task of its
writer; the minutes become time under the rules of hours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import Catalogue, Entry, catalogue_of
from waarborg.dossiers.free_text import BSN, MEDICAL, found_in
from waarborg.dossiers.records import NewRecord, stated, write
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims, Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.policy.citing import numbered
from waarborg.work.choices import TaskKind
from waarborg.work.drafts import NOTE, forget
from waarborg.work.services import NewTask, create
from waarborg.work.time_entries import NewTime, claims_for_time, enter_time

BY_US = "staff"
"""Who a contact note is from, where the catalogue lets staff give it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewContactNote:
    """What a coach writes after a contact. `fields` are those of the catalogue, `time` is None when none was spent.

    `next_step` is what has to be done; without `next_step_on` it has no day.
    """

    fields: Mapping[str, str]
    on: date | None = None
    trajectory_id: UUID | None = None
    judged: Mapping[str, str] = field(default_factory=dict)
    next_step: str = ""
    next_step_on: date | None = None
    time: NewTime | None = None


def note_entry(catalogue: Catalogue) -> Entry:
    """The kind of data that a contact note is. Raises `InvalidInput`, naming the article, where there is none."""
    found = catalogue.serving_as("contact_note")
    if found is None:
        article = catalogue.closing_article
        raise InvalidInput(_("Article %(article)s names no contact notes.") % {"article": numbered(article)})
    return found


def next_step_field(entry: Entry) -> str | None:
    """The field of the catalogue in which the next step is written, where there is one."""
    return next((name for name, rule in entry.rule.fields.items() if rule.serves_as == "next_step"), None)


def field_of_type(entry: Entry, wanted: str) -> str | None:
    """The first field of a type: the day of the contact, its length."""
    return next((name for name, rule in entry.rule.fields.items() if rule.type == wanted), None)


def claims_for_note(actor: Actor) -> Claims:
    """What is stated by writing a contact note: the purpose it serves."""
    entry = note_entry(catalogue_of(actor.in_force))
    return stated(entry, entry.serves(actor.in_force.main_purpose))


def add_contact_note(actor: Actor, dossier_id: UUID, new: NewContactNote) -> UUID:
    """Write the note with all that follows from it, and forget its draft. Returns the record's id.

    Raises `Refused`, `NotFound`, and `InvalidInput` with a message per field.
    """
    entry = note_entry(catalogue_of(actor.in_force))
    _check_next_step(entry, new)
    claims = claims_for_note(actor)
    with open_door(actor, "write", dossier_id=dossier_id, claims=claims) as door:
        record_id = write(door, _record(entry, new, claims))
        forget(door, NOTE)
        if new.next_step.strip():
            _next_step(door, new)
        if new.time is not None:
            door.turn_to("write", claims=claims_for_time(actor))
            enter_time(
                door, replace(new.time, worked_on=new.on, trajectory_id=new.trajectory_id, note_record_id=record_id)
            )
    return record_id


def _record(entry: Entry, new: NewContactNote, claims: Claims) -> NewRecord:
    """The record: its day and its length stand in the fields that the catalogue has for them."""
    fields = dict(new.fields)
    day, length, step = field_of_type(entry, "date"), field_of_type(entry, "minutes"), next_step_field(entry)
    if day:
        fields[day] = (new.on or clock.today()).isoformat()
    if length and new.time and new.time.minutes:
        fields[length] = str(new.time.minutes)
    if step and new.next_step.strip():
        fields[step] = new.next_step
    return NewRecord(
        category=entry.key,
        fields=fields,
        source=BY_US if BY_US in entry.sources else entry.sources[0],
        purpose=claims.purpose,
        occurred_on=new.on,
        trajectory_id=new.trajectory_id,
        judged=new.judged,
    )


def _next_step(door: Door, new: NewContactNote) -> None:
    task = NewTask(
        kind=TaskKind.NEXT_STEP,
        for_account_id=door.actor.somebody,
        due_on=new.next_step_on,
        note=new.next_step.strip(),
    )
    create(door, task)


def _check_next_step(entry: Entry, new: NewContactNote) -> None:
    """A day needs something to do; and a task carries no more than the catalogue's own text may."""
    if new.next_step_on and not new.next_step.strip():
        raise InvalidInput(
            _("Some things are not right yet."), {"next_step": _("Write down what has to be done on that day.")}
        )
    if next_step_field(entry) is None and found_in(new.next_step, (MEDICAL, BSN)):
        said = _("Nothing about health and no citizen service number here (article %(article)s).")
        raise InvalidInput(
            _("Some things are not right yet."), {"next_step": said % {"article": numbered(entry.article)}}
        )
