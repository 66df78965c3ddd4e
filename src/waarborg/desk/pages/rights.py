"""What a client asks, in words: the requests of a dossier, one with its clock, and what may be done next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waarborg.desk.forms.records import Choices
from waarborg.desk.forms.rights import QUESTIONS, AnswerForm, DayForm, LongerForm, PassOnForm, QuestionForm
from waarborg.desk.forms.rights_items import ItemsAnswerForm, TellForm
from waarborg.desk.pages.rights_items import items_lines
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.kernel.languages import reader_language
from waarborg.letters.choices import Channel, LetterState
from waarborg.policy.calendar import day_of
from waarborg.policy.names import Names
from waarborg.policy.objecting import OBJECTING
from waarborg.policy.possible import possible
from waarborg.policy.term_clock import ClockState, StepKind
from waarborg.rights.choices import ANSWERS, BY_ITEM, TITLES, WAYS, Outcome
from waarborg.rights.clocks import clocks_at
from waarborg.rights.inspecting import is_offered
from waarborg.rights.offers import offers_of
from waarborg.rights.recipients import ToldRecipient
from waarborg.rights.remedies import ways_in_silence
from waarborg.rights.selectors import OpenRequest, SeenRequest, SeenStep
from waarborg.subject_access.choices import RIGHTS

STEPS = {
    StepKind.RECEIVED: gettext_lazy("came in"),
    StepKind.ASKED: gettext_lazy("the client was asked something"),
    StepKind.REPLIED: gettext_lazy("the client answered"),
    StepKind.EXTENDED: gettext_lazy("more time was taken"),
    StepKind.ANSWERED: gettext_lazy("answered"),
    StepKind.WITHDRAWN: gettext_lazy("withdrawn"),
    StepKind.PASSED_ON: gettext_lazy("passed on"),
}
Acts = Mapping[str, Any]
JUDGED = ("answer", "answer_items", "ask", "longer")
"""What somebody does who answers a request and may read nothing else of the dossier."""


def rights_of(actor: Actor) -> Choices:
    """What can be asked under the regulation in force, and the law."""
    return [(right, str(TITLES[right]).capitalize()) for right in clocks_at(actor.in_force, clock.today())]


def answers_of(found: Sequence[SeenRequest]) -> Choices:
    """The answers that were given in a dossier: to which somebody may object."""
    return [
        (str(one.id), _("%(title)s, %(outcome)s") % {"title": title_of(one.right), "outcome": one.outcome.label})
        for one in found
        if one.outcome in ANSWERS and one.outcome is not None
    ]


def list_page(number: str, found: Sequence[SeenRequest]) -> dict[str, Any]:
    """What desk/rights.html needs."""
    lines = [_line(number, one) for one in found]
    return {
        "number": number,
        "back_url": reverse("desk:dossier", args=[number]),
        "new_url": reverse("desk:right_new", args=[number]),
        "open": [line for line in lines if not line["ended_on"]],
        "ended": [line for line in lines if line["ended_on"]],
    }


def _line(number: str, one: SeenRequest) -> dict[str, Any]:
    return {
        "url": reverse("desk:right_request", args=[number, one.id]),
        "title": title_of(one.right),
        "received_on": one.received_on,
        "due_on": one.due_on,
        "paused": one.state is ClockState.PAUSED,
        "late": one.late,
        "ended_on": one.ended_on,
        "outcome": one.outcome.label if one.outcome else "",
    }


def open_page(found: Sequence[OpenRequest]) -> dict[str, Any]:
    """What desk/rights_open.html needs: no contents, the nearest day first."""
    return {
        "incoming_url": reverse("desk:incoming_requests"),
        "figures_url": reverse("desk:request_figures"),
        "lines": [
            {
                "url": reverse("desk:right_request", args=[one.number, one.id])
                if one.readable
                else reverse("desk:right_judged", args=[one.id]),
                "title": title_of(one.right),
                "number": one.number,
                "received_on": one.received_on,
                "due_on": one.due_on,
                "paused": one.paused,
                "late": one.late,
                "silent": one.silent,
                "days": abs(one.days) if one.days is not None else None,
            }
            for one in found
        ],
    }


def judged_page(actor: Actor, one: SeenRequest, forms: Acts) -> dict[str, Any]:
    """The same for whom an article names and who may read nothing else of the dossier: no way leads there."""
    page = request_page(actor, one, forms)
    acts = [act for act in page["acts"] if act["act"] in JUDGED]
    for act in acts:
        act["url"] = reverse("desk:right_judged_act", args=[one.id, act["act"]])
    letters = [{**letter, "url": ""} for letter in page["letters"]]
    items = items_lines(actor, "", one.id, one.items)
    shown = {"items": items, "items_url": "", "recipients": [], "letters": letters, "letters_url": "", "acts": acts}
    shown |= {"against_url": "", "object_url": "", "inspection_url": ""}
    return {**page, **shown, "back_url": reverse("desk:rights_open")}


def request_page(actor: Actor, one: SeenRequest, forms: Acts) -> dict[str, Any]:
    """What desk/right_request.html needs; `forms` are those that were sent and are not right yet, by their act."""
    names = Names(actor.in_force.regulation, reader_language())
    return {
        **_line(one.number, one),
        "number": one.number,
        "back_url": reverse("desk:rights", args=[one.number]),
        "words_asked": one.words,
        "asked_by": one.asked_by.label,
        "came_by": one.came_by.label,
        "identity": one.identity.label,
        "recorded_by": one.recorded_by,
        "judge": names.role(one.judged_by) if one.judged_by else "",
        "involved": one.involved and one.is_for(actor) and not one.ended_on,
        "against_url": reverse("desk:right_request", args=[one.number, one.against_id]) if one.against_id else "",
        "court_until": one.court_until,
        "object_url": f"{reverse('desk:right_new', args=[one.number])}?tegen={one.id}"
        if one.outcome in ANSWERS and one.right != OBJECTING
        else "",
        "terms": [_term(actor, one)] if one.counted.terms else [],
        "notice_on": one.notice_on,
        "steps": [_step(step) for step in one.steps],
        "letters": [
            {
                "title": letter.kind.label,
                "given": letter.state is LetterState.GIVEN,
                "made_at": letter.made_at,
                "url": reverse("desk:letter", args=[one.number, letter.letter_id]),
            }
            for letter in one.letters
        ],
        "letters_url": reverse("desk:letters", args=[one.number]),
        "processed_for": one.processed_for,
        "offers": _offers(actor, one) if not one.ended_on else [],
        "inspection_url": reverse("desk:inspection", args=[one.number, one.id])
        if not one.ended_on and is_offered(actor, one) and possible(actor.in_force.policy, actor.roles, "write")
        else "",
        "silence": _silence(actor, one) if one.silent else [],
        "by_item": one.right in BY_ITEM,
        "recipients": [_recipient(one, each) for each in one.recipients],
        "items": items_lines(actor, one.number, one.id, one.items),
        "items_open": one.open_items,
        "items_url": reverse("desk:right_items", args=[one.number, one.id]) if not one.ended_on else "",
        "acts": list(_acts(actor, one, forms)),
        "package_url": reverse("desk:package", args=[one.number, one.id]) if one.right in RIGHTS else "",
    }


def title_of(right: str) -> str:
    """What people read for a right."""
    return str(TITLES[right]).capitalize()


def _recipient(one: SeenRequest, told: ToldRecipient) -> dict[str, Any]:
    """Somebody who got it, with the letter to them, and how they were told."""
    at = [one.number, one.id, told.id]
    form = TellForm()
    form.auto_id = f"id_{told.id}_%s"
    return {
        "name": told.name,
        "given_at": told.given_at,
        "told_at": told.told_at,
        "how": Channel(told.channel).label if told.channel else "",
        "letter_url": reverse("desk:right_notice", args=at),
        "tell_url": reverse("desk:right_notice_tell", args=at),
        "form": form,
    }


def _term(actor: Actor, one: SeenRequest) -> dict[str, Any]:
    """The term by the regulation and by the law, both, and the one that counts."""
    term = one.counted.terms[0]
    return {
        "promise": day_of(term.promise) if term.promise else None,
        "latest": day_of(term.latest) if term.latest else None,
        "articles": [
            actor.in_force.article(f"{place.source} {place.article}" if place.is_law else place.article)
            for place in term.rests_on
        ],
    }


OFFERS = {
    "appointment": gettext_lazy("They may come and look by appointment."),
    "objection": gettext_lazy("They may object to the responsible."),
    "transfer": gettext_lazy("They may have it sent straight to somebody else."),
}


def _offers(actor: Actor, one: SeenRequest) -> list[dict[str, Any]]:
    """What the regulation offers beside an answer; a limit that the law sets aside is named with that law."""
    return [
        {
            "what": str(OFFERS[offer.what]),
            "article": actor.in_force.article(offer.article),
            "aside": actor.in_force.article(offer.aside) if offer.aside else "",
        }
        for offer in offers_of(actor.in_force, one.right)
    ]


def _silence(actor: Actor, one: SeenRequest) -> list[dict[str, Any]]:
    """Where the client can go because no answer came, each with its article."""
    return [
        {"what": str(WAYS.get(way.what, way.what)), "article": actor.in_force.article(way.article)}
        for way in ways_in_silence(actor.in_force, one.right, clock.today())
    ]


def _step(step: SeenStep) -> dict[str, Any]:
    title = str(STEPS[step.kind])
    about = str(QUESTIONS[step.about]) if step.about else ""
    return {"title": f"{title}: {about}" if about else title, "on": step.on, "by": step.by, "words": step.words}


def _acts(actor: Actor, one: SeenRequest, forms: Acts) -> Any:
    """What can be done now, each with its form; the form that was just sent stands open."""
    if one.state is ClockState.ENDED:
        return
    if one.state is ClockState.PAUSED:
        yield _act(one, forms, "replied", _("The client answered"), DayForm(label=_("On which day?")))
    else:
        yield from _answers(actor, one, forms)
        yield _act(one, forms, "ask", _("Ask the client something first"), QuestionForm())
        if one.may_be_longer:
            yield _act(one, forms, "longer", _("Take more time"), LongerForm())
        if one.processed_for:
            yield _act(one, forms, "pass_on", _("Pass on to the principal"), PassOnForm())
    yield _act(one, forms, "withdrawn", _("The client withdraws it"), DayForm(label=_("On which day?")))


def _answers(actor: Actor, one: SeenRequest, forms: Acts) -> Any:
    """Answering, by whom the article names; where it goes item by item first every item is decided."""
    if not one.answered_by(actor):
        return
    if one.items:
        if not one.open_items:
            yield _act(one, forms, "answer_items", _("Answer"), ItemsAnswerForm())
    else:
        only = (Outcome.REFUSED,) if one.right in BY_ITEM else ANSWERS
        yield _act(one, forms, "answer", _("Answer"), AnswerForm(only=only))


def _act(one: SeenRequest, forms: Acts, act: str, title: str, form: Any) -> dict[str, Any]:
    shown = forms.get(act, form)
    shown.auto_id = f"id_{act}_%s"  # several forms on one page ask for words
    return {
        "act": act,
        "title": title,
        "url": reverse("desk:right_act", args=[one.number, one.id, act]),
        "form": shown,
        "open": act in forms,
    }
