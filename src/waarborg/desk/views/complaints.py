"""Complaints: the register, one taken in, one with its clock, and everything that can be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.complaints import letters, registering, selectors
from waarborg.complaints.assigning import is_left, numbered
from waarborg.complaints.choices import CameBy, Channel, Complainant, Subject
from waarborg.complaints.rules import handles_complaints
from waarborg.complaints.sealing import Said
from waarborg.desk.forms import complaints as forms
from waarborg.desk.forms.complaint_new import ComplaintForm
from waarborg.desk.forms.mistakes import in_one_line, tell
from waarborg.desk.pages import complaint_acts
from waarborg.desk.pages import complaints as pages
from waarborg.desk.pages.complaint_new import taking_in
from waarborg.desk.pages.complaint_register import list_page
from waarborg.desk.requests import DeskRequest
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.file_answers import shown

OF_SAID = ("name", "acts_for", "address", "place", "phone", "email", "signed", "description")


@require_GET
def complaints(request: DeskRequest) -> HttpResponse:
    """The register: every complaint that this person may know of, the nearest day first."""
    found = selectors.register(request.actor)
    return render(request, "desk/complaints.html", list_page(request.actor, found))


@require_http_methods(["GET", "POST"])
def complaint_new(request: DeskRequest) -> HttpResponse:
    """Take a complaint in. Whoever hears one writes it down; who handles complaints goes on with it."""
    form = ComplaintForm(request.POST or None, **taking_in(request.actor))
    if form.is_valid() and (made := _taken_in(request, form)):
        if not handles_complaints(request.actor):
            messages.success(request, _("Taken in. Who handles complaints goes on with it; it is not in the dossier."))
            return redirect("desk:today")
        messages.success(request, _("Taken in. Say who handles it: somebody who has no part in it."))
        return redirect("desk:complaints" if form.cleaned_data["number"] else "desk:complaint", *_to(form, made))
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "desk/complaint_new.html", {"form": form}, status=status)


def _to(form: ComplaintForm, made: UUID) -> list[UUID]:
    """Of a dossier whoever took it in may have a part in it: then they see it no more."""
    return [] if form.cleaned_data["number"] else [made]


def _taken_in(request: DeskRequest, form: ComplaintForm) -> UUID | None:
    said = form.cleaned_data
    try:
        new = registering.NewComplaint(
            said=Said(
                **{name: said[name] for name in OF_SAID}, dated=said["dated"].isoformat() if said["dated"] else ""
            ),
            complainant=Complainant(said["complainant"]),
            came_by=CameBy(said["came_by"]),
            subject=Subject(said["subject"]),
            received_on=said["received_on"],
            about_on=said["about_on"],
            about_id=UUID(said["about_id"]) if said["about_id"] else None,
            dossier_id=numbered(request.actor, said["number"]) if said["number"] else None,
            party_id=_chosen(said, "party_id") if said["complainant"] == Complainant.PRINCIPAL else None,
            follows_id=_chosen(said, "follows_id"),
        )
        return registering.take_in(request.actor, new)
    except InvalidInput as mistake:
        tell(form, mistake)
        return None


def _chosen(said: Mapping[str, Any], name: str) -> UUID | None:
    return UUID(said[name]) if said.get(name) else None


@require_GET
def complaint(request: DeskRequest, complaint_id: UUID) -> HttpResponse:
    """One complaint: what is said, each last day, and what can be done now; of one without a handler, who goes on."""
    if is_left(request.actor, complaint_id):
        return redirect("desk:complaint_left", complaint_id)
    one = selectors.one(request.actor, complaint_id)
    return render(request, "desk/complaint.html", pages.complaint_page(request.actor, one, {}))


@require_POST
def complaint_act(request: DeskRequest, complaint_id: UUID, act: str) -> HttpResponse:
    """Do something with it."""
    one = selectors.one(request.actor, complaint_id)
    form = next((form for name, _title, form in pages.acts(request.actor, one, request.POST) if name == act), None)
    if form is None:
        raise NotFound("There is no such act now.")
    if form.is_valid():
        try:
            said = complaint_acts.do(request.actor, complaint_id, act, form.cleaned_data)
        except InvalidInput as mistake:
            tell(form, mistake)
        except Conflict as conflict:
            messages.error(request, str(conflict))
            return redirect("desk:complaint", complaint_id)
        else:
            messages.success(request, said)
            return redirect(*complaint_acts.where(request.actor, complaint_id, act, form.cleaned_data))
    page = pages.complaint_page(request.actor, one, {act: form})
    return render(request, "desk/complaint.html", page, status=InvalidInput.status)


@require_GET
def complaint_letter(request: DeskRequest, complaint_id: UUID, letter_id: UUID) -> HttpResponse:
    """A letter as it was made."""
    return shown(letters.open_letter(request.actor, complaint_id, letter_id), f"{letter_id}.pdf")


@require_POST
def complaint_given(request: DeskRequest, complaint_id: UUID, letter_id: UUID) -> HttpResponse:
    """Write down that a letter was given: from now on it counts."""
    form = forms.given(request.POST)
    if form.is_valid():
        said: dict[str, Any] = form.cleaned_data
        try:
            letters.give(request.actor, complaint_id, letter_id, Channel(said["channel"]), said["on"])
        except InvalidInput as mistake:
            messages.error(request, in_one_line(mistake))
        except Conflict as conflict:
            messages.error(request, str(conflict))
        else:
            messages.success(request, _("Written down. What the letter says counts from that day."))
    else:
        messages.error(request, _("Say how and on which day you gave the letter."))
    return redirect("desk:complaint", complaint_id)
