"""Clients out of Excel or CSV: handed in, its columns chosen, tried, brought in, undone."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms.imports import ColumnsForm, ConfirmForm, FileForm
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.pages import imports as pages
from waarborg.desk.requests import DeskRequest
from waarborg.imports import parking, services, sheets, waiting
from waarborg.imports.choices import ImportState
from waarborg.imports.findings import from_json
from waarborg.imports.undoing import ChangedSince
from waarborg.kernel.errors import Conflict, InvalidInput
from waarborg.kernel.file_answers import kept
from waarborg.kernel.languages import reader_language


@require_http_methods(["GET", "POST"])
def imports(request: DeskRequest) -> HttpResponse:
    """One's own imports, and handing in a file."""
    form = FileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data["file"]
        content, files = form.content("file"), form.content("documents")
        try:
            import_id = services.receive(request.actor, name=given.name, content=content, files=files)
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            return redirect("desk:import_columns", import_id)
    status = InvalidInput.status if form.is_bound else 200
    page = pages.imports_page(waiting.mine(request.actor)) | {"form": form}
    return render(request, "desk/imports.html", page, status=status)


@require_GET
def import_template(request: DeskRequest) -> HttpResponse:
    """An empty sheet with a column for everything that this person may bring in."""
    return kept(sheets.template(request.actor, reader_language()), "sjabloon.xlsx")


@require_http_methods(["GET", "POST"])
def import_columns(request: DeskRequest, import_id: UUID) -> HttpResponse:
    """What each column is."""
    standing, found = waiting.state_of(request.actor, import_id), waiting.look(request.actor, import_id)
    form = ColumnsForm(request.POST or None, **pages.form_of(request.actor, found))
    if form.is_valid():
        try:
            services.columns_chosen(request.actor, import_id, form.mapped)
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            return redirect("desk:import_one", import_id)
    status = InvalidInput.status if form.is_bound else 200
    page = pages.standing_page(standing) | {"form": form, "name": found.waiting.name}
    return render(request, "desk/import_columns.html", page, status=status)


@require_GET
def import_one(request: DeskRequest, import_id: UUID) -> HttpResponse:
    """How an import stands, and what was found in it."""
    return _shown(request, import_id)


def _shown(request: DeskRequest, import_id: UUID, form: ConfirmForm | None = None) -> HttpResponse:
    standing = waiting.state_of(request.actor, import_id)
    page = pages.standing_page(standing)
    if standing.state == ImportState.TRIED:
        found = waiting.look(request.actor, import_id).waiting
        page |= pages.findings_page(request.actor, found.headers, from_json(found.findings))
        page |= {"name": found.name, "form": form or ConfirmForm(initial={"announced": found.fingerprint})}
    status = InvalidInput.status if form else 200
    return render(request, "desk/import_one.html", page, status=status)


@require_GET
def import_report(request: DeskRequest, import_id: UUID) -> HttpResponse:
    """The report of a dry run, as long as the file waits. Written down."""
    found = waiting.look(request.actor, import_id).waiting
    return kept(sheets.report(found.headers, from_json(found.findings)), "verslag.xlsx")


@require_POST
def import_confirm(request: DeskRequest, import_id: UUID) -> HttpResponse:
    """Bring it in as it was shown."""
    form = ConfirmForm(request.POST)
    waiting.state_of(request.actor, import_id)
    if not form.is_valid():
        return _shown(request, import_id, form)
    said = form.cleaned_data
    try:
        services.confirm(request.actor, import_id, announced=said["announced"], park=said["park"])
    except InvalidInput as mistake:
        tell(form, mistake)
        return _shown(request, import_id, form)
    except Conflict:
        messages.error(request, _("This is not what was shown: look at it again."))
    return redirect("desk:import_one", import_id)


@require_POST
def import_undo(request: DeskRequest, import_id: UUID) -> HttpResponse:
    """Undo it, unless something else happened in these dossiers since."""
    try:
        services.undo(request.actor, import_id)
    except ChangedSince as changed:
        said = _("This cannot be undone: something else happened since in %(numbers)s.")
        messages.error(request, said % {"numbers": ", ".join(changed.numbers)})
    return redirect("desk:import_one", import_id)


@require_POST
def import_end(request: DeskRequest, import_id: UUID) -> HttpResponse:
    """Throw it away."""
    try:
        waiting.throw_away(request.actor, import_id)
    except Conflict:
        messages.error(request, _("This is being brought in, or is in already."))
    else:
        messages.success(request, _("Thrown away. Nothing of it can be read any more."))
    return redirect("desk:imports")


@require_GET
def parked_rows(request: DeskRequest) -> HttpResponse:
    """Rows that could not come in, kept aside for whoever brought them."""
    return render(request, "desk/parked_rows.html", pages.parked_page(parking.parked(request.actor)))


@require_GET
def parked_sheet(request: DeskRequest) -> HttpResponse:
    """One's parked rows as a sheet, to complete and hand in again. Written down."""
    return kept(sheets.parked_sheet(parking.parked(request.actor)), "geparkeerd.xlsx")


@require_POST
def parked_end(request: DeskRequest) -> HttpResponse:
    """Throw all of one's parked rows away."""
    return _let_go(request, None)


@require_POST
def parked_end_one(request: DeskRequest, parked_id: UUID) -> HttpResponse:
    """Throw one parked row away."""
    return _let_go(request, parked_id)


def _let_go(request: DeskRequest, parked_id: UUID | None) -> HttpResponse:
    gone = parking.let_go(request.actor, parked_id)
    messages.success(request, _("Rows thrown away: %(number)s.") % {"number": gone})
    return redirect("desk:parked_rows")
