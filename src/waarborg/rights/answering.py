"""The answer to a request, and more time for it: both by a letter, and both count once that letter was given.

more_time(actor, dossier_id, request_id, reasons)           a letter with the reasons and the new last day
answer(actor, dossier_id, request_id, Decision(...))        a letter with the outcome, the reasons and the remedies
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.gate.actors import Actor
from waarborg.gate.door import Door, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput
from waarborg.letters.choices import LetterKind
from waarborg.letters.days import day_in_words
from waarborg.letters.given import when_given
from waarborg.letters.language import language_of
from waarborg.letters.models import Letter
from waarborg.letters.services import require_identity
from waarborg.policy.calendar import day_of
from waarborg.policy.names import Names
from waarborg.policy.term_clock import Question, Step, StepKind
from waarborg.rights.choices import ANSWERS, Outcome
from waarborg.rights.going_on import handled, in_turn, requests_in, require_words, running, take, write, written_for
from waarborg.rights.planning import confirmed
from waarborg.rights.remedies import ways_on

LATER = "longer"
"""A word for the letter that is not sent yet, to ask the clock whether there is still time for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the answer is, and why: for the client, in plain words. `done` says what was done."""

    outcome: Outcome
    reasons: str = ""
    done: str = ""


def register() -> None:
    """Let the giving of a letter move the clock of its request."""
    when_given(on_given)


def more_time(actor: Actor, dossier_id: UUID, request_id: UUID, reasons: str) -> UUID:
    """Write the letter that takes more time. Raises `Refused`, `NotFound`, `Conflict`, `InvalidInput`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        row, counted = handled(door, request_id)
        longer = in_turn(counted, Step(StepKind.EXTENDED, clock.today(), letter=LATER))
        require_words(reasons, "reasons")
        due = longer.due(clock.today())
        with translation.override(language_of(door, LetterKind.REQUEST_LONGER)):
            said = {"reasons": reasons.strip(), "due": day_in_words(day_of(due)) if due else ""}
        return write(door, row, LetterKind.REQUEST_LONGER, StepKind.EXTENDED, said)


def answer(actor: Actor, dossier_id: UUID, request_id: UUID, decided: Decision) -> UUID:
    """Write the letter that answers it, by who may. A refusal has its reasons, and every answer names the remedies.

    Raises `Refused`, `NotFound`, `Conflict` to whom the article does not name, and `InvalidInput`.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        row, counted = handled(door, request_id)
        in_turn(counted, Step(StepKind.ANSWERED, clock.today()))
        if row.judged_by and row.judged_by not in actor.roles:
            names = Names(actor.in_force.regulation, "nl" if translation.get_language() == "nl" else "en")
            raise Conflict(_("This is for %(role)s to answer.") % {"role": names.role(row.judged_by)})
        _check(decided)
        language = language_of(door, LetterKind.REQUEST_ANSWER)
        with translation.override(language):
            said = {
                "outcome": decided.outcome.value,
                "reasons": decided.reasons.strip(),
                "done": decided.done.strip(),
                "article": counted.terms[0].article if counted.terms else "",
                "remedies": [
                    {
                        "what": way.what,
                        "until": day_in_words(way.until) if way.until else "",
                        "article": way.article.upper() if " " in way.article else way.article,
                    }
                    for way in ways_on(actor.in_force, row.right, clock.today())
                ],
            }
        return write(door, row, LetterKind.REQUEST_ANSWER, StepKind.ANSWERED, said, outcome=decided.outcome.value)


def _check(decided: Decision) -> None:
    if decided.outcome not in ANSWERS:
        raise InvalidInput(_("Some things are not right yet."), {"outcome": _("Choose one from the list.")})
    if decided.outcome is not Outcome.GRANTED:
        require_words(decided.reasons, "reasons")
    if decided.outcome is not Outcome.REFUSED:
        require_words(decided.done, "done")


def on_given(door: Door, letter: Letter) -> None:
    """Take the step that this letter stands for, in each request that it is about."""
    if letter.kind == LetterKind.REQUEST_RECEIPT:
        confirmed(door, requests_in(door, letter.pk), require_identity(door))
    for about in written_for(door, letter.pk):
        row, counted = running(door, about.request_id)
        because = require_identity(door)
        step = Step(
            StepKind(about.does),
            clock.today(),
            Question(about.about) if about.about else None,
            str(letter.pk),
        )
        try:
            take(door, row, counted, step, because, outcome=about.outcome)
        except Conflict as out_of_turn:
            raise Conflict(_("This letter comes too late to be given: %(why)s") % {"why": out_of_turn}) from None
