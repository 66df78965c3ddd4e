"""Letters about a complaint: made from the agency's own text, sealed under the complaint's key, counting once given.

They stand with the complaint and not with the dossier, so that nobody there sees that somebody complained.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.complaints.choices import Channel, Outcome, StepKind
from waarborg.complaints.clocks import decide_by
from waarborg.complaints.files import File, handling
from waarborg.complaints.models import ComplaintLetter
from waarborg.complaints.numbering import number_of
from waarborg.complaints.rules import claims_for, keep_until
from waarborg.complaints.sealing import LETTER, key_of
from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.gate.organisations import agency
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import LetterKind
from waarborg.letters.days import day_in_words
from waarborg.letters.setting import set_letter
from waarborg.practice.selectors import practice_of
from waarborg.work.choices import TaskKind


def about(file: File) -> dict[str, Any]:
    """What every letter about it may say."""
    due = decide_by(file.row, file.steps)
    with translation.override(file.said.language):
        return {
            "name": file.said.name,
            "received": day_in_words(file.row.received_on or clock.day_of(file.row.recorded_at)),
            "until": day_in_words(due) if due else "",
            "about": file.said.description,
            "about_on": day_in_words(file.row.about_on) if file.row.about_on else "",
            "article": file.row.article,
        }


def make(
    door: Door,
    file: File,
    kind: LetterKind,
    said: Mapping[str, Any],
    *,
    outcome: str = "",
    because: str = "",
    until: date | None = None,
) -> UUID:
    """Set a letter in type and keep it with the complaint; returns it. `until` is the last day for what it asks."""
    language, made_at = file.said.language, clock.now()
    practice = practice_of(door.actor.organisation_id, using=door.using)
    with translation.override(language):
        heading = {
            "organisation": agency(door.actor.organisation_id).name,
            "date": day_in_words(clock.today()),
            "number": number_of(file.row),
        }
        pdf = set_letter(kind, language, {**about(file), **heading, **said}, at=made_at, way=practice.way)
    letter = ComplaintLetter(
        id=new_id(),
        organisation_id=file.row.organisation_id,
        complaint_id=file.row.pk,
        kind=kind,
        outcome=outcome,
        because=because,
        until=until,
        made_at=made_at,
        made_by_id=door.actor.somebody,
        data_key_id=file.key.id,
    )
    letter.sealed = file.key.seal(pdf, row=letter.pk, table=LETTER)
    details = {"complaint": str(file.row.pk), "kind": kind.value}
    letter.decision_id = door.note(Kind.COMPLAINT_LETTER_MADE, details=details)
    ComplaintLetter.objects.using(door.using).bulk_create([letter])
    return letter.pk


def open_letter(actor: Actor, complaint_id: UUID, letter_id: UUID) -> bytes:
    """The PDF as it was made; to the complainant once it was given. Raises `NotFound`."""
    with open_door(actor, "read", claims=claims_for(actor)) as door:
        letter = (
            ComplaintLetter.objects.using(door.using)
            .filter(pk=letter_id, complaint_id=complaint_id)
            .select_related("complaint")
            .first()
        )
        if letter is None:
            raise NotFound("There is no such letter here.")
        door.note(Kind.COMPLAINTS_READ, details={"complaint": str(complaint_id)})
        return key_of(door, letter.complaint).open(bytes(letter.sealed), row=letter.pk, table=LETTER)


def give(actor: Actor, complaint_id: UUID, letter_id: UUID, channel: Channel, on: date) -> None:
    """Write down that a letter was given: from that day what it says counts. Raises `NotFound`, `Conflict`,
    `InvalidInput`."""
    with handling(actor, complaint_id, ended=True) as (door, file):
        letter = ComplaintLetter.objects.using(door.using).filter(pk=letter_id, complaint_id=complaint_id).first()
        if letter is None:
            raise NotFound("There is no such letter here.")
        if letter.given_on is not None:
            raise Conflict(_("This letter was given already."))
        if not clock.day_of(letter.made_at) <= on <= clock.today():
            said = _("Choose a day from when the letter was made, up to today.")
            raise InvalidInput(_("Some things are not right yet."), {"on": said})
        _given(door, letter, channel, on)
        FOLLOWS[LetterKind(letter.kind)](door, file, letter, on)


def _given(door: Door, letter: ComplaintLetter, channel: Channel, on: date) -> None:
    ComplaintLetter.objects.using(door.using).filter(pk=letter.pk).update(channel=channel, given_on=on)


def _confirmed(door: Door, file: File, letter: ComplaintLetter, on: date) -> None:
    file.add(door, StepKind.CONFIRMED, letter_id=letter.pk, on=on)
    file.change(door, confirmed_on=on)


def _longer(door: Door, file: File, letter: ComplaintLetter, on: date) -> None:
    notice = next(one for one in file.row.terms if one["kind"] == "extension_notice")["date"]
    if on > date.fromisoformat(notice):
        raise Conflict(_("It is too late to tell that more time is needed."))
    file.add(door, StepKind.LONGER, letter_id=letter.pk, on=on)
    until = next(one for one in file.row.terms if one["kind"] == "extended_deadline")["date"]
    file.change(door, decide_by=date.fromisoformat(until))


def _status(door: Door, file: File, letter: ComplaintLetter, on: date) -> None:
    file.add(door, StepKind.STATUS_TOLD, letter_id=letter.pk, on=on)
    for step in file.steps:
        if step.kind == StepKind.STATUS_ASKED:
            file.tasks_done(door, TaskKind.COMPLAINT_STATUS, subject_id=step.pk)


def _asked(door: Door, file: File, letter: ComplaintLetter, on: date) -> None:
    file.add(door, StepKind.ASKED_MISSING, letter_id=letter.pk, on=on, until=letter.until)


def _invited(door: Door, file: File, letter: ComplaintLetter, on: date) -> None:
    file.add(door, StepKind.INVITED, letter_id=letter.pk, on=on, until=letter.until)


def _refused(door: Door, file: File, letter: ComplaintLetter, on: date) -> None:
    if file.row.refuse_by is not None and on > file.row.refuse_by:
        raise Conflict(_("The last day to leave this complaint is over: decide on it."))
    file.add(door, StepKind.REFUSED, letter_id=letter.pk, on=on, event=Kind.COMPLAINT_DECIDED)
    end(door, file, Outcome.NOT_TAKEN_UP, on, refused_because=letter.because)


def _decided(door: Door, file: File, letter: ComplaintLetter, on: date) -> None:
    file.add(door, StepKind.DECIDED, letter_id=letter.pk, on=on, event=Kind.COMPLAINT_DECIDED)
    end(door, file, Outcome(letter.outcome), on)


def end(door: Door, file: File, outcome: Outcome, on: date, **columns: str) -> None:
    """Write what became of it; from now on its term of keeping runs, and nothing is asked any more."""
    practice = practice_of(door.actor.organisation_id, using=door.using)
    until = keep_until(door.actor.in_force, practice, on)
    file.change(door, outcome=outcome, ended_on=on, closed_on=on, keep_until=until, **columns)
    file.tasks_done(
        door, TaskKind.COMPLAINT, TaskKind.COMPLAINT_HEARING, TaskKind.COMPLAINT_LATE, TaskKind.COMPLAINT_SOON
    )


FOLLOWS = {
    LetterKind.COMPLAINT_CONFIRMED: _confirmed,
    LetterKind.COMPLAINT_DECIDED: _decided,
    LetterKind.COMPLAINT_INCOMPLETE: _asked,
    LetterKind.COMPLAINT_INVITED: _invited,
    LetterKind.COMPLAINT_LONGER: _longer,
    LetterKind.COMPLAINT_REFUSED: _refused,
    LetterKind.COMPLAINT_STATUS: _status,
}
"""What giving a letter does."""
