"""When the agency itself ends: decided, and its steps ticked by name."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from waarborg.desk.forms.handing_over import AgencyEndForm
from waarborg.desk.forms.mistakes import carried_out
from waarborg.desk.pages.agency_end import end_page
from waarborg.desk.requests import DeskRequest
from waarborg.gate.actors import Actor
from waarborg.handing_over.agency_end import decide, how_it_stands, tick
from waarborg.kernel.errors import Conflict, InvalidInput


@require_http_methods(["GET", "POST"])
def agency_end(request: DeskRequest) -> HttpResponse:
    """How it stands; or what it would be, and the form that decides it."""
    form = AgencyEndForm(request.POST or None)
    if form.is_valid() and carried_out(request, form, _decide, request.actor, form):
        return redirect("desk:agency_end")
    page = end_page(request.actor, how_it_stands(request.actor)) | {"form": form}
    return render(request, "desk/agency_end.html", page, status=InvalidInput.status if form.is_bound else 200)


def _decide(actor: Actor, form: AgencyEndForm) -> str:
    decide(actor, **form.cleaned_data)
    return _("Decided, and written down. Nothing ends by it alone: go on with the steps.")


@require_POST
def agency_end_tick(request: DeskRequest, step: str) -> HttpResponse:
    """Write down that a step was done."""
    try:
        tick(request.actor, step)
    except Conflict as conflict:
        messages.error(request, str(conflict))
    else:
        messages.success(request, _("Written down, with your name."))
    return redirect("desk:agency_end")
