"""What people from outside open."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from waarborg.dossiers import commissions
from waarborg.portal.entrance import PortalRequest
from waarborg.portal.pages import commission_page, commissions_page
from waarborg.work.reports_due import reports_due


@never_cache
@require_GET
def start(request: PortalRequest) -> HttpResponse:
    """What is theirs, or that the regulation gives them nothing."""
    found = commissions.commissions(request.actor)
    page = commissions_page(request.actor, found, reports_due(request.actor))
    return render(request, "portal/commissions.html", page)


@never_cache
@require_GET
def commission(request: PortalRequest, number: str) -> HttpResponse:
    """One of a principal's own."""
    seen = commissions.commission(request.actor, number)
    return render(request, "portal/commission.html", commission_page(request.actor, seen, reports_due(request.actor)))
