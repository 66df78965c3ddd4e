"""Looking along: ask, decide, look back, stop."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms.looking import AskForm, DecideForm, ReviewForm
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.pages import looking as pages
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers import looking, looks
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.kernel.errors import InvalidInput, NotFound


@require_GET
def view_requests(request: DeskRequest) -> HttpResponse:
    """What waits, what runs, what must be looked back on."""
    return render(request, "desk/view_requests.html", pages.list_page(request.actor, looking.looks_of(request.actor)))


@require_POST
def view_ask(request: DeskRequest, number: str) -> HttpResponse:
    """Ask to look along in a dossier that is not one's own."""
    dossier_id, form = dossier_numbered(request.actor, number), AskForm(request.POST)
    if form.is_valid():
        try:
            made = looks.ask(request.actor, dossier_id, reason=form.cleaned_data["reason"])
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Your question was sent. You see the answer here."))
            return redirect("desk:view_request", made)
    return render(request, "desk/view_ask.html", {"form": form, "number": number}, status=InvalidInput.status)


@require_http_methods(["GET", "POST"])
def view_request(request: DeskRequest, view_id: UUID) -> HttpResponse:
    """One request, and the decision about it."""
    one = looking.look(request.actor, view_id)
    page = pages.request_page(request.actor, one)
    if not (one.is_waiting and one.may_decide):
        return render(request, "desk/view_request.html", page)
    form = DecideForm(
        request.POST or None,
        kinds=pages.kinds_to_choose(request.actor, one),
        on_the_spot=pages.needs_presence(request.actor, one),
    )
    if form.is_valid() and _decided(request, one, form):
        return redirect("desk:view_request", view_id)
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "desk/view_request.html", page | {"form": form, "form_url": request.path}, status=status)


def _decided(request: DeskRequest, one: looking.Look, form: DecideForm) -> bool:
    """Grant or refuse, by the button that was pressed; say in the form what is missing."""
    said = form.cleaned_data
    try:
        if request.POST.get("decision") == "grant":
            granting = looks.Granting(
                answer=said["answer"], categories=said["categories"], on_the_spot=said.get("on_the_spot", False)
            )
            looks.grant(request.actor, one.dossier_id, one.id, granting)
            messages.success(request, _("Granted. It ends by itself; after that you look back on it."))
        else:
            looks.refuse(request.actor, one.dossier_id, one.id, answer=said["answer"])
            messages.success(request, _("Refused. Your colleague can read why."))
    except InvalidInput as mistake:
        tell(form, mistake)
        return False
    return True


@require_http_methods(["GET", "POST"])
def view_review(request: DeskRequest, view_id: UUID) -> HttpResponse:
    """Look back on a view that is over: did what was seen fit the reason?"""
    one, events = looking.seen_during(request.actor, view_id)
    page, form = pages.review_page(request.actor, one, events), ReviewForm(request.POST or None)
    if not one.awaits_review:
        return render(request, "desk/view_review.html", page)
    if form.is_valid():
        fits, finding = form.cleaned_data["fits"] == "yes", form.cleaned_data["finding"]
        looks.review(request.actor, one.dossier_id, one.id, finding=finding, fits=fits)
        messages.success(request, _("The check is closed."))
        return redirect("desk:view_review", view_id)
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "desk/view_review.html", page | {"form": form, "form_url": request.path}, status=status)


@require_POST
def view_stop(request: DeskRequest, view_id: UUID) -> HttpResponse:
    """End one's own view before its time."""
    try:
        looks.stop(request.actor, looking.dossier_of_own(request.actor, view_id), view_id)
    except NotFound:
        messages.info(request, _("This view was over already."))
    else:
        messages.success(request, _("You stopped looking along."))
    return redirect("desk:today")
