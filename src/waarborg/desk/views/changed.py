"""Clients who have still to hear that the regulation changed, and telling those whose address is known to be right."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from waarborg.desk.pages import changed as pages
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers.changed import to_tell
from waarborg.gate.organisations import agency
from waarborg.kernel.errors import Conflict
from waarborg.letters.rounds import how_it_stands
from waarborg.letters.telling_all import tell_all


@require_http_methods(["GET", "POST"])
def regulation_changed(request: DeskRequest) -> HttpResponse:
    """Who has an earlier version, how far sending is; and having it sent to all where it may go by e-mail."""
    if request.method == "GET":
        page = pages.changed_page(request.actor, to_tell(request.actor), how_it_stands(request.actor))
        return render(request, "desk/regulation_changed.html", page)
    where = reverse("site:regulation", args=[agency(request.actor.organisation_id).slug])
    try:
        tell_all(request.actor, page=request.build_absolute_uri(where))
    except Conflict as already:
        messages.warning(request, str(already))
    return redirect("desk:regulation_changed")
