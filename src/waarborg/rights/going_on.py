"""How a request goes on without an answer: the client is asked, replies, withdraws; or the controller answers.

ask(actor, dossier_id, request_id, Question.IDENTITY, words)    a letter; giving it stops the clock
replied(actor, dossier_id, request_id, on)                      the clock goes on
withdrawn(actor, dossier_id, request_id, on)                    it ends, by who asked
pass_on(actor, dossier_id, request_id, to, on)                  it ends here: another decides about these data
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.explaining import explains
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.letters.choices import LetterKind
from waarborg.letters.days import day_in_words
from waarborg.letters.keeping import heading, keep
from waarborg.letters.language import language_of
from waarborg.letters.models import Letter
from waarborg.letters.services import require_identity
from waarborg.policy.calendar import day_of
from waarborg.policy.term_clock import Clock, ClockState, OutOfTurn, Question, Step, StepKind
from waarborg.rights.choices import Outcome
from waarborg.rights.clocks import clock_of, steps_of
from waarborg.rights.contesting import court_day
from waarborg.rights.judging import by_right
from waarborg.rights.models import Request, RequestLetter, RequestStep
from waarborg.rights.planning import plan, unplan
from waarborg.rights.sealing import STEP, key_in

FEWEST_WORDS = 2


def ask(actor: Actor, dossier_id: UUID, request_id: UUID, about: Question, words: str) -> UUID:
    """Write the letter that asks it. Raises `Refused`, `NotFound`, `Conflict`, `InvalidInput`; returns the letter."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        row, counted = handled(door, request_id)
        in_turn(counted, Step(StepKind.ASKED, clock.today(), about))
        require_words(words, "words")
        return write(door, row, LetterKind.REQUEST_QUESTION, StepKind.ASKED, {"words": words.strip()}, about=about)


def replied(actor: Actor, dossier_id: UUID, request_id: UUID, on: date) -> None:
    """Write down that the client answered. Raises `Refused`, `NotFound`, `Conflict`, `InvalidInput`."""
    _step(actor, dossier_id, request_id, StepKind.REPLIED, on)


def withdrawn(actor: Actor, dossier_id: UUID, request_id: UUID, on: date) -> None:
    """Write down that who asked asks it no more. Raises `Refused`, `NotFound`, `Conflict`, `InvalidInput`."""
    _step(actor, dossier_id, request_id, StepKind.WITHDRAWN, on)


