"""The records of one kind: read, add, correct, their history, and a masked value shown whole."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms.mistakes import tell
from waarborg.desk.forms.records import RecordForm, RevealForm
from waarborg.desk.pages import records as pages
from waarborg.desk.pages.dossier import dossier_page
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers import items, selectors
from waarborg.dossiers import records as services
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.choices import RevealReason
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound


@require_GET
def records(request: DeskRequest, number: str, category: str) -> HttpResponse:
    """Everything of one kind."""
    return _shown(request, number, category)


def _shown(
    request: DeskRequest, number: str, category: str, revealed: selectors.SeenRecord | None = None, *, status: int = 200
) -> HttpResponse:
    entry = catalogue_of(request.actor.in_force).entries.get(category)
    if entry is None:
        raise NotFound("The regulation knows no such kind of data.")
    seen = selectors.category_of(request.actor, dossier_numbered(request.actor, number), category)
    page = dossier_page(request.actor, seen, "desk:records")
    page |= pages.records_page(request.actor, seen, entry, revealed)
    return render(request, "desk/records.html", page, status=status)


@require_POST
def record_reveal(request: DeskRequest, number: str, record_id: UUID) -> HttpResponse:
    """Show one record whole, this once, with the reason. Written down as an act of its own."""
    form = RevealForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose what you need it for."))
        where, _record = items.one(request.actor, dossier_numbered(request.actor, number), record_id)
        return _shown(request, number, where.entry.key, status=InvalidInput.status)
    why = RevealReason(form.cleaned_data["reason"])
    where, record = items.reveal(request.actor, dossier_numbered(request.actor, number), record_id, why)
    return _shown(request, number, where.entry.key, record)


@require_http_methods(["GET", "POST"])
def record_add(request: DeskRequest, number: str, category: str) -> HttpResponse:
    """Add a record. What was typed is never lost."""
    dossier_id = dossier_numbered(request.actor, number)
    where = items.to_add(request.actor, dossier_id, category)
    form = RecordForm(request.POST or None, entry=where.entry, around=pages.around(request.actor, where))
    if form.is_valid() and added(request, dossier_id, form):
        messages.success(request, _("Added to the dossier. It stands here now."))
        return redirect("desk:records", number, category)
    status = InvalidInput.status if form.is_bound else 200
    page = pages.form_page(request.actor, where) | {"form": form}
    return render(request, "desk/record_form.html", page, status=status)


def added(request: DeskRequest, dossier_id: UUID, form: RecordForm) -> bool:
    """Add what was typed; say in the form what is not right yet. Raises `Refused`."""
    around = form.cleaned_data
    new = services.NewRecord(
        category=form.entry.key,
        fields=form.values,
        source=around["source"],
        purpose=around["purpose"],
        occurred_on=around["occurred_on"],
        note=around.get("note", ""),
        trajectory_id=UUID(around["trajectory"]) if around.get("trajectory") else None,
        judged=form.judged,
        secret_address=bool(around.get("secret_address")),
    )
    try:
        services.add_record(request.actor, dossier_id, new)
    except InvalidInput as mistake:
        tell(form, mistake, form.named)
        return False
    return True


@require_http_methods(["GET", "POST"])
def record_correct(request: DeskRequest, number: str, record_id: UUID) -> HttpResponse:
    """Correct a record: a new version; the old one stays readable."""
    dossier_id = dossier_numbered(request.actor, number)
    where, record = items.to_correct(request.actor, dossier_id, record_id)
    form = RecordForm(request.POST or None, entry=where.entry, around=pages.around(request.actor, where, record))
    page, status = pages.form_page(request.actor, where, record), 200
    if form.is_valid():
        try:
            services.correct_record(request.actor, dossier_id, record_id, correction_of(form, record))
        except InvalidInput as mistake:
            tell(form, mistake, form.named)
        except Conflict:
            page["theirs"], status = pages.overtaken(request.actor, form, record), Conflict.status
        else:
            messages.success(request, _("Corrected. The old text stays in the history."))
            return redirect("desk:records", number, where.entry.key)
    status = InvalidInput.status if form.errors else status
    return render(request, "desk/record_form.html", page | {"form": form}, status=status)


def correction_of(form: RecordForm, record: selectors.SeenRecord) -> services.Correction:
    """What was typed to correct a record, with what no form shows left as it is."""
    said = form.cleaned_data
    return services.Correction(
        fields={**pages.not_in_form(record), **form.values},
        reason=said["reason"],
        source=said["source"],
        version=said["version"],
        purpose=record.purpose,
        judged=form.judged,
        secret_address=said.get("secret_address"),
    )


@require_GET
def record_history(request: DeskRequest, number: str, record_id: UUID) -> HttpResponse:
    """Everything that one record has said."""
    where, record, earlier = items.history(request.actor, dossier_numbered(request.actor, number), record_id)
    return render(request, "desk/record_history.html", pages.history_page(request.actor, where, record, earlier))
