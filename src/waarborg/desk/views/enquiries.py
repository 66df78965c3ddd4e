"""What principals ask: a question taken in, its answer, and everything that is open."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms.enquiries import AnsweredForm, EnquiryForm, RefusalForm, WithdrawnForm
from waarborg.desk.forms.mistakes import carried_out, tell
from waarborg.desk.pages import enquiries as pages
from waarborg.desk.requests import DeskRequest
from waarborg.desk.words import articles_in_words
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.enquiries import answering, registering, selectors
from waarborg.enquiries.choices import AskedBy, Asks
from waarborg.enquiries.selectors import SeenEnquiry
from waarborg.kernel.errors import InvalidInput, NotFound

ANSWERED, REFUSED, WITHDRAWN = "beantwoord", "weigeren", "ingetrokken"
"""The words in the address."""


@require_GET
def enquiries(request: DeskRequest, number: str) -> HttpResponse:
    """What principals asked about this client, and what came of it."""
    found = selectors.enquiries_of(request.actor, dossier_numbered(request.actor, number))
    return render(request, "desk/enquiries.html", pages.list_page(found))


@require_GET
def enquiries_open(request: DeskRequest) -> HttpResponse:
    """Everything without an answer where this person may read."""
    return render(request, "desk/enquiries_open.html", pages.open_page(selectors.open_enquiries(request.actor)))


@require_http_methods(["GET", "POST"])
def enquiry_new(request: DeskRequest, number: str) -> HttpResponse:
    """Take a question in."""
    found = selectors.enquiries_of(request.actor, dossier_numbered(request.actor, number))
    if not found.askable:
        raise NotFound("Nobody commissioned anything here but the client.")
    form = EnquiryForm(request.POST or None, trajectories=pages.trajectories_of(found))
    if form.is_valid() and (made := _taken_in(request, found.dossier_id, form)):
        messages.success(request, _("Taken in. It stands on the list of who answers it."))
        return redirect("desk:enquiry", number, made)
    page = {"number": found.number, "form": form}
    return render(request, "desk/enquiry_new.html", page, status=InvalidInput.status if form.is_bound else 200)


def _taken_in(request: DeskRequest, dossier_id: UUID, form: EnquiryForm) -> UUID | None:
    said = form.cleaned_data
    new = registering.NewEnquiry(
        **{name: said[name] for name in ("name", "words", "ground", "reference", "received_on")},
        trajectory_id=UUID(said["trajectory_id"]),
        asks=Asks(said["asks"]),
        came_by=AskedBy(said["came_by"]),
    )
    try:
        return registering.register(request.actor, dossier_id, new)
    except InvalidInput as mistake:
        tell(form, mistake)
        return None


@require_GET
def enquiry(request: DeskRequest, number: str, enquiry_id: UUID) -> HttpResponse:
    """One question: who asks what, until when, and what can be done."""
    one = selectors.one(request.actor, dossier_numbered(request.actor, number), enquiry_id)
    return render(request, "desk/enquiry.html", pages.enquiry_page(request.actor, one, {}))


@require_POST
def enquiry_act(request: DeskRequest, number: str, enquiry_id: UUID, act: str) -> HttpResponse:
    """Answer it, refuse it, or write down that it is asked no more."""
    dossier_id = dossier_numbered(request.actor, number)
    one = selectors.one(request.actor, dossier_id, enquiry_id)
    form = _form(request, one, act)
    if form.is_valid() and carried_out(request, form, _do, request, dossier_id, enquiry_id, act, form.cleaned_data):
        return redirect("desk:enquiry", number, enquiry_id)
    page = pages.enquiry_page(request.actor, one, {act: form})
    return render(request, "desk/enquiry.html", page, status=InvalidInput.status)


def _form(request: DeskRequest, one: SeenEnquiry, act: str) -> Form:
    if act == ANSWERED:
        return AnsweredForm(request.POST, gave=[(str(each.id), str(each.id)) for each in one.gave])
    if act == REFUSED:
        return RefusalForm(request.POST, articles=articles_in_words(request.actor.in_force))
    if act == WITHDRAWN:
        return WithdrawnForm(request.POST)
    raise NotFound("There is no such act.")


def _do(request: DeskRequest, dossier_id: UUID, enquiry_id: UUID, act: str, said: dict[str, Any]) -> str:
    if act == ANSWERED:
        answering.answer(request.actor, dossier_id, enquiry_id, UUID(said["disclosure"]))
        return _("Written down: that was the answer.")
    if act == REFUSED:
        answering.refuse(request.actor, dossier_id, enquiry_id, answering.Refusal(**said))
        return _("The letter is ready. It counts once you gave it.")
    answering.withdrawn(request.actor, dossier_id, enquiry_id)
    return _("Written down. Nothing more is asked.")
