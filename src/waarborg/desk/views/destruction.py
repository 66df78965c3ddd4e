"""What is to be destroyed: lists, approving and declining them, what stays, and the certificates."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from waarborg.desk.pages import destruction as pages
from waarborg.desk.requests import DeskRequest
from waarborg.desk.words import language
from waarborg.destruction import approving, printing, proposing, selectors
from waarborg.kernel.errors import Conflict


@require_GET
def destructions(request: DeskRequest) -> HttpResponse:
    """Every list, the newest first."""
    return render(request, "desk/destructions.html", pages.list_page(selectors.destructions(request.actor)))


@require_GET
def destruction(request: DeskRequest, destruction_id: UUID) -> HttpResponse:
    """One list: what goes, what stays and why, who approved."""
    one = selectors.one(request.actor, destruction_id)
    return render(request, "desk/destruction.html", pages.one_page(request.actor, one))


@require_POST
def destruction_approve(request: DeskRequest, destruction_id: UUID) -> HttpResponse:
    """Approve a list."""
    try:
        not_before = approving.approve(request.actor, destruction_id)
    except Conflict as conflict:
        messages.error(request, str(conflict))
    else:
        said = _("Approved. Somebody else has to look as well.")
        if not_before:
            said = _("Approved. It is destroyed from %(day)s on.") % {"day": date_format(not_before, "j F Y")}
        messages.success(request, said)
    return redirect("desk:destruction", destruction_id)


@require_POST
def destruction_decline(request: DeskRequest, destruction_id: UUID) -> HttpResponse:
    """Decline a list."""
    try:
        approving.decline(request.actor, destruction_id)
    except Conflict as conflict:
        messages.error(request, str(conflict))
    else:
        messages.success(request, _("Declined. Nothing on this list is destroyed."))
    return redirect("desk:destruction", destruction_id)


@require_POST
def destruction_leave_out(request: DeskRequest, destruction_id: UUID, dossier_id: UUID) -> HttpResponse:
    """Let a dossier stay."""
    proposing.leave_out(request.actor, destruction_id, dossier_id)
    messages.success(request, _("This dossier stays. It comes back on a later list."))
    return redirect("desk:destruction", destruction_id)


@require_GET
def certificate(request: DeskRequest, destruction_id: UUID, form: str) -> HttpResponse:
    """The certificate, as PDF or as data."""
    headers = {"Content-Disposition": f'attachment; filename="{destruction_id}.{form}"'}
    if form == "json":
        return JsonResponse(printing.certificate(request.actor, destruction_id), headers=headers)
    content = printing.certificate_pdf(request.actor, destruction_id, language())
    return HttpResponse(content, content_type="application/pdf", headers=headers)
