"""The agenda: one's own days and weeks, the appointments of a dossier, and the address for calendar programs."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.announcing import telling
from waarborg.desk.days import asked_day
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.forms.time import AppointmentForm
from waarborg.desk.pages import agenda as pages
from waarborg.desk.pages.notes import AFTER
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers.frames import frame_of
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.work import appointments as services
from waarborg.work.agenda import agenda_of, appointments_of, has_address, make_address, withdraw_address
from waarborg.work.choices import AppointmentState


@require_GET
def agenda(request: DeskRequest) -> HttpResponse:
    """One's own agenda: a week, or one day of it."""
    shown = pages.Shown.of(asked_day(request), one_day="toon" in request.GET)
    found = agenda_of(request.actor, shown.first, days=shown.days)
    return render(request, "desk/agenda.html", pages.agenda_page(request.actor, shown, found))


@require_GET
def dossier_appointments(request: DeskRequest, number: str) -> HttpResponse:
    """The appointments of a dossier."""
    found = appointments_of(request.actor, dossier_numbered(request.actor, number))
    return render(request, "desk/appointments.html", pages.dossier_page(request.actor, number, found))


@require_http_methods(["GET", "POST"])
def appointment_make(request: DeskRequest, number: str) -> HttpResponse:
    """Make an appointment; the client hears of time and place alone."""
    dossier_id = dossier_numbered(request.actor, number)
    frame = frame_of(request.actor, dossier_id)
    form = AppointmentForm(request.POST or None, **pages.make_parts(request.actor, frame))
    if form.is_valid():
        try:
            services.make(request.actor, dossier_id, pages.typed(form), telling(form.cleaned_data["tell"]))
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("It stands in the agenda."))
            return redirect("desk:dossier_appointments", number)
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "desk/appointment_form.html", pages.form_page(number, frame.name, form), status=status)


@require_http_methods(["GET", "POST"])
def appointment_move(request: DeskRequest, number: str, appointment_id: UUID) -> HttpResponse:
    """Another time or place."""
    dossier_id = dossier_numbered(request.actor, number)
    old = pages.one_of(appointments_of(request.actor, dossier_id), appointment_id)
    form = AppointmentForm(request.POST or None, initial=pages.as_it_is(old))
    if form.is_valid():
        try:
            services.move(
                request.actor, dossier_id, appointment_id, starts_at=form.starts_at, place=form.cleaned_data["place"],
                minutes=form.cleaned_data["minutes"], tell=telling(form.cleaned_data["tell"]),
            )  # fmt: skip
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("The appointment was moved."))
            return redirect("desk:dossier_appointments", number)
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "desk/appointment_form.html", pages.form_page(number, old.name, form, old), status=status)


@require_POST
def appointment_settle(request: DeskRequest, number: str, appointment_id: UUID) -> HttpResponse:
    """Write what became of it; of what has been, the note follows."""
    state = request.POST.get("state", "")
    if state not in AppointmentState.values or state == AppointmentState.PLANNED:
        raise NotFound("An appointment does not come to that.")
    channel = "email" if request.POST.get("tell") == "email" and state == AppointmentState.CANCELLED else ""
    try:
        dossier_id = dossier_numbered(request.actor, number)
        services.settle(request.actor, dossier_id, appointment_id, AppointmentState(state), telling(channel))
    except (Conflict, InvalidInput) as mistake:
        messages.error(request, " ".join([_("This was not written down."), *getattr(mistake, "fields", {}).values()]))
    else:
        if state == AppointmentState.DONE:
            url = reverse("desk:note_add", args=[number])
            return redirect(f"{url}?{urlencode({AFTER: str(appointment_id)})}")
        messages.success(request, _("Written down."))
    return redirect("desk:dossier_appointments", number)


@require_http_methods(["GET", "POST"])
def agenda_address(request: DeskRequest) -> HttpResponse:
    """The secret address for calendar programs: made, shown once, withdrawn."""
    secret = ""
    if request.method == "POST":
        if "withdraw" in request.POST:
            withdraw_address(request.actor)
            messages.success(request, _("The address leads nowhere any more."))
            return redirect("desk:agenda_address")
        secret = make_address(request.actor)
    page = pages.address_page(request, secret=secret, there_is_one=has_address(request.actor))
    return render(request, "desk/agenda_address.html", page)
