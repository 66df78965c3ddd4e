"""Figures of requests per year, for who sees to them: a page, and the same as a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from waarborg.desk.pages.request_figures import figures_csv, figures_page
from waarborg.desk.requests import DeskRequest
from waarborg.kernel.file_answers import kept
from waarborg.rights.figures import figures, years


@require_GET
def request_figures(request: DeskRequest, year: int | None = None) -> HttpResponse:
    """The years that are over, and the figures of one: the newest, where none is chosen."""
    found = years(request.actor)
    chosen = year or next(iter(found), None)
    shown = figures(request.actor, chosen) if chosen else None
    return render(request, "desk/request_figures.html", figures_page(found, shown))


@require_GET
def request_figures_csv(request: DeskRequest, year: int) -> HttpResponse:
    """The same as comma-separated values."""
    return kept(figures_csv(figures(request.actor, year)), f"verzoeken-{year}.csv")
