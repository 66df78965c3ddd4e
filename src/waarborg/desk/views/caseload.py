"""One's own clients, and finding one of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from waarborg.desk.pages.caseload import caseload_page
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers import caseloads

LONGEST_QUERY = 100


@require_GET
def caseload(request: DeskRequest) -> HttpResponse:
    """The dossiers this person works with, or a page of all of them for who may read all."""
    found = caseloads.caseload(request.actor, after=request.GET.get("na") or None)
    return render(request, "desk/caseload.html", caseload_page(request.actor, found))


@require_http_methods(["GET", "POST"])
def search(request: DeskRequest) -> HttpResponse:
    """Find by name, birth date, postcode or number. A POST: a name never stands in an address."""
    words = request.POST.get("q", "").strip()[:LONGEST_QUERY]
    if not words:
        return redirect("desk:caseload")
    found = caseloads.caseload(request.actor, words=words)
    page: dict[str, Any] = caseload_page(request.actor, found) | {"query": words, "search_url": reverse("desk:search")}
    return render(request, "desk/caseload.html", page)
