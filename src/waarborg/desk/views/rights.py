"""What clients ask: a request taken in, its steps, and everything that is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.announcing import telling
from waarborg.desk.forms.mistakes import carried_out, tell
from waarborg.desk.forms.rights import AnswerForm, DayForm, LongerForm, PassOnForm, QuestionForm, TakeInForm
from waarborg.desk.forms.rights_items import ItemsAnswerForm
from waarborg.desk.forms.time import AppointmentForm
from waarborg.desk.pages import agenda as agenda_pages
from waarborg.desk.pages import inspections
from waarborg.desk.pages import rights as pages
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers.choices import GivenBy
from waarborg.dossiers.frames import frame_of
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.policy.term_clock import Question
from waarborg.rights import answering, going_on, registering, selectors
from waarborg.rights.choices import CameBy, Identity, Outcome
from waarborg.rights.inspecting import book, booked, is_offered


@require_GET
def rights(request: DeskRequest, number: str) -> HttpResponse:
    """What this client asked, and where it stands."""
    found, requests = selectors.requests_of(request.actor, dossier_numbered(request.actor, number))
    return render(request, "desk/rights.html", pages.list_page(found, requests))


@require_GET
def rights_open(request: DeskRequest) -> HttpResponse:
    """Everything that is open where this person may read."""
    return render(request, "desk/rights_open.html", pages.open_page(selectors.open_requests(request.actor)))


@require_http_methods(["GET", "POST"])
def right_new(request: DeskRequest, number: str) -> HttpResponse:
    """Take a request in."""
    dossier_id = dossier_numbered(request.actor, number)
    found, already = selectors.requests_of(request.actor, dossier_id)
    form = TakeInForm(
        request.POST or None,
        rights=pages.rights_of(request.actor),
        answers=pages.answers_of(already),
        against=request.GET.get("tegen", ""),
    )
    if form.is_valid() and (made := _taken_in(request, dossier_id, form)):
        messages.success(request, _("Taken in. A letter that confirms it is ready to be given."))
        return (
            redirect("desk:right_request", number, made)
            if len(form.cleaned_data["rights"]) == 1
            else redirect("desk:rights", number)
        )
    page = {"number": found, "form": form}
    return render(request, "desk/right_new.html", page, status=InvalidInput.status if form.is_bound else 200)


def _taken_in(request: DeskRequest, dossier_id: UUID, form: TakeInForm) -> UUID | None:
    said = form.cleaned_data
    new = registering.NewRequest(
        rights=said["rights"],
        received_on=said["received_on"],
        words=said["words"],
        came_by=CameBy(said["came_by"]),
        identity=Identity(said["identity"]),
        asked_by=GivenBy(said["asked_by"]),
        mandate_seen_on=said["mandate_seen_on"],
        against=UUID(said["against"]) if said.get("against") else None,
    )
    try:
        return registering.register(request.actor, dossier_id, new)[0]
    except InvalidInput as mistake:
        tell(form, mistake)
        return None


@require_GET
def right_request(request: DeskRequest, number: str, request_id: UUID) -> HttpResponse:
    """One request: what was asked, where the clock stands, what can be done."""
    dossier_id = dossier_numbered(request.actor, number)
    one = selectors.one(request.actor, dossier_id, request_id)
    comes = booked(request.actor, dossier_id, request_id) if is_offered(request.actor, one) else ()
    page = pages.request_page(request.actor, one, {}) | {"comes": [inspections.coming(number, each) for each in comes]}
    return render(request, "desk/right_request.html", page)


@require_http_methods(["GET", "POST"])
def right_inspection(request: DeskRequest, number: str, request_id: UUID) -> HttpResponse:
    """The client comes and looks, by appointment."""
    dossier_id = dossier_numbered(request.actor, number)
    one = selectors.one(request.actor, dossier_id, request_id)
    if not is_offered(request.actor, one):
        raise NotFound("No article offers it for this request.")
    frame = frame_of(request.actor, dossier_id)
    parts = agenda_pages.make_parts(request.actor, frame)
    form = AppointmentForm(request.POST or None, initial=inspections.inspection_begins(parts), **parts)
    if form.is_valid():
        try:
            book(
                request.actor, dossier_id, request_id, agenda_pages.typed(form), telling(form.cleaned_data["tell"])
            )  # fmt: skip
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("It stands in the agenda, and with the request."))
            return redirect("desk:right_request", number, request_id)
    page = inspections.inspection_page(request.actor, frame.name, one, form)
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "desk/appointment_form.html", page, status=status)


@require_POST
def right_act(request: DeskRequest, number: str, request_id: UUID, act: str) -> HttpResponse:
    """Take a step in a request."""
    if act not in ACTS:
        raise NotFound("There is no such act.")
    dossier_id, form = dossier_numbered(request.actor, number), ACTS[act][0](request.POST)
    if form.is_valid() and carried_out(request, form, _do, request, dossier_id, request_id, act, form.cleaned_data):
        return redirect("desk:right_request", number, request_id)
    one = selectors.one(request.actor, dossier_id, request_id)
    page = pages.request_page(request.actor, one, {act: form})
    return render(request, "desk/right_request.html", page, status=InvalidInput.status)


def _do(request: DeskRequest, dossier_id: UUID, request_id: UUID, act: str, said: dict[str, Any]) -> str:
    _form, does, done = ACTS[act]
    does(request, dossier_id, request_id, said)
    return str(done)


def _ask(request: DeskRequest, dossier_id: UUID, request_id: UUID, said: dict[str, Any]) -> None:
    going_on.ask(request.actor, dossier_id, request_id, Question(said["about"]), said["words"])


def _answer(request: DeskRequest, dossier_id: UUID, request_id: UUID, said: dict[str, Any]) -> None:
    decided = answering.Decision(outcome=Outcome(said["outcome"]), reasons=said["reasons"], done=said["done"])
    answering.answer(request.actor, dossier_id, request_id, decided)


def _longer(request: DeskRequest, dossier_id: UUID, request_id: UUID, said: dict[str, Any]) -> None:
    answering.more_time(request.actor, dossier_id, request_id, said["reasons"])


def _pass_on(request: DeskRequest, dossier_id: UUID, request_id: UUID, said: dict[str, Any]) -> None:
    going_on.pass_on(request.actor, dossier_id, request_id, said["words"])


def _replied(request: DeskRequest, dossier_id: UUID, request_id: UUID, said: dict[str, Any]) -> None:
    going_on.replied(request.actor, dossier_id, request_id, said["on"])


def _withdrawn(request: DeskRequest, dossier_id: UUID, request_id: UUID, said: dict[str, Any]) -> None:
    going_on.withdrawn(request.actor, dossier_id, request_id, said["on"])


def _day(data: Any) -> DayForm:
    return DayForm(data, label=_("On which day?"))


def _answer_items(request: DeskRequest, dossier_id: UUID, request_id: UUID, said: dict[str, Any]) -> None:
    decided = answering.Decision(outcome=Outcome.GRANTED, done=said["done"])  # the items say what it is
    answering.answer(request.actor, dossier_id, request_id, decided)


Does = Callable[[DeskRequest, UUID, UUID, dict[str, Any]], None]
ACTS: dict[str, tuple[Callable[[Any], Form], Does, Promise]] = {
    "answer": (AnswerForm, _answer, gettext_lazy("The letter with the answer is ready. It counts once you gave it.")),
    "answer_items": (
        ItemsAnswerForm,
        _answer_items,
        gettext_lazy("The letter with the answer is ready. It counts once you gave it."),
    ),
    "ask": (
        QuestionForm,
        _ask,
        gettext_lazy("The letter with your question is ready. Give it, and the term stands still."),
    ),
    "longer": (LongerForm, _longer, gettext_lazy("The letter is ready. More time counts once you gave it.")),
    "pass_on": (PassOnForm, _pass_on, gettext_lazy("Written down. A letter for the client is ready.")),
    "replied": (_day, _replied, gettext_lazy("Written down. The term goes on.")),
    "withdrawn": (_day, _withdrawn, gettext_lazy("Written down. The request has ended.")),
}
"""By the word in the address: the form, what it does, and what is said afterwards."""
