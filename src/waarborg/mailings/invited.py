"""Surveys of satisfaction to which the agency itself invites its clients, by a reading that was recorded.

    standing(actor)              how the agency reads it now, or that its regulation asks consent
    record_reading(actor, …)     who oversees what leaves says which article is read so, and why
    end_reading(actor)           from then on nobody is invited by it any more
    surveys(actor)               every invitation with what came back, as numbers

An invitation is a message to several. It is treated as recruitment: whoever objects gets nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext as _

from waarborg.disclosures.reviewing import OVERSEES
from waarborg.dossiers.looks import FOR_ANOTHER
from waarborg.gate.actors import Actor, is_outsider
from waarborg.gate.door import in_context, open_door
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.identifiers import new_id
from waarborg.ledger.vocabulary import Kind
from waarborg.mailings.choices import MessageState
from waarborg.mailings.models import GroupMessage, SurveyCount, SurveyReading
from waarborg.mailings.surveys import SurveyFigures, check_count, figures_in
from waarborg.policy.citing import numbered
from waarborg.policy.model.access import ConsentRule
from waarborg.policy.possible import possible

SURVEY = "survey"
"""The word of the regulation for a consent to be asked."""
FEWEST_WORDS = 5
MOST = 50
"""Surveys on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenReading:
    """How an article is read: by whom, since when, and why."""

    id: UUID
    article: str
    reasons: str
    recorded_at: datetime
    recorded_by: str
    of_this_version: bool
    """Was it recorded of the version that is in force now?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """May clients be invited? By consent alone where an article asks that, else by a reading; and who records one."""

    consent_by: str
    reading: SeenReading | None
    may_record: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenSurvey:
    """One invitation, without anybody in it."""

    id: UUID
    made_at: datetime
    made_by: str
    running: bool
    article: str
    figures: SurveyFigures


def standing(actor: Actor) -> Standing:
    """How it is now. Raises `NotFound` to who comes from outside."""
    if is_outsider(actor):
        raise NotFound("There are no surveys here.")
    with in_context(actor):
        row = SurveyReading.objects.select_related("recorded_by").filter(ended_at__isnull=True).first()
    seen = None
    if row is not None:
        seen = SeenReading(
            id=row.pk,
            article=row.article,
            reasons=row.reasons,
            recorded_at=row.recorded_at,
            recorded_by=row.recorded_by.display_name,
            of_this_version=row.version_id == actor.in_force.version_id,
        )
    may_record = possible(actor.in_force.policy, actor.roles, OVERSEES)
    return Standing(consent_by=consent_asked_by(actor), reading=seen, may_record=may_record)


def consent_asked_by(actor: Actor) -> str:
    """The article by which nobody is asked without their consent; empty where the regulation is silent."""
    for article in actor.in_force.regulation.articles:
        if any(isinstance(rule, ConsentRule) and rule.consent == SURVEY for rule in article.rules):
            return article.number
    return ""


def record_reading(actor: Actor, *, article: str, reasons: str) -> UUID:
    """Record how an article is read. Raises `Refused`, `InvalidInput` per field, and `Conflict` where none can be."""
    if by := consent_asked_by(actor):
        raise Conflict(
            _("Article %(article)s asks consent: no reading stands in its place.") % {"article": numbered(by)}
        )
    wrong: dict[str, str] = {}
    if article not in {one.number for one in actor.in_force.regulation.articles}:
        wrong["article"] = _("Choose the article that is read so.")
    if len(reasons.split()) < FEWEST_WORDS:
        wrong["reasons"] = _("Write down why this article may be read so, in a sentence or more.")
    if wrong:
        raise InvalidInput(_("Some things are not right yet."), wrong)
    made = SurveyReading(
        id=new_id(),
        organisation_id=actor.organisation_id,
        article=article,
        reasons=reasons.strip(),
        version_id=actor.in_force.version_id,
        recorded_at=clock.now(),
        recorded_by_id=actor.somebody,
    )
    try:
        with open_door(actor, OVERSEES, claims=FOR_ANOTHER) as door:
            door.require_anywhere()
            made.decision_id = door.note(Kind.SURVEY_READING_RECORDED, details={"reading": str(made.pk)})
            SurveyReading.objects.bulk_create([made])
    except IntegrityError as twice:
        raise Conflict(_("A reading stands already. End it first.")) from twice
    return made.pk


def end_reading(actor: Actor) -> None:
    """End the one that stands. Raises `Refused`, and `NotFound` when none does."""
    with open_door(actor, OVERSEES, claims=FOR_ANOTHER) as door:
        door.require_anywhere()
        row = SurveyReading.objects.filter(ended_at__isnull=True).first()
        if row is None:
            raise NotFound("No reading stands.")
        door.note(Kind.SURVEY_READING_ENDED, details={"reading": str(row.pk)})
        SurveyReading.objects.filter(pk=row.pk).update(ended_at=clock.now(), ended_by_id=actor.somebody)


def reading_to_invite_by(actor: Actor) -> UUID:
    """The reading by which an invitation goes. Raises `Conflict` where none stands, with what can be done."""
    found = standing(actor)
    if found.consent_by:
        said = _("Article %(article)s asks consent: make a list of who agreed.")
        raise Conflict(said % {"article": numbered(found.consent_by)})
    if found.reading is None or not found.reading.of_this_version:
        raise Conflict(_("First whoever oversees what leaves records how this regulation is read on surveys."))
    return found.reading.id


def surveys(actor: Actor) -> Sequence[SeenSurvey]:
    """Every invitation, the newest first, with its figures. One statement, and one for each."""
    standing(actor)
    with in_context(actor):
        rows = GroupMessage.objects.filter(reading__isnull=False).select_related("reading", "made_by")
        return [
            SeenSurvey(
                id=row.pk,
                made_at=row.made_at,
                made_by=row.made_by.display_name,
                running=row.state == MessageState.RUNNING,
                article=row.reading.article if row.reading else "",
                figures=figures_in(row.counts.all(), row.sent),
            )
            for row in rows.order_by("-made_at")[:MOST]
        ]


def count_answer(actor: Actor, message_id: UUID, *, question: str, answer: str, people: int) -> None:
    """Write down how many gave this answer. Raises `Refused`, `NotFound` and `InvalidInput`."""
    with open_door(actor, OVERSEES, claims=FOR_ANOTHER) as door:
        door.require_anywhere()
        row = GroupMessage.objects.filter(pk=message_id, reading__isnull=False, state=MessageState.DONE).first()
        if row is None:
            raise NotFound("There is no such survey here.")
        check_count(row.counts.all(), row.sent, question=question, answer=answer, people=people)
        made = SurveyCount(
            id=new_id(),
            organisation_id=row.organisation_id,
            message_id=row.pk,
            question=question.strip(),
            answer=answer.strip(),
            people=people,
            decision_id=door.note(Kind.SURVEY_COUNTED, details={"message": str(row.pk)}),
        )
        SurveyCount.objects.bulk_create([made])
