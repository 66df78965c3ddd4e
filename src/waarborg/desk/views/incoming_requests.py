"""Requests that were sent in on the website: the list, one of them, whose it is, or that nothing is kept."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms.incoming_requests import InMessageForm, MatchForm, UndeliveredForm
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.pages import incoming_requests as pages
from waarborg.desk.pages.rights import rights_of
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.incoming.selectors import one_mail
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.rights import sorting_in, undelivered
from waarborg.rights.choices import CameBy, Identity, ToldBy
from waarborg.rights.registering import NewRequest, register


@require_GET
def incoming_requests(request: DeskRequest) -> HttpResponse:
    """Everything that was sent in and waits for this person's role, and answers that did not arrive."""
    page = pages.incoming_page(sorting_in.waiting(request.actor), undelivered.undelivered(request.actor))
    return render(request, "desk/incoming_requests.html", page)


@require_http_methods(["GET", "POST"])
def incoming_request(request: DeskRequest, incoming_id: UUID) -> HttpResponse:
    """One of them: what was asked, and whose it is."""
    one = sorting_in.look(request.actor, incoming_id)
    form = MatchForm(request.POST or None, for_another=bool(one.said.sender))
    if form.is_valid():
        said = form.cleaned_data
        try:
            sorting_in.match(request.actor, incoming_id, said["number"], mandate_seen_on=said.get("mandate_seen_on"))
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Taken into the dossier. The term counts from the day on which it came in."))
            return redirect("desk:incoming_requests")
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "desk/incoming_request.html", pages.one_page(one, form), status=status)


@require_POST
def incoming_nothing(request: DeskRequest, incoming_id: UUID) -> HttpResponse:
    """Nothing is kept of who asks: they are told so."""
    sorting_in.nothing_held(request.actor, incoming_id)
    messages.success(
        request, _("Written down. Who asked is told that nothing is kept; then what they sent is destroyed.")
    )
    return redirect("desk:incoming_requests")


@require_http_methods(["GET", "POST"])
def incoming_undelivered(request: DeskRequest, incoming_id: UUID) -> HttpResponse:
    """An answer that no e-mail server takes: it goes to another address, or somebody tells it otherwise."""
    one = undelivered.look(request.actor, incoming_id)
    form = UndeliveredForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        if said["how"] == form.AGAIN:
            undelivered.send_again(request.actor, incoming_id, said["email"])
            messages.success(request, _("It goes to the other address within minutes."))
        else:
            undelivered.told(request.actor, incoming_id, ToldBy(said["how"]))
            messages.success(request, _("Written down. What they sent us has been destroyed."))
        return redirect("desk:incoming_requests")
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "desk/incoming_undelivered.html", pages.undelivered_page(one, form), status=status)


@require_http_methods(["GET", "POST"])
def unsorted_request(request: DeskRequest, mail_id: UUID) -> HttpResponse:
    """A request that stands in a message gets its own clock, from the day on which the message came in."""
    found = one_mail(request.actor, mail_id)
    form = InMessageForm(
        request.POST or None,
        rights=rights_of(request.actor),
        words=found.said.text,
        received_on=clock.day_of(found.row.received_at),
    )
    if form.is_valid() and _registered(request, form):
        messages.success(request, _("Taken in, with its own term. The message itself still waits to be sorted."))
        return redirect("desk:unsorted_mail", mail_id)
    status = InvalidInput.status if form.is_bound else 200
    page = {"back_url": reverse("desk:unsorted_mail", args=[mail_id]), "form": form}
    return render(request, "desk/incoming_in_message.html", page, status=status)


def _registered(request: DeskRequest, form: InMessageForm) -> bool:
    said = form.cleaned_data
    new = NewRequest(
        rights=said["rights"],
        received_on=said["received_on"],
        words=said["words"],
        came_by=CameBy.EMAIL,
        identity=Identity.DOUBTED,
    )
    try:
        register(request.actor, dossier_numbered(request.actor, said["number"].strip()), new)
    except InvalidInput as mistake:
        tell(form, mistake)
        return False
    except NotFound:
        form.add_error("number", _("There is no dossier with this number."))
        return False
    return True
