"""Time: one's own week, that of a dossier, and weeks that are approved."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.days import asked_day
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.forms.time import TimeForm
from waarborg.desk.pages import hours as pages
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers import items
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.kernel.errors import Conflict, InvalidInput
from waarborg.work import approvals, time_entries
from waarborg.work.time_sheets import sheet_of, time_in


@require_GET
def hours(request: DeskRequest) -> HttpResponse:
    """One's own week, or one day of it, with the declarable share."""
    day = asked_day(request)
    page = pages.sheet_page(request.actor, sheet_of(request.actor, day), day, one_day="toon" in request.GET)
    return render(request, "desk/hours.html", page)


@require_GET
def dossier_hours(request: DeskRequest, number: str) -> HttpResponse:
    """The time spent in a dossier, and its sum per trajectory."""
    entries, used = time_in(request.actor, dossier_numbered(request.actor, number))
    return render(request, "desk/dossier_hours.html", pages.dossier_page(request.actor, number, entries, used))


@require_http_methods(["GET", "POST"])
def time_add(request: DeskRequest, number: str) -> HttpResponse:
    """Enter time."""
    dossier_id = dossier_numbered(request.actor, number)
    entry = time_entries.required_governing(catalogue_of(request.actor.in_force))
    where = items.to_add(request.actor, dossier_id, entry.key)
    form = TimeForm(request.POST or None, **pages.form_parts(request.actor, where))
    if form.is_valid():
        try:
            time_entries.add_time(request.actor, dossier_id, pages.typed_time(form))
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Saved. It counts in the hours of this trajectory."))
            return redirect("desk:time_add" if "again" in request.POST else "desk:dossier_hours", number)
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "desk/time_form.html", pages.form_page(number, where.name, form), status=status)


@require_http_methods(["GET", "POST"])
def time_correct(request: DeskRequest, number: str, time_id: UUID) -> HttpResponse:
    """Strike an entry and enter it as it should have been, or strike it alone."""
    dossier_id = dossier_numbered(request.actor, number)
    old = pages.one_of(time_in(request.actor, dossier_id)[0], time_id)
    form = TimeForm(request.POST or None, **pages.correct_parts(request.actor, old))
    if "strike" in request.POST or form.is_valid():
        try:
            if "strike" in request.POST:
                time_entries.strike_time(request.actor, dossier_id, time_id)
            else:
                time_entries.correct_time(request.actor, dossier_id, time_id, pages.typed_time(form))
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Corrected. What stood there before is struck."))
            return redirect("desk:dossier_hours", number)
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "desk/time_form.html", pages.form_page(number, "", form, old), status=status)


@require_GET
def weeks(request: DeskRequest) -> HttpResponse:
    """The weeks of colleagues, for who looks at them."""
    return render(request, "desk/weeks.html", pages.weeks_page(request.actor, approvals.weeks(request.actor)))


@require_POST
def week_approve(request: DeskRequest, account_id: UUID, monday: str) -> HttpResponse:
    """Approve a colleague's week as it was seen, or take that back."""
    first = pages.day_of(monday)
    try:
        if "take_back" in request.POST:
            approvals.take_back_approval(request.actor, account_id, first)
        else:
            approvals.approve_week(request.actor, account_id, first, pages.minutes_seen(request.POST))
    except (Conflict, InvalidInput):
        messages.error(request, _("This week is not as it was when you looked at it. Look again."))
    else:
        messages.success(request, _("Done. Your colleague sees it in their own week."))
    return redirect("desk:weeks")
