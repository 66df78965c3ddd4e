"""Requests in words for the client."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from waarborg.admission.selectors import OwnDossier
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.letters.choices import LetterState
from waarborg.policy.objecting import OBJECTING
from waarborg.policy.term_clock import ClockState, StepKind
from waarborg.rights.choices import ANSWERS, TITLES
from waarborg.rights.clocks import clocks_at
from waarborg.rights.remedies import ways_on
from waarborg.rights.selectors import SeenRequest
from waarborg.subject_access.delivering import Offered

STEPS: dict[StepKind, Promise] = {
    StepKind.RECEIVED: gettext_lazy("We received it"),
    StepKind.ASKED: gettext_lazy("We asked you something"),
    StepKind.REPLIED: gettext_lazy("You answered"),
    StepKind.EXTENDED: gettext_lazy("We took more time, and wrote you why"),
    StepKind.ANSWERED: gettext_lazy("We answered"),
    StepKind.WITHDRAWN: gettext_lazy("You took it back"),
    StepKind.PASSED_ON: gettext_lazy("We passed it on, and wrote you to whom"),
}
WAYS: dict[str, Promise] = {
    "authority_mediation": gettext_lazy("Ask the Data Protection Authority to mediate"),
    "complaints_body": gettext_lazy("Go to the body for complaints"),
    "complaints_procedure": gettext_lazy("Make a complaint with us"),
    "court": gettext_lazy("Go to the court"),
    "insurer": gettext_lazy("Go to the insurer"),
    "mediator": gettext_lazy("Ask a mediator"),
    "principal": gettext_lazy("Go to who pays for your trajectory"),
    "quality_mark": gettext_lazy("Go to who gives the quality mark"),
    "responsible": gettext_lazy("Go to who answers for the agency"),
    "supervisory_authority": gettext_lazy("Complain to the Data Protection Authority"),
}


def rights_of(actor: Actor) -> list[tuple[str, str]]:
    """What can be asked under the regulation in force, and the law."""
    return [(right, title_of(right)) for right in clocks_at(actor.in_force, clock.today())]


def title_of(right: str) -> str:
    """What people read for a right."""
    return str(TITLES[right]).capitalize()


def answers_of(found: Sequence[SeenRequest]) -> list[tuple[str, str]]:
    """The answers that they got: to which they may object."""
    return [
        (str(one.id), f"{title_of(one.right)}: {one.outcome.label}")
        for one in found
        if one.outcome in ANSWERS and one.outcome is not None
    ]


def requests_page(
    actor: Actor, own: OwnDossier, found: Sequence[SeenRequest], ready: Sequence[Offered]
) -> dict[str, Any]:
    """What portal/mine/requests.html needs; `ready` is what was given here and is still there."""
    lines = [_line(one) for one in found]
    able = dict(rights_of(actor))
    return {
        "open": [line for line in lines if not line["ended_on"]],
        "ended": [line for line in lines if line["ended_on"]],
        "ready": ready_lines(ready),
        "may_ask": not own.only_reads,
        "new_url": reverse("mine:request_new"),
        "copy_url": reverse("mine:download")
        if actor.narrow is None
        else f"{reverse('mine:request_new')}?wat={next(one for one in ('copy', 'access') if one in able)}",
        "at_once": actor.narrow is None,
        "statement_url": f"{reverse('mine:request_new')}?wat=statement" if "statement" in able else "",
        "object_url": f"{reverse('mine:request_new')}?wat={OBJECTING}",
        "ways": _ways(actor, OBJECTING),
    }


def ready_lines(ready: Sequence[Offered]) -> list[dict[str, Any]]:
    """What lies ready to be fetched, for portal/mine/parts/ready.html."""
    return [
        {
            "title": str(one.kind.label).capitalize(),
            "given_at": one.given_at,
            "until": one.until,
            "files": [
                {"title": form.label, "size": size, "url": reverse("mine:package", args=[one.id, form.value])}
                for form, size in one.forms
            ],
        }
        for one in ready
    ]


def _line(one: SeenRequest) -> dict[str, Any]:
    return {
        "url": reverse("mine:request", args=[one.id]),
        "title": title_of(one.right),
        "received_on": one.received_on,
        "due_on": one.due_on,
        "paused": one.state is ClockState.PAUSED,
        "late": one.late,
        "ended_on": one.ended_on,
        "outcome": one.outcome.label if one.outcome else "",
    }


def new_page() -> dict[str, Any]:
    """What portal/mine/request_new.html needs beside its form."""
    return {"back_url": reverse("mine:requests")}


def request_page(actor: Actor, own: OwnDossier, one: SeenRequest) -> dict[str, Any]:
    """What portal/mine/request.html needs."""
    running = one.state is not ClockState.ENDED and not own.only_reads
    return {
        **_line(one),
        "words": one.words,
        "asked_by": one.asked_by.label if one.asked_by is not own.acting else "",
        "articles": [
            actor.in_force.article(f"{place.source} {place.article}" if place.is_law else place.article)
            for place in (one.counted.terms[0].rests_on if one.counted.terms else ())
        ],
        "steps": [{"title": str(STEPS[step.kind]), "on": step.on, "words": step.words} for step in one.steps],
        "letters": [
            {"title": letter.kind.label, "url": reverse("mine:letter", args=[letter.letter_id])}
            for letter in one.letters
            if letter.state is LetterState.GIVEN or letter.kind.value == "request_receipt"
        ],
        "withdraw_url": reverse("mine:request_act", args=[one.id, "intrekken"]) if running else "",
        "replied_url": reverse("mine:request_act", args=[one.id, "beantwoord"])
        if running and one.state is ClockState.PAUSED
        else "",
        "ways": _ways(actor, one.right) if one.ended_on else [],
        "court_until": one.court_until,
        "object_url": f"{reverse('mine:request_new')}?wat={OBJECTING}&tegen={one.id}"
        if one.outcome in ANSWERS and one.right != OBJECTING and not own.only_reads
        else "",
    }


def _ways(actor: Actor, right: str) -> list[dict[str, Any]]:
    return [
        {
            "title": str(WAYS.get(way.what, way.what.replace("_", " "))),
            "article": actor.in_force.article(way.article),
            "until": None,
        }
        for way in ways_on(actor.in_force, right, clock.today())
    ]
