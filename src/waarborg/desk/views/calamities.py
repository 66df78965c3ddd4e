"""The register of calamities: a new one, one of them, what is done with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.backups import calamities as services
from waarborg.backups.selectors import may_see
from waarborg.desk.forms.calamities import CalamityForm, moment_in
from waarborg.desk.forms.mistakes import carried_out, tell
from waarborg.desk.pages import calamities as pages
from waarborg.desk.requests import DeskRequest
from waarborg.gate.actors import Actor
from waarborg.kernel.errors import InvalidInput, NotFound


@require_GET
def calamities(request: DeskRequest) -> HttpResponse:
    """Every calamity, the newest first."""
    return render(request, "desk/calamities.html", pages.register_page(services.calamities(request.actor)))


@require_http_methods(["GET", "POST"])
def calamity_new(request: DeskRequest) -> HttpResponse:
    """Register one."""
    if not may_see(request.actor):
        raise NotFound("There is nothing here for you.")
    form = CalamityForm(request.POST or None)
    if form.is_valid():
        try:
            made = services.register_calamity(request.actor, form.new())
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Registered. Write down here what is done, step by step."))
            return redirect("desk:calamity", made)
    return render(request, "desk/calamity_new.html", {"form": form}, status=InvalidInput.status if form.errors else 200)


@require_GET
def calamity(request: DeskRequest, calamity_id: UUID) -> HttpResponse:
    """One of them: what happened, by which plan, what was done."""
    seen = services.one(request.actor, calamity_id)
    return render(request, "desk/calamity.html", pages.calamity_page(request.actor, seen, {}))


@require_POST
def calamity_act(request: DeskRequest, calamity_id: UUID, act: str) -> HttpResponse:
    """Write down a step, or close it."""
    if act not in pages.FORMS:
        raise Http404
    seen = services.one(request.actor, calamity_id)
    form = pages.FORMS[act](request.POST)
    if form.is_valid() and carried_out(request, form, _do, request.actor, calamity_id, act, form.cleaned_data):
        return redirect("desk:calamity", calamity_id)
    page = pages.calamity_page(request.actor, seen, {act: form})
    return render(request, "desk/calamity.html", page, status=InvalidInput.status)


def _do(actor: Actor, calamity_id: UUID, act: str, said: dict[str, Any]) -> str:
    if act == "gedaan":
        services.note_step(actor, calamity_id, said["text"], moment_in(said, "done"))
    else:
        services.close_calamity(actor, calamity_id, said["lesson"], moment_in(said, "over"))
    return _("Written down.")
