"""What people from outside open."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from waarborg.disclosures.received import open_copy, received
from waarborg.disclosures.showing import look, shown_to
from waarborg.dossiers import commissions
from waarborg.incoming.written import NewMessage, write
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.portal.entrance import PortalRequest
from waarborg.portal.forms import MessageForm
from waarborg.portal.looking import looked_page, looking_page
from waarborg.portal.pages import PRINCIPAL, commission_page, commissions_page, given_lines
from waarborg.work.reports_due import reports_due


@never_cache
@require_GET
def start(request: PortalRequest) -> HttpResponse:
    """What is theirs, or that the regulation gives them nothing."""
    if PRINCIPAL not in request.actor.roles:
        return render(request, "portal/looking.html", looking_page(request.actor, shown_to(request.actor)))
    found = commissions.commissions(request.actor)
    page = commissions_page(found, reports_due(request.actor))
    return render(request, "portal/commissions.html", page)


@never_cache
@require_GET
def commission(request: PortalRequest, number: str) -> HttpResponse:
    """One of a principal's own."""
    seen = commissions.commission(request.actor, number)
    page = commission_page(request.actor, seen, reports_due(request.actor))
    page["given"] = given_lines(request.actor, number, received(request.actor, seen.dossier_id))
    return render(request, "portal/commission.html", page)


@never_cache
@require_GET
def given_copy(request: PortalRequest, number: str, given_id: UUID) -> HttpResponse:
    """A copy that was given to this principal, under a name that says nothing of anybody."""
    return HttpResponse(
        open_copy(request.actor, number, given_id),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{number}.pdf"',
            "Content-Security-Policy": "sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )


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
