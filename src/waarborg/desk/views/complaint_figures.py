"""The yearly report on complaints and the quarters for UWV: a page, and the report as PDF."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from waarborg.complaints import figures, printing
from waarborg.desk.pages.complaint_figures import figures_page
from waarborg.desk.requests import DeskRequest
from waarborg.kernel import clock
from waarborg.kernel.file_answers import kept
from waarborg.kernel.languages import reader_language


@require_GET
def complaint_figures(request: DeskRequest, year: int | None = None) -> HttpResponse:
    """One year: its quarters, and its report once it is over."""
    found = figures.years(request.actor)
    chosen = year or clock.today().year
    over = figures.report(request.actor, chosen) if chosen < clock.today().year else None
    page = figures_page(found, chosen, over, figures.quarters(request.actor, chosen))
    return render(request, "desk/complaint_figures.html", page)


@require_GET
def complaint_report(request: DeskRequest, year: int) -> HttpResponse:
    """The report of a year that is over, as PDF."""
    return kept(printing.report_pdf(request.actor, year, reader_language()), f"klachten-{year}.pdf")


@require_GET
def complaint_quarter(request: DeskRequest, year: int, quarter: int) -> HttpResponse:
    """The five counts of a quarter that is over, as PDF for UWV."""
    found = printing.quarter_pdf(request.actor, year, quarter, reader_language())
    return kept(found, f"klachten-{year}-{quarter}.pdf")
