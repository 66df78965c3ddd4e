"""A client's own data for the client: who looked, in sentences, and how the agency has that told."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from waarborg.desk.forms.subject_access import NAMES, ROLES, ToldHowForm
from waarborg.desk.pages import subject_access as pages
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.gate.door import must_be_allowed
from waarborg.kernel.errors import InvalidInput
from waarborg.subject_access import wording
from waarborg.subject_access.looked import looked


@require_GET
def told(request: DeskRequest, number: str) -> HttpResponse:
    """Who looked, as the client reads it."""
    dossier_id = dossier_numbered(request.actor, number)
    log = looked(request.actor, dossier_id, before=request.GET.get("voor"))
    return render(request, "desk/told.html", pages.told_page(log))


@require_http_methods(["GET", "POST"])
def told_how(request: DeskRequest) -> HttpResponse:
    """Names of colleagues, or their roles alone."""
    must_be_allowed(request.actor, wording.ACT)
    now = wording.wording_of(request.actor)
    form = ToldHowForm(request.POST or None, initial={"who": NAMES if now.by_name else ROLES})
    if form.is_valid():
        wording.decide_wording(request.actor, by_name=form.cleaned_data["who"] == NAMES)
        messages.success(request, _("Written down. It holds from now on."))
        return redirect("desk:practice")
    page = {"form": form, "now": now}
    return render(request, "desk/told_how.html", page, status=InvalidInput.status if form.is_bound else 200)
