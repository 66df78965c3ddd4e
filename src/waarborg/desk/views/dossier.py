"""One dossier: its overview, who has access, and who looked."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from waarborg.desk.pages.access import access_page
from waarborg.desk.pages.dossier import dossier_page, overview
from waarborg.desk.pages.looked import looked_page
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers import access, history, selectors
from waarborg.dossiers.numbering import dossier_numbered


@require_GET
def dossier(request: DeskRequest, number: str) -> HttpResponse:
    """What is in it, as far as this person may see."""
    seen = selectors.dossier(request.actor, dossier_numbered(request.actor, number))
    page = dossier_page(request.actor, seen, "desk:dossier") | overview(request.actor, seen)
    return render(request, "desk/dossier.html", page)


@require_GET
def who_has_access(request: DeskRequest, number: str) -> HttpResponse:
    """Who may open it, and why."""
    seen = access.who_has_access(request.actor, dossier_numbered(request.actor, number))
    page = dossier_page(request.actor, seen.frame, "desk:who_has_access") | access_page(request.actor, seen)
    return render(request, "desk/who_has_access.html", page)


@require_GET
def who_looked(request: DeskRequest, number: str) -> HttpResponse:
    """Everything that happened around it."""
    dossier_id = dossier_numbered(request.actor, number)
    seen = history.who_looked(request.actor, dossier_id, before=request.GET.get("voor"))
    page = dossier_page(request.actor, seen.frame, "desk:who_looked") | looked_page(request.actor, seen)
    return render(request, "desk/who_looked.html", page)
