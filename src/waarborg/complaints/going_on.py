"""What happens in a complaint until it is decided, each thing written down with its day; letters where a rule asks one.

All of it for who handles it, and raising `Refused`, `NotFound`, `Conflict` and `InvalidInput` as `files.handling` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from waarborg.complaints.choices import StepKind
from waarborg.complaints.clocks import clock_of, counted
from waarborg.complaints.files import File, handling, in_words, spoken
from waarborg.complaints.letters import make
from waarborg.complaints.models import Complaint, ComplaintStep
from waarborg.complaints.registering import ask
from waarborg.complaints.rules import claims_for, procedure_for
from waarborg.gate.actors import Actor, is_client
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import LetterKind
from waarborg.letters.days import day_in_words
from waarborg.policy.calendar import day_of
from waarborg.policy.complaints import status_due
from waarborg.rights.sealing import SentIn
from waarborg.rights.sending_in import NewSentIn, send_in
from waarborg.work.choices import TaskKind
from waarborg.work.services import NewTask, create

NOTES = (
    StepKind.NOTE,
    StepKind.TALKED,
    StepKind.PRINCIPAL_YES,
    StepKind.PRINCIPAL_NO,
    StepKind.INSURER_CONSENT,
    StepKind.INSURER_NO,
)
"""What is only written down: a log of what was said and agreed."""


def write_down(actor: Actor, complaint_id: UUID, kind: StepKind, words: str, on: date | None = None) -> None:
    """Note a talk, a consent, or anything else; also after the decision."""
    if kind not in NOTES:
        raise NotFound("This is no note.")
    with handling(actor, complaint_id, ended=True) as (door, file):
        file.add(door, kind, words=in_words(words), on=on)


def put_in_writing(actor: Actor, complaint_id: UUID, received_on: date) -> None:
    """Talking did not help: it is a written complaint from this day on, and its terms run."""
    with handling(actor, complaint_id) as (door, file):
        if file.row.written:
            raise Conflict(_("This complaint is in writing already."))
        steps = procedure_for(actor)
        file.add(door, StepKind.RECEIVED, on=received_on)
        terms = counted(steps, received_on, file.row.about_on)
        file.change(door, written=True, missing=file.said.lacks(steps.needs), **terms)


def complete(actor: Actor, complaint_id: UUID, given: Mapping[str, str | bool]) -> None:
    """Add what was missing, by who handles it or who complains; raises as `handling` does.

    The day of the first receipt stays, and so do the terms.
    """
    if is_client(actor):
        with open_door(actor, "write", claims=claims_for(actor)) as door:
            _completed(door, spoken(door, complaint_id), actor, given)
        return
    with handling(actor, complaint_id) as (door, file):
        _completed(door, file, actor, given)


def _completed(door: Door, file: File, actor: Actor, given: Mapping[str, str | bool]) -> None:
    if file.row.ended_on is not None:
        raise Conflict(_("This complaint has its outcome already."))
    said = replace(file.said, **{name: value for name, value in given.items() if value})  # type: ignore[arg-type]
    file.add(door, StepKind.COMPLETED)
    file.say(door, said)
    file.change(door, missing=said.lacks(procedure_for(actor).needs))


def ask_missing(actor: Actor, complaint_id: UUID, words: str, until: date) -> UUID:
    """The letter that asks what is missing, with a last day; returns it. It stops no term."""
    with handling(actor, complaint_id) as (door, file):
        if not file.row.missing:
            raise Conflict(_("Nothing is missing in this complaint."))
        still_to_come(until)
        said = {"missing": list(file.row.missing), "words": words, "answer_by": day_in_words(until)}
        return make(door, file, LetterKind.COMPLAINT_INCOMPLETE, said, until=until)


def still_to_come(day: date, field: str = "until") -> None:
    """Raises `InvalidInput` for a day that is over, or today: nobody can answer a letter by then."""
    if day <= clock.today():
        raise InvalidInput(_("Some things are not right yet."), {field: _("Choose a day that is still to come.")})


def plan_meeting(actor: Actor, complaint_id: UUID, on: date | None, words: str) -> None:
    """A meeting on a day; or none, with the reason."""
    with handling(actor, complaint_id) as (door, file):
        if on is None:
            file.add(door, StepKind.NO_MEETING, words=in_words(words))
            return
        if file.row.received_on and on < file.row.received_on:
            raise InvalidInput(_("Some things are not right yet."), {"meeting_on": _("This day is over.")})
        file.add(door, StepKind.MEETING, words=f"{day_in_words(on)} {words}".strip())
        file.change(door, meeting_on=on)


def confirm(actor: Actor, complaint_id: UUID, place: str) -> UUID:
    """The letter that confirms it, with the day of the meeting; returns it. It counts once given."""
    with handling(actor, complaint_id) as (door, file):
        _written(file)
        if file.row.meeting_on is None and not file.has(StepKind.NO_MEETING):
            raise Conflict(_("First plan the meeting, or write down why there is none."))
        said = {
            "meeting": day_in_words(file.row.meeting_on) if file.row.meeting_on else "",
            "place": place.strip(),
            "missing": list(file.row.missing),
        }
        return make(door, file, LetterKind.COMPLAINT_CONFIRMED, said)


def invite(actor: Actor, complaint_id: UUID, place: str, present: str, *, accused: bool) -> UUID:
    """The letter that invites to the hearing on the day that was planned; returns it. It counts once given.

    `present` says who is there of the agency, and of a principal only whom the complainant agreed with. Whom the
    complaint is about is asked to the hearing too where `accused` says so.
    """
    with handling(actor, complaint_id) as (door, file):
        _written(file)
        if file.row.meeting_on is None:
            raise Conflict(_("First plan the meeting."))
        still_to_come(file.row.meeting_on, "place")
        if not place.strip():
            raise InvalidInput(_("Some things are not right yet."), {"place": _("Write where and at what time.")})
        said = {"meeting": day_in_words(file.row.meeting_on), "place": place.strip(), "present": present.strip()}
        letter = make(door, file, LetterKind.COMPLAINT_INVITED, said, until=file.row.meeting_on)
        if accused and file.row.about_id:
            task = NewTask(
                kind=TaskKind.COMPLAINT_HEARING,
                for_account_id=file.row.about_id,
                due_on=file.row.meeting_on,
                subject_id=file.row.pk,
                article=file.row.article,
                rule=file.row.rule,
            )
            create(door, task)
        return letter


def heard(actor: Actor, complaint_id: UUID, minutes: str, on: date) -> None:
    """The complainant, and the person it is about, were heard; the minutes."""
    with handling(actor, complaint_id) as (door, file):
        file.add(door, StepKind.HEARD, words=in_words(minutes), on=on)
        file.tasks_done(door, TaskKind.COMPLAINT_HEARING)


def did_not_cooperate(actor: Actor, complaint_id: UUID, words: str) -> None:
    """Somebody did not come, or gave nothing by the last day for it: it is settled on what there is."""
    with handling(actor, complaint_id) as (door, file):
        days = [file.row.meeting_on, *(step.until for step in file.steps)]
        if not any(day < clock.today() for day in days if day):
            raise Conflict(
                _("First ask it by letter with a last day, or plan the meeting, and wait until that is over.")
            )
        file.add(door, StepKind.DID_NOT_COOPERATE, words=in_words(words))


def ask_status(actor: Actor, complaint_id: UUID) -> date | None:
    """The complainant asks how it stands: whoever handles it is asked to say so; returns by when."""
    with open_door(actor, "read", claims=claims_for(actor)) as door:
        if is_client(actor):
            spoken(door, complaint_id)
        row = Complaint.objects.using(door.using).filter(pk=complaint_id, ended_on__isnull=True).first()
        if row is None:
            raise NotFound("There is no such complaint here.")
        decision = door.note(Kind.COMPLAINT_WENT_ON, details={"complaint": str(row.pk)})
        step = ComplaintStep(
            id=new_id(),
            organisation_id=row.organisation_id,
            complaint_id=row.pk,
            kind=StepKind.STATUS_ASKED,
            on=clock.today(),
            account_id=actor.account_id,
            recorded_at=clock.now(),
            data_key_id=row.data_key_id,
            decision_id=decision,
        )
        ComplaintStep.objects.using(door.using).bulk_create([step])
        due = status_due(procedure_for(actor), clock.today())
        ask(door, row, TaskKind.COMPLAINT_STATUS, due, subject_id=step.pk)
        return due


def tell_status(actor: Actor, complaint_id: UUID, words: str) -> UUID:
    """The letter that says how it stands, and by when there is a decision; returns it."""
    with handling(actor, complaint_id) as (door, file):
        return make(door, file, LetterKind.COMPLAINT_STATUS, {"words": in_words(words)})


def more_time(actor: Actor, complaint_id: UUID, words: str) -> UUID:
    """The letter that tells that more time is needed, and why, where a rule has that; it counts once given in time."""
    with handling(actor, complaint_id) as (door, file):
        running = clock_of(file.row, file.steps)
        if running is None or running.notice_in_time_until(clock.today()) is None:
            raise Conflict(_("Nothing in the procedure lengthens this term."))
        until = next(one for one in file.row.terms if one["kind"] == "extended_deadline")["date"]
        said = {"reasons": in_words(words), "longer": day_in_words(date.fromisoformat(until))}
        return make(door, file, LetterKind.COMPLAINT_LONGER, said)


def request_found(actor: Actor, complaint_id: UUID, right: str, words: str) -> UUID:
    """There is a request about personal data in it: it goes the way of requests, counted from the same day."""
    with handling(actor, complaint_id) as (door, file):
        file.add(door, StepKind.REQUEST_FOUND, words=in_words(words))
        said, received = file.said, file.row.received_on or clock.day_of(file.row.recorded_at)
    sent = SentIn(
        name=said.acts_for or said.name,
        words=words.strip(),
        email=said.email,
        otherwise=said.phone or ", ".join(filter(None, (said.address, said.place))),
        found_by=said.found_by,
        sender=said.name if said.acts_for else "",
        language=said.language,
    )
    return send_in(actor.organisation_id, NewSentIn(rights=[right], said=sent, received_on=received))


def _written(file: File) -> None:
    if not file.row.written:
        raise Conflict(_("This was said and is not in writing yet: no term runs."))


def in_time(row: Complaint) -> bool | None:
    """Did it end in time; None while it runs or where nothing sets a term."""
    due = row.refuse_by if row.refused_because else row.decide_by
    return None if row.ended_on is None or due is None else day_of(row.ended_on) <= due
