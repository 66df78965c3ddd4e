"""How a complaint ends: solved by talking, taken back, left with a reason, or decided; and where it can go afterwards.

refuse(actor, complaint_id, Left(...))      a person decides, with reasons; a letter, within its own term
decide(actor, complaint_id, Decided(...))   a letter with the reasons, what is done, and whom one can turn to
go_further(actor, complaint_id, ...)        the next instance; a mediator, with what was agreed on the costs
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.complaints.assigning import principals_of
from waarborg.complaints.bodies import bodies_in
from waarborg.complaints.choices import DECIDED, CameBy, Complainant, Instance, Outcome, StepKind
from waarborg.complaints.files import File, handling, in_words, spoken
from waarborg.complaints.giving import agreed_in
from waarborg.complaints.letters import end, make
from waarborg.complaints.models import Complaint, Measure
from waarborg.complaints.rules import claims_for, keep_until, procedure_for
from waarborg.gate.actors import Actor, is_client
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import LetterKind
from waarborg.policy.complaints import THIRD_PARTY, may_be_refused
from waarborg.practice.selectors import practice_of
from waarborg.work.choices import TaskKind
from waarborg.work.services import NewTask, create

TALKING = (StepKind.HEARD, StepKind.NO_MEETING, StepKind.DID_NOT_COOPERATE)
"""What has to have happened before a decision: it was talked about, or there is a reason why not."""
BY_THEMSELVES = (CameBy.FORM, CameBy.PORTAL)
"""How it comes without anybody of the agency who hears about whom it is."""
OF_A_DOSSIER = (Complainant.CLIENT, Complainant.REPRESENTATIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Why a complaint is left: one of the reasons that are open, in words; about whom, and what shows it."""

    because: str
    reasons: str
    third_party: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMeasure:
    """What is done so that it does not happen again, by whom and when. No names of clients in it."""

    what: str
    for_account_id: UUID
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The decision: what is found, why, and what is done."""

    outcome: Outcome
    reasons: str
    measures: Sequence[NewMeasure] = ()


def open_reasons(actor: Actor, row: Complaint) -> Sequence[str]:
    """The reasons for which it may be left now: none once the last day for that is over."""
    if row.received_on is None or (row.refuse_by is not None and clock.today() > row.refuse_by):
        return ()
    return may_be_refused(procedure_for(actor), received=row.received_on, about_on=row.about_on, third_party=True)


def _whose_and_about_whom(file: File) -> None:
    """Raises `Conflict` while it is open who is involved: what somebody wrote themself names nobody for certain."""
    row = file.row
    if row.came_by in BY_THEMSELVES and row.about_id is None and not file.has(StepKind.NOBODY_ACCUSED):
        raise Conflict(_("First say which colleague it is about, or that it is about nobody in particular."))
    if row.complainant in OF_A_DOSSIER and row.dossier_id is None and not file.has(StepKind.NO_DOSSIER):
        raise Conflict(_("First say of which dossier it is, or why it is handled without one."))


def refuse(actor: Actor, complaint_id: UUID, left: Left) -> UUID:
    """The letter that says it is not taken up, and why; returns it. It counts once given, in time."""
    with handling(actor, complaint_id) as (door, file):
        _whose_and_about_whom(file)
        if left.because not in open_reasons(actor, file.row):
            wrong = _("This reason is not open: by its days, or because the last day to leave it is over.")
            raise InvalidInput(_("Some things are not right yet."), {"because": wrong})
        if left.because == THIRD_PARTY:
            whom = in_words(left.third_party, "third_party")
            file.add(door, StepKind.NOTE, words=whom)
            file.say(door, replace(file.said, third_party=whom))
        said = {
            "because": left.because,
            "reasons": in_words(left.reasons, "reasons"),
            "ladder": ladder(actor, door, file),
        }
        return make(
            door, file, LetterKind.COMPLAINT_REFUSED, said, outcome=Outcome.NOT_TAKEN_UP.value, because=left.because
        )


def decide(actor: Actor, complaint_id: UUID, decided: Decided) -> UUID:
    """The letter with the decision; returns it. It counts once given. Measures go on the lists of who does them."""
    with handling(actor, complaint_id) as (door, file):
        if not file.row.written:
            raise Conflict(_("This was said and is not in writing yet: no term runs."))
        if file.row.confirmed_on is None:
            raise Conflict(_("First give the letter that confirms the complaint."))
        if not file.has(*TALKING):
            raise Conflict(_("First hear the complainant, or write down why that was not done."))
        _whose_and_about_whom(file)
        if decided.outcome not in DECIDED:
            raise InvalidInput(_("Some things are not right yet."), {"outcome": _("Choose what you find.")})
        said = {
            "outcome": decided.outcome.value,
            "reasons": in_words(decided.reasons, "reasons"),
            "measures": [one.what for one in decided.measures],
            "on_what_there_is": file.has(StepKind.DID_NOT_COOPERATE),
            "ladder": ladder(actor, door, file),
        }
        letter = make(door, file, LetterKind.COMPLAINT_DECIDED, said, outcome=decided.outcome.value)
        for one in decided.measures:
            _measure(door, file, one)
        return letter


def take_measure(actor: Actor, complaint_id: UUID, new: NewMeasure) -> None:
    """Agree on something that is done, also after the decision. Raises as `handling` does."""
    with handling(actor, complaint_id, ended=True) as (door, file):
        _measure(door, file, new)


def _measure(door: Door, file: File, new: NewMeasure) -> None:
    in_words(new.what, "what")
    row = Measure(
        id=new_id(),
        organisation_id=file.row.organisation_id,
        complaint_id=file.row.pk,
        what=new.what.strip(),
        for_account_id=new.for_account_id,
        due_on=new.due_on,
    )
    row.decision_id = door.note(Kind.COMPLAINT_WENT_ON, details={"complaint": str(file.row.pk), "measure": str(row.pk)})
    Measure.objects.using(door.using).bulk_create([row])
    task = NewTask(
        kind=TaskKind.COMPLAINT_MEASURE,
        for_account_id=new.for_account_id,
        due_on=new.due_on,
        subject_id=row.pk,
        rule=file.row.rule,
        article=file.row.article,
    )
    create(door, task)


def withdraw(actor: Actor, complaint_id: UUID) -> None:
    """It is taken back: by who complains, or written down by who handles it. Raises `NotFound` and `Conflict`."""
    if not is_client(actor):
        with handling(actor, complaint_id) as (door, file):
            file.add(door, StepKind.WITHDRAWN, event=Kind.COMPLAINT_DECIDED)
            end(door, file, Outcome.WITHDRAWN, clock.today())
        return
    with open_door(actor, "write", claims=claims_for(actor)) as door:
        file = spoken(door, complaint_id)
        if file.row.ended_on is not None:
            raise Conflict(_("This complaint has its outcome already."))
        file.add(door, StepKind.WITHDRAWN, event=Kind.COMPLAINT_DECIDED)
        end(door, file, Outcome.WITHDRAWN, clock.today())


def solved(actor: Actor, complaint_id: UUID, words: str) -> None:
    """Talking solved it, as the complainant says too."""
    with handling(actor, complaint_id) as (door, file):
        file.add(door, StepKind.SOLVED, words=in_words(words), event=Kind.COMPLAINT_DECIDED)
        end(door, file, Outcome.SOLVED, clock.today())


def go_further(
    actor: Actor, complaint_id: UUID, instance: Instance, words: str, *, costs_agreed_on: date | None = None
) -> None:
    """The complainant turns to the next instance, or a mediator comes in. Costs of a mediator are shared only by what
    both signed before that began; the insurer comes last, and only with consent.

    Raises `Conflict` before the decision for what comes after it.
    """
    with handling(actor, complaint_id, ended=True) as (door, file):
        if instance is not Instance.MEDIATOR and file.row.ended_on is None:
            raise Conflict(_("This comes after the decision."))
        if instance is Instance.INSURER:
            _last_and_agreed(door, file)
        if costs_agreed_on is not None:
            if costs_agreed_on > clock.today():
                said = _("Costs are agreed and signed before the mediator begins.")
                raise InvalidInput(_("Some things are not right yet."), {"costs_agreed_on": said})
            file.add(door, StepKind.COSTS_AGREED, on=costs_agreed_on, instance=Instance.MEDIATOR)
        file.add(door, StepKind.INSTANCE, words=in_words(words), instance=instance)
        if file.row.ended_on is not None:
            file.change(door, appeal=instance, closed_on=None, keep_until=None)


def further_done(actor: Actor, complaint_id: UUID, words: str) -> None:
    """The next instance is done with it: the term of keeping runs from now."""
    with handling(actor, complaint_id, ended=True) as (door, file):
        instance = Instance(file.row.appeal) if file.row.appeal else Instance.MEDIATOR
        file.add(door, StepKind.INSTANCE_ENDED, words=in_words(words), instance=instance)
        if file.row.ended_on is not None:
            until = keep_until(actor.in_force, practice_of(actor.organisation_id), clock.today())
            file.change(door, appeal="", closed_on=clock.today(), keep_until=until)


def _last_and_agreed(door: Door, file: File) -> None:
    if not file.has(StepKind.INSTANCE_ENDED):
        raise Conflict(_("The insurer comes after the instances before it."))
    if not agreed_in(door, file.row.pk, Instance.INSURER):
        raise Conflict(_("The insurer gets it only when the complainant agrees in writing. Add what they signed."))


def ladder(actor: Actor, door: Door, file: File) -> list[str]:
    """Whom one can turn to, in the order of the procedure, in words: nobody who exists no more."""
    found: list[str] = []
    with translation.override(file.said.language):
        bodies = bodies_in(door)
        for step in procedure_for(actor, using=door.using).steps.ladder:
            if step == Instance.PRINCIPAL:
                found += [name for _id, _kind, name in principals_of(door, file.row.dossier_id)]
            elif step == Instance.MEDIATOR:
                found.append(
                    _("an independent adviser or certified mediator; costs are shared only if we agree on that first")
                )
            elif step == Instance.INSURER:
                found.append(_("at last our legal-expenses insurer, if you agree that it gets your complaint"))
            else:
                found += [
                    ", ".join(filter(None, (one.name, one.reach)))
                    for one in bodies
                    if one.step == step and not one.ended
                ]
    return found
