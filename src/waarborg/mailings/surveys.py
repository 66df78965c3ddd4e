"""What came back of a survey: how many gave which answer, and nothing of who. The figure outlives every dossier.

Of a survey by a list that went to a survey organisation; `waarborg.mailings.invited` has those to which we invited.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from waarborg.disclosures.ways import ACT
from waarborg.gate.actors import Actor
from waarborg.gate.door import in_context, open_door
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.mailings.choices import ListState
from waarborg.mailings.models import AddressList, SurveyCount
from waarborg.mailings.rules import list_rule
from waarborg.parties.choices import PartyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """How many gave one answer, and which share of all who answered the question, in whole per cents."""

    answer: str
    people: int
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: its answers, and how many answered."""

    question: str
    answers: Sequence[Answered]
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyFigures:
    """A survey in figures: how many were on the list, and what came back."""

    invited: int
    questions: Sequence[Question]


def count_answer(actor: Actor, list_id: UUID, *, question: str, answer: str, people: int) -> None:
    """Write down how many gave this answer. Raises `NotFound` where it is no survey, and `InvalidInput`."""
    with open_door(actor, ACT) as door:
        row = _survey(list_id)
        list_rule(actor, f"{row.rule}:{row.recipient}")
        check_count(row.counts.all(), row.people, question=question, answer=answer, people=people)
        made = SurveyCount(
            id=new_id(),
            organisation_id=row.organisation_id,
            list_id=row.pk,
            question=question.strip(),
            answer=answer.strip(),
            people=people,
            decision_id=door.note(Kind.SURVEY_COUNTED, details={"list": str(row.pk)}),
        )
        SurveyCount.objects.bulk_create([made])


def figures_of(actor: Actor, list_id: UUID) -> SurveyFigures | None:
    """The figures; None of a list that is no survey or did not go. Three statements."""
    with in_context(actor):
        try:
            row = _survey(list_id)
        except NotFound:
            return None
        return figures_in(row.counts.all(), row.people)


def check_count(counts: QuerySet[SurveyCount], asked: int, *, question: str, answer: str, people: int) -> None:
    """Is this a count that can be, beside those there are? Raises `InvalidInput` with a message per field."""
    wrong: dict[str, str] = {}
    if not question.strip():
        wrong["question"] = _("Write down the question.")
    if not answer.strip():
        wrong["answer"] = _("Write down the answer.")
    same = counts.filter(question=question.strip())
    if same.filter(answer=answer.strip()).exists():
        wrong["answer"] = _("This answer was counted already.")
    if people + sum(same.values_list("people", flat=True)) > asked:
        wrong["people"] = _("More than were asked: %(people)s.") % {"people": asked}
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)


def figures_in(counts: QuerySet[SurveyCount], invited: int) -> SurveyFigures:
    """The figures of one survey. One statement."""
    found: dict[str, list[SurveyCount]] = {}
    for one in counts.order_by("question", "-people", "answer"):
        found.setdefault(one.question, []).append(one)
    return SurveyFigures(invited=invited, questions=[_question(question, rows) for question, rows in found.items()])


def _survey(list_id: UUID) -> AddressList:
    row = AddressList.objects.filter(
        pk=list_id, state=ListState.GIVEN, recipient=PartyKind.SURVEY_ORGANISATION.value
    ).first()
    if row is None:
        raise NotFound("There is no such survey here.")
    return row


def _question(question: str, rows: Sequence[SurveyCount]) -> Question:
    people = sum(row.people for row in rows)
    return Question(
        question=question,
        people=people,
        answers=[
            Answered(answer=row.answer, people=row.people, share=round(100 * row.people / people) if people else 0)
            for row in rows
        ],
    )
