"""Overviews: which were made, making one of a period that is over, and taking one along."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from waarborg.desk.forms.overviews import OverviewForm
from waarborg.desk.pages import overviews as pages
from waarborg.desk.requests import DeskRequest
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.file_answers import kept, shown
from waarborg.kernel.languages import reader_language
from waarborg.overviews import printing, releasing, selectors
from waarborg.overviews.protecting import Refusal
from waarborg.overviews.rules import rule_of


@require_http_methods(["GET", "POST"])
def overviews(request: DeskRequest) -> HttpResponse:
    """Everything that was made; and a form for one more."""
    kinds = releasing.approved(request.actor)
    form = OverviewForm(request.POST or None, choices=pages.choices(kinds))
    refused = ""
    if form.is_bound and form.is_valid():
        made = releasing.release(request.actor, form.definition, form.period)
        if not isinstance(made, Refusal):
            return redirect("desk:overview", made.pk)
        refused = releasing.why(made, rule_of(request.actor).smallest)
    page = pages.list_page(request.actor, selectors.tables(request.actor, reader_language()), kinds)
    page |= {"form": form, "refused": refused}
    return render(request, "desk/overviews.html", page, status=InvalidInput.status if form.is_bound else 200)


@require_GET
def overview(request: DeskRequest, release_id: UUID) -> HttpResponse:
    """One table with its chart."""
    seen = selectors.table(request.actor, release_id, reader_language())
    return render(request, "desk/overview.html", pages.one_page(request.actor, seen))


@require_GET
def overview_file(request: DeskRequest, release_id: UUID, form: str) -> HttpResponse:
    """The same to take along: as CSV or PDF; or its chart."""
    seen = selectors.table(request.actor, release_id, reader_language())
    name = f"overzicht-{release_id}.{form}"
    if form == pages.NARROW:
        return shown(printing.as_chart(seen, narrow=True), f"overzicht-{release_id}.svg")
    if form == "svg":
        return shown(printing.as_chart(seen), name)
    if form == "csv":
        return kept(printing.as_csv(seen), name)
    if form == "pdf":
        return kept(printing.as_pdf(request.actor, seen, reader_language()), name)
    raise NotFound("An overview is taken along as CSV or PDF.")
