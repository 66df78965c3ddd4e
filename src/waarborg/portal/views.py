"""What people from outside open."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.complaints.of_principals import of_principal
from waarborg.complaints.registering import take_in_of_principal
from waarborg.complaints.rules import principals_complain
from waarborg.disclosures.received import open_copy, received
from waarborg.disclosures.showing import look, shown_to
from waarborg.dossiers import commissions
from waarborg.handing_over.fetching import fetch_in_portal, waiting_in_portal
from waarborg.incoming.written import NewMessage, write
from waarborg.invoicing import received as charged
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.file_answers import kept
from waarborg.portal.entrance import PortalRequest
from waarborg.portal.forms import ComplaintForm, MessageForm
from waarborg.portal.looking import looked_page, looking_page
from waarborg.portal.pages import (
    PRINCIPAL,
    charged_part,
    commission_page,
    commissions_page,
    complaint_lines,
    given_lines,
)
from waarborg.work.reports_due import reports_due


@never_cache
@require_GET
def start(request: PortalRequest) -> HttpResponse:
    """What is theirs, or that the regulation gives them nothing."""
    if PRINCIPAL not in request.actor.roles:
        return render(request, "portal/looking.html", looking_page(request.actor, shown_to(request.actor)))
    found = commissions.commissions(request.actor)
    page = commissions_page(found, reports_due(request.actor))
    page["handed_over"] = waiting_in_portal(request.actor)
    if principals_complain(request.actor.in_force):
        page["complaints"] = complaint_lines(of_principal(request.actor))
    return render(request, "portal/commissions.html", page)


@never_cache
@require_POST
def hand_over(request: PortalRequest, hand_over_id: UUID) -> HttpResponse:
    """What goes at the end of an agreement, fetched once by its principal. Its name says nothing of anybody."""
    fetched = fetch_in_portal(request.actor, hand_over_id)
    return kept(fetched.content, fetched.name)


@never_cache
@require_GET
def commission(request: PortalRequest, number: str) -> HttpResponse:
    """One of a principal's own."""
    seen = commissions.commission(request.actor, number)
    page = commission_page(request.actor, seen, reports_due(request.actor))
    if principals_complain(request.actor.in_force):
        page["complain_url"] = reverse("portal:complaint_new", args=[number])
    page |= charged_part(number, charged.received(request.actor, number))
    page["given"] = given_lines(request.actor, number, received(request.actor, seen.dossier_id))
    return render(request, "portal/commission.html", page)


@never_cache
@require_GET
def given_copy(request: PortalRequest, number: str, given_id: UUID) -> HttpResponse:
    """A copy that was given to this principal, under a name that says nothing of anybody."""
    return kept(open_copy(request.actor, number, given_id), f"{number}.pdf")


@never_cache
@require_GET
def invoice(request: PortalRequest, number: str, invoice_id: UUID) -> HttpResponse:
    """An invoice that was sent through the portal, under a name that says nothing of anybody."""
    return kept(charged.open_invoice(request.actor, number, invoice_id), f"{number}.pdf")


@never_cache
@require_http_methods(["GET", "POST"])
def shown(request: PortalRequest, showing_id: UUID) -> HttpResponse:
    """What a client lets this person look at. Opening it is a deed of their own: it starts the time."""
    waiting = next((one for one in shown_to(request.actor) if one.id == showing_id), None)
    if waiting is None:
        raise NotFound("There is nothing to look at here.")
    if request.method == "GET" and waiting.opened_at is None:
        return redirect("portal:start")
    page = looked_page(request.actor, look(request.actor, showing_id))
    return render(request, "portal/shown.html", page)


@never_cache
@require_http_methods(["GET", "POST"])
def complaint_new(request: PortalRequest, number: str) -> HttpResponse:
    """Complain about work on a commission of one's own, where the procedure has principals complain."""
    if not principals_complain(request.actor.in_force):
        raise NotFound("Principals do not complain here.")
    commission = commissions.own_of(request.actor, number)
    form = ComplaintForm(request.POST or None, name=request.user.display_name)
    if form.is_valid():
        try:
            take_in_of_principal(request.actor, number, form.new(commission.principal_name))
        except InvalidInput as mistake:
            for name, wrong in mistake.fields.items():
                form.add_error(name if name in form.fields else None, wrong)
        else:
            messages.success(request, _("We have your complaint. Below you see by when you hear from us."))
            return redirect("portal:start")
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "portal/complaint_new.html", {"form": form, "number": number}, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def message(request: PortalRequest, number: str) -> HttpResponse:
    """Write to who works on a commission: it waits there until they say what it is."""
    commissions.own_dossier(request.actor, number)
    form = MessageForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        said = form.cleaned_data
        new = NewMessage(
            name=request.user.display_name, subject=said["subject"], text=said["text"], files=form.files_given
        )
        try:
            write(request.actor, number, new)
        except InvalidInput as mistake:
            for name, wrong in mistake.fields.items():
                form.add_error(name, wrong)
        else:
            messages.success(request, _("Sent. It waits for who works on this commission."))
            return redirect("portal:commission", number)
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "portal/message.html", {"form": form, "number": number}, status=status)