def pass_on(actor: Actor, dossier_id: UUID, request_id: UUID, words: str) -> UUID:
    """Send it on to the controller, for whom the agency only processes; a letter tells the client.

    `words` say to whom and how. Raises `Refused`, `NotFound`, `Conflict`, `InvalidInput`; returns the letter.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        because = [require_identity(door)]
        row, counted = running(door, request_id)
        require_words(words, "words")
        if not any(one["acts_as"] == "processor" for one in door.outline.given["trajectories"]):
            raise Conflict(_("The agency decides about these data itself, so it answers itself."))
        letter = write(door, row, LetterKind.REQUEST_PASSED_ON, None, {"to": words.strip()})
        take(door, row, counted, Step(StepKind.PASSED_ON, clock.today()), because, words=words)
        return letter


def _step(actor: Actor, dossier_id: UUID, request_id: UUID, kind: StepKind, on: date) -> None:
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        because = [require_identity(door)]
        row, counted = running(door, request_id)
        if on > clock.today():
            raise InvalidInput(_("Some things are not right yet."), {"on": _("This day is still to come.")})
        take(door, row, counted, Step(kind, on), because)


def handled(door: Door, request_id: UUID) -> tuple[Request, Clock]:
    """The same, by whoever may read who the client is or whom an article names; the next event rests on that.

    Raises `Refused`, `NotFound` and `Conflict`.
    """
    row = _of(door, request_id)
    door.noting(by_right(door, row))
    return _running(door, row)


def running(door: Door, request_id: UUID) -> tuple[Request, Clock]:
    """A request of this dossier that has not ended, with its clock. Raises `NotFound` and `Conflict`."""
    return _running(door, _of(door, request_id))


def _of(door: Door, request_id: UUID) -> Request | None:
    return Request.objects.using(door.using).filter(pk=request_id, dossier_id=UUID(door.dossier["id"])).first()


def _running(door: Door, row: Request | None) -> tuple[Request, Clock]:
    if row is None:
        raise NotFound("There is no such request here.")
    if row.ended_on is not None:
        raise Conflict(_("This request has ended already."))
    return row, clock_of(row, steps_of([row.pk], using=door.using).get(row.pk, []))


def take(
    door: Door,
    row: Request,
    counted: Clock,
    step: Step,
    because: Sequence[Answer],
    *,
    words: str = "",
    outcome: str = "",
) -> None:
    """Take a step: the clock moves, and the list with it. Raises `Conflict` when it cannot be taken now."""
    moved = in_turn(counted, step)
    details = {"request": str(row.pk), "step": step.kind.value}
    ended = moved.state is ClockState.ENDED
    door.noting(because)
    decision = door.note(Kind.REQUEST_DECIDED if outcome else Kind.REQUEST_WENT_ON, details=details)
    key = key_in(door)
    taken = RequestStep(
        id=new_id(),
        organisation_id=row.organisation_id,
        request_id=row.pk,
        dossier_id=row.dossier_id,
        kind=step.kind.value,
        on=day_of(step.at),
        about=step.about.value if step.about else "",
        letter_id=UUID(step.letter) if step.letter else None,
        account_id=door.actor.somebody,
        recorded_at=clock.now(),
        data_key_id=key.id,
        decision_id=decision,
    )
    if words.strip():
        taken.sealed = key.seal(words.strip().encode(), row=taken.pk, table=STEP)
    RequestStep.objects.using(door.using).bulk_create([taken])
    due = moved.due(clock.today()) if moved.state is ClockState.RUNNING else None
    Request.objects.using(door.using).filter(pk=row.pk).update(
        state=moved.state.value,
        due_on=day_of(due) if due else None,
        outcome=outcome or (Outcome(step.kind.value) if ended else ""),
        ended_on=day_of(step.at) if ended else None,
        **court_day(door, row, outcome),
    )
    if moved.state is ClockState.RUNNING:
        plan(door, row, moved, because)
    else:
        unplan(door, row, because)


def in_turn(counted: Clock, step: Step) -> Clock:
    """The clock after this step. Raises `Conflict` that says why it cannot be taken."""
    try:
        return counted.after(step)
    except OutOfTurn as why:
        raise Conflict(str(OUT_OF_TURN[why.why])) from None


OUT_OF_TURN = {
    "ended": lazy("This request has ended already."),
    "early": lazy("This day lies before the last thing that happened."),
    "paused": lazy("The client was asked something. First write down that they answered."),
    "running": lazy("The client was not asked anything."),
    "twice": lazy("More time was taken already; that can be done once."),
    "late": lazy("It is too late to take more time: that had to be told before the last day."),
    "no_extension": lazy("The regulation promises an answer without more time."),
    "unsent": lazy("More time is taken by a letter that was given."),
    "pause": lazy("The clock does not stand still for this."),
}
"""What people read for each word of the clock."""


def require_words(words: str, field: str) -> None:
    """Raises `InvalidInput` when there is no sentence."""
    if not explains(words, FEWEST_WORDS):
        raise InvalidInput(_("Some things are not right yet."), {field: _("Write it down in a sentence.")})


def write(
    door: Door,
    row: Request,
    kind: LetterKind,
    does: StepKind | None,
    said: dict[str, Any],
    *,
    about: Question | None = None,
    outcome: str = "",
) -> UUID:
    """A letter about this request; giving it takes the step that it `does`. Returns its id."""
    language = language_of(door, kind)
    with translation.override(language):
        common = {**heading(door), "right": row.right, "received": day_in_words(row.received_on)}
        letter: Letter = keep(door, kind, language, {**common, **said})
    RequestLetter.objects.using(door.using).bulk_create(
        [
            RequestLetter(
                id=new_id(),
                organisation_id=row.organisation_id,
                request_id=row.pk,
                dossier_id=row.dossier_id,
                letter_id=letter.pk,
                does=does.value if does else "",
                about=about.value if about else "",
                outcome=outcome,
                written_by_id=door.actor.account_id,
                decision_id=letter.decision_id,
            )
        ]
    )
    return letter.pk


def written_for(door: Door, letter_id: UUID) -> Sequence[RequestLetter]:
    """The requests that a letter does something to."""
    return list(RequestLetter.objects.using(door.using).filter(letter_id=letter_id).exclude(does=""))


def requests_in(door: Door, letter_id: UUID) -> Sequence[UUID]:
    """The requests that a letter is about."""
    return list(
        RequestLetter.objects.using(door.using).filter(letter_id=letter_id).values_list("request_id", flat=True)
    )
