"""The answer to a request, and more time for it: both by a letter, and both count once that letter was given.

more_time(actor, dossier_id, request_id, reasons)           a letter with the reasons and the new last day
answer(actor, dossier_id, request_id, Decision(...))        a letter with the outcome, the reasons and the remedies
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.dossiers.choices import GivenBy
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
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
from waarborg.policy.term_clock import Question, Step, StepKind
from waarborg.rights.choices import ANSWERS, BY_ITEM, CameBy, Identity, Outcome
from waarborg.rights.contesting import against_of, require_uninvolved, ways_after
from waarborg.rights.going_on import handled, in_turn, requests_in, require_words, running, take, write, written_for
from waarborg.rights.item_rules import outcome_of, require_judge
from waarborg.rights.item_words import in_letter
from waarborg.rights.models import Request, RequestItem
from waarborg.rights.planning import confirmed
from waarborg.rights.recipients import written_in
from waarborg.rights.registering import NewRequest, taken_in
from waarborg.rights.sealing import REQUEST
from waarborg.vault.services import open_keys

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
        return answer_in(door, request_id, decided)


def answer_in(door: Door, request_id: UUID, decided: Decision) -> UUID:
    """The same in an open unit of work on the dossier. Raises as `answer` does."""
    row, counted = handled(door, request_id)
    in_turn(counted, Step(StepKind.ANSWERED, clock.today()))
    require_judge(door.actor, row)
    require_uninvolved(door, row)
    items = list(RequestItem.objects.using(door.using).filter(request_id=row.pk).order_by("chosen_at", "id"))
    decided = _following(row, items, decided)
    language = language_of(door, LetterKind.REQUEST_ANSWER)
    told = written_in(door, row, items)
    with translation.override(language):
        said = {
            "outcome": decided.outcome.value,
            "reasons": decided.reasons.strip(),
            "done": decided.done.strip(),
            "items": in_letter(door, items),
            "told": told,
            "article": counted.terms[0].article if counted.terms else "",
            "remedies": [
                {
                    "what": way.what,
                    "until": day_in_words(way.until) if way.until else "",
                    "article": way.article.upper() if " " in way.article else way.article,
                }
                for way in ways_after(door, row)
            ],
        }
    return write(door, row, LetterKind.REQUEST_ANSWER, StepKind.ANSWERED, said, outcome=decided.outcome.value)


def _following(row: Request, items: Sequence[RequestItem], decided: Decision) -> Decision:
    """What the answer is: where it was decided item by item, that follows. Raises `Conflict`, `InvalidInput`."""
    if items:
        outcome = outcome_of(items)
        if outcome is None:
            raise Conflict(_("First decide on every item that it is about."))
        return replace(decided, outcome=outcome)
    if row.right in BY_ITEM and decided.outcome in (Outcome.GRANTED, Outcome.PARTLY):
        raise Conflict(_("First choose what it is about: then each item is decided."))
    _check(decided)
    return decided


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
        confirmed(door, requests_in(door, letter.pk), [require_identity(door)])
    for about in written_for(door, letter.pk):
        row, counted = running(door, about.request_id)
        because = [require_identity(door)]
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
        _decided_anew(door, row, about.outcome, because)


def _decided_anew(door: Door, row: Request, outcome: str, because: Sequence[Answer]) -> None:
    """An objection that was right: what it was about is asked again, with a term of its own from today."""
    before = against_of(door, row)
    if before is None or outcome not in (Outcome.GRANTED, Outcome.PARTLY):
        return
    keys = open_keys(row.organisation_id, {before.data_key_id}, using=door.using)
    if before.data_key_id not in keys:
        return
    again = NewRequest(
        rights=(before.right,),
        received_on=clock.today(),
        words=keys[before.data_key_id].open(bytes(before.sealed), row=before.pk, table=REQUEST).decode(),
        came_by=CameBy(row.came_by),
        identity=Identity.KNOWN,
        asked_by=GivenBy(before.asked_by),
        mandate_seen_on=before.mandate_seen_on,
    )
    taken_in(door, again, because)
