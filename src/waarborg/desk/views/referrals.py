"""New clients: who was referred and has not begun."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from waarborg.desk.pages import referrals as pages
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers.beginnings import beginnings


@require_GET
def referrals(request: DeskRequest) -> HttpResponse:
    """Who waits, by stage, the longest waiting first."""
    return render(request, "desk/referrals.html", pages.list_page(request.actor, beginnings(request.actor)))
