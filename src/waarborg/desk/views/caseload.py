"""One's own clients: the list, finding one of them, lists that are kept, and a list as a file."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms.lists import ExportForm, list_form
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.pages import caseload as pages
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers import caseloads, exports, saved_lists
from waarborg.dossiers.list_filters import Asked
from waarborg.dossiers.search_terms import settled
from waarborg.dossiers.spreadsheets import workbook
from waarborg.gate.organisations import agency
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.file_answers import kept

LONGEST_QUERY = 100


@require_GET
def caseload(request: DeskRequest) -> HttpResponse:
    """The dossiers this person works with, or a page of all of them for who may read all."""
    form = list_form(request.GET)
    asked = form.asked
    found = caseloads.caseload(request.actor, replace(asked, after=request.GET.get("na") or None))
    return render(request, "desk/caseload.html", pages.caseload_page(request.actor, found, asked, form))


@require_http_methods(["GET", "POST"])
def search(request: DeskRequest) -> HttpResponse:
    """Find by name, birth date, postcode, telephone or number. A POST: a name never stands in an address."""
    words = request.POST.get("q", "").strip()[:LONGEST_QUERY]
    if not words:
        return redirect("desk:caseload")
    asked = Asked(words=words, state="all")
    found = caseloads.caseload(request.actor, asked)
    page = pages.caseload_page(request.actor, found, asked) | {"query": words, "search_url": reverse("desk:search")}
    return render(request, "desk/caseload.html", page)


@require_POST
def suggest(request: DeskRequest) -> HttpResponse:
    """What is found while somebody types: asked when they pause, and each answer is one event with what it showed."""
    words = request.POST.get("q", "").strip()[:LONGEST_QUERY]
    asked = Asked(words=words, state="all")
    rows = caseloads.caseload(request.actor, asked, most=caseloads.SUGGESTED).rows if settled(words) else []
    return render(request, "desk/parts/suggestions.html", {"rows": rows, "settled": settled(words)})


@require_POST
def list_keep(request: DeskRequest) -> HttpResponse:
    """Keep a list as it is asked for."""
    asked = list_form(request.POST).asked
    try:
        saved_lists.keep(request.actor, asked)
    except InvalidInput as mistake:
        messages.error(request, str(mistake))
    else:
        messages.success(request, _("Kept. The list stands above the table."))
    return redirect(f"{reverse('desk:caseload')}?{pages.query_of(asked)}")


@require_POST
def list_away(request: DeskRequest, list_id: UUID) -> HttpResponse:
    """Keep a list no longer."""
    saved_lists.take_away(request.actor, list_id)
    messages.success(request, _("The list is gone. The dossiers in it are where they were."))
    return redirect("desk:caseload")


@require_http_methods(["GET", "POST"])
def list_export(request: DeskRequest) -> HttpResponse:
    """A list as a file, in the answer itself: nothing of it is kept here."""
    asked = list_form(request.POST if request.method == "POST" else request.GET).asked
    form = ExportForm(request.POST or None, **pages.export_choices(request.actor))
    if form.is_valid():
        try:
            return _file(request, exports.export(request.actor, asked, **form.cleaned_data))
        except InvalidInput as mistake:
            tell(form, mistake)
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "desk/list_export.html", pages.export_page(asked) | {"form": form}, status=status)


def _file(request: DeskRequest, made: exports.Exported) -> HttpResponse:
    book = workbook(made.sheets, author=agency(request.actor.organisation_id).name)
    return kept(book, f"{_('list')}-{clock.today().isoformat()}.xlsx")
