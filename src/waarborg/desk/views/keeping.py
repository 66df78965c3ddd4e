"""How long a dossier is kept, and what stops its destruction."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms.keeping import HoldForm, NecessityForm
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.pages.keeping import hold_choices, keeping_page, necessity_page
from waarborg.desk.requests import DeskRequest
from waarborg.destruction.closed_parts import kept_of
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.kernel.errors import InvalidInput
from waarborg.retention import holds, necessity


@require_GET
def retention(request: DeskRequest, number: str) -> HttpResponse:
    """When each thing ends, by which article, and what holds it."""
    kept, closed = kept_of(request.actor, dossier_numbered(request.actor, number))
    return render(request, "desk/retention.html", keeping_page(request.actor, kept, closed))


@require_POST
def hold_place(request: DeskRequest, number: str) -> HttpResponse:
    """Stop the destruction of a dossier."""
    dossier_id = dossier_numbered(request.actor, number)
    form = HoldForm(request.POST, holds=hold_choices(request.actor))
    if form.is_valid():
        try:
            holds.place(request.actor, dossier_id, holds.NewHold(**form.cleaned_data))
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Nothing of this dossier is destroyed until somebody lifts this."))
            return redirect("desk:retention", number)
    page = keeping_page(request.actor, *kept_of(request.actor, dossier_id), form)
    return render(request, "desk/retention.html", page, status=InvalidInput.status)


@require_POST
def hold_lift(request: DeskRequest, number: str, hold_id: UUID) -> HttpResponse:
    """Let destruction go its way again."""
    holds.lift(request.actor, dossier_numbered(request.actor, number), hold_id)
    messages.success(request, _("Lifted. What is due can be proposed again."))
    return redirect("desk:retention", number)


@require_http_methods(["GET", "HEAD", "POST"])
def weigh_necessity(request: DeskRequest, number: str) -> HttpResponse:
    """Weigh whether what is kept is still needed, kind by kind."""
    dossier_id = dossier_numbered(request.actor, number)
    found = necessity.weighed_of(request.actor, dossier_id)
    form = NecessityForm(request.POST if request.method == "POST" else None, kinds=found.kinds)
    if form.is_valid():
        try:
            necessity.weigh(request.actor, dossier_id, form.needed())
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Written down. What is not needed any more comes on a list."))
            return redirect("desk:tasks")
    page = necessity_page(request.actor, found, form)
    return render(request, "desk/necessity.html", page, status=InvalidInput.status if form.errors else 200)
