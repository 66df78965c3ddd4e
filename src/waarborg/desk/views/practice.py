"""The way of working: what holds, its lists and kinds of trajectory changed by form, proposals decided on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms import practice as forms
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.forms.proposing import overtaken, say_proposed
from waarborg.desk.pages import practice as pages
from waarborg.desk.pages.complaint_terms import complaint_terms
from waarborg.desk.requests import DeskRequest
from waarborg.gate.door import must_be_allowed
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.languages import reader_language
from waarborg.practice.choices import ListName
from waarborg.practice.document import Way, with_complaints, with_daily, with_list, with_type
from waarborg.practice.items import key_for
from waarborg.practice.selectors import in_hand, practice_of, versions
from waarborg.practice.services import approve, decline, propose


@require_GET
def practice(request: DeskRequest) -> HttpResponse:
    """What holds, and what waits for a decision."""
    page = pages.practice_page(request.actor, practice_of(request.actor.organisation_id), versions(request.actor))
    return render(request, "desk/practice.html", page)


@require_http_methods(["GET", "POST"])
def practice_list(request: DeskRequest, name: str) -> HttpResponse:
    """The items of one list."""
    if name not in ListName.values:
        raise NotFound("There is no such list.")
    must_be_allowed(request.actor, "propose")
    way, base = in_hand(request.actor)
    form = forms.BaseForm(request.POST or None, initial={"base": base})
    kind = forms.OF_LISTS.get(name, forms.ItemForm)
    lines = forms.lines(kind, "lines", request.POST, pages.list_rows(way, name))
    if form.is_valid() and lines.is_valid():
        try:
            changed = with_list(way, name, forms.items_in(lines))
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            return proposed(request, changed, form.cleaned_data["base"])
    page = {"form": form, "lines": lines, "all_forms": [form, *lines], "title": ListName(name).label}
    return render(request, "desk/practice_list.html", page, status=_status(form))


@require_http_methods(["GET", "POST"])
def practice_daily(request: DeskRequest) -> HttpResponse:
    """What a coach is reminded of, and who looks at time."""
    must_be_allowed(request.actor, "propose")
    way, base = in_hand(request.actor)
    form = forms.DailyForm(
        request.POST or None, initial={"base": base, **way.daily.model_dump()}, **pages.daily_choices(request.actor)
    )
    if form.is_valid():
        try:
            changed = with_daily(way, form.daily())
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            return proposed(request, changed, form.cleaned_data["base"])
    page = {"form": form, "all_forms": [form]}
    return render(request, "desk/practice_daily.html", page, status=_status(form))


@require_http_methods(["GET", "POST"])
def practice_complaints(request: DeskRequest) -> HttpResponse:
    """The agency's own terms for complaints, where its regulation names a procedure that is not there."""
    must_be_allowed(request.actor, "propose")
    way, base = in_hand(request.actor)
    terms = complaint_terms(request.actor, way)
    form = forms.ComplaintTermsForm(
        request.POST or None, initial={"base": base, **terms["initial"]}, words=terms["settable"]
    )
    if form.is_valid():
        try:
            changed = with_complaints(way, form.terms())
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            return proposed(request, changed, form.cleaned_data["base"])
    page = {"form": form, "all_forms": [form], **terms}
    return render(request, "desk/practice_complaints.html", page, status=_status(form))


@require_http_methods(["GET", "POST"])
def practice_type(request: DeskRequest, type_key: str) -> HttpResponse:
    """One kind of trajectory."""
    return _type(request, type_key)


@require_http_methods(["GET", "POST"])
def practice_type_new(request: DeskRequest) -> HttpResponse:
    """A kind of trajectory more."""
    return _type(request, "")


def _type(request: DeskRequest, key: str) -> HttpResponse:
    must_be_allowed(request.actor, "propose")
    way, base = in_hand(request.actor)
    one = next((kind for kind in way.trajectory_types if kind.key == key), None)
    if key and one is None:
        raise NotFound("There is no such kind of trajectory.")
    rows = pages.type_rows(one) if one else pages.empty_type()
    form = forms.TypeForm(
        request.POST or None,
        initial=pages.type_initial(one, base),
        catalogue_fields=pages.field_choices(request.actor),
    )
    parts = _parts(request, rows)
    if form.is_valid() and all(part.is_valid() for part in parts.values()):
        try:
            changed = with_type(way, _said(form, parts, key, way))
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            return proposed(request, changed, form.cleaned_data["base"])
    page = {"form": form, **parts, "all_forms": [form, *(line for part in parts.values() for line in part)]}
    page["called"] = one.label(reader_language()) if one else ""
    return render(request, "desk/practice_type.html", page, status=_status(form))


def _parts(request: DeskRequest, rows: Any) -> dict[str, Any]:
    actor = request.actor
    return {
        "phases": forms.lines(forms.PhaseForm, "phases", request.POST, rows["phases"]),
        "tasks": forms.lines(
            forms.TaskForm, "tasks", request.POST, rows["tasks"], executors=pages.executor_choices(actor)
        ),
        "reports": forms.lines(
            forms.ReportForm, "reports", request.POST, rows["reports"], kinds=pages.report_choices(actor)
        ),
    }


def _said(form: forms.TypeForm, parts: dict[str, Any], key: str, way: Way) -> dict[str, Any]:
    """The kind of trajectory as the document has it."""
    said = form.cleaned_data
    asked = [field.split(".", 1) for field in said["fields_asked"]]
    return {
        "key": key or key_for(said["nl"], (one.key for one in way.trajectory_types)),
        **{name: said[name] for name in ("nl", "en", "warn_at", "closing", "retired")},
        "fields": tuple({"of": of, "field": field} for of, field in asked),
        **{name: tuple(forms.items_in(part)) for name, part in parts.items()},
    }


def proposed(request: DeskRequest, way: Way, base: int) -> HttpResponse:
    """Propose a way of working that was typed, and say what became of it."""
    try:
        propose(request.actor, way, base=base)
    except Conflict:
        messages.error(request, overtaken())
    else:
        say_proposed(request)
    return redirect("desk:practice")


@require_POST
def practice_approve(request: DeskRequest, version_id: UUID) -> HttpResponse:
    """Let a proposal come into force."""
    try:
        approve(request.actor, version_id)
    except Conflict:
        messages.error(request, _("This proposal has been decided on, or there is a newer one."))
    else:
        messages.success(request, _("Decided. It holds from now on."))
    return redirect("desk:practice")


@require_POST
def practice_decline(request: DeskRequest, version_id: UUID) -> HttpResponse:
    """Let a proposal not come into force."""
    try:
        decline(request.actor, version_id)
    except Conflict:
        messages.error(request, _("This proposal has been decided on, or there is a newer one."))
    else:
        messages.success(request, _("Declined. What held, holds."))
    return redirect("desk:practice")


def _status(form: Any) -> int:
    return InvalidInput.status if form.is_bound else 200
