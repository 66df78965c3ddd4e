"""The intake: how far it is, its steps one by one, its end. Each step saves by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms.intake import HandOutForm, UnstartedForm
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.forms.records import RecordForm
from waarborg.desk.pages import intake as pages
from waarborg.desk.requests import DeskRequest
from waarborg.desk.views.consents import answered, consent_form, consent_parts
from waarborg.desk.views.records import added
from waarborg.dossiers import addresses, items
from waarborg.dossiers.handing_out import CLIENT, PRINCIPAL, hand_to_client, hand_to_principal_of
from waarborg.dossiers.intake import Intake, ends_unstarted, intake_of
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.gate.organisations import agency
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.identifiers import is_identifier
from waarborg.kernel.languages import reader_language
from waarborg.letters import information, regulation
from waarborg.parties.choices import Proof
from waarborg.parties.handing_out import Handed
from waarborg.practice.selectors import practice_of
from waarborg.work.task_lists import Start, start_trajectory

ENDS = {"ended_on": "on", "closing_reason": "reason"}
"""What a service calls the fields of the form for what does not start."""


@require_GET
def intake(request: DeskRequest, number: str) -> HttpResponse:
    """How far it is, and what is still to be done."""
    seen = intake_of(request.actor, dossier_numbered(request.actor, number))
    return render(request, "desk/intake.html", pages.overview_page(request.actor, seen))


@require_POST
def intake_start(request: DeskRequest, number: str) -> HttpResponse:
    """Leave the intake: the trajectory starts today, with its list of tasks."""
    seen = intake_of(request.actor, dossier_numbered(request.actor, number))
    try:
        start_trajectory(request.actor, seen.seen.id, _begins(seen), Start(started_on=clock.today()))
    except InvalidInput as mistake:
        page = pages.overview_page(request.actor, seen) | {"mistakes": list(mistake.fields.values()) or [str(mistake)]}
        return render(request, "desk/intake.html", page, status=InvalidInput.status)
    messages.success(request, _("The trajectory has started. Its tasks stand on the list."))
    return redirect("desk:dossier", number)


@require_http_methods(["GET", "POST"])
def intake_ends(request: DeskRequest, number: str) -> HttpResponse:
    """It does not start: since when and why, and what happens with the data."""
    seen = intake_of(request.actor, dossier_numbered(request.actor, number))
    reasons = practice_of(request.actor.organisation_id).choice_list("closing_reasons", reader_language())
    form = UnstartedForm(request.POST or None, reasons=reasons)
    if form.is_valid():
        try:
            ends_unstarted(request.actor, seen.seen.id, _begins(seen), **form.cleaned_data)
        except InvalidInput as mistake:
            tell(form, mistake, lambda name: ENDS.get(name, name))
        else:
            messages.success(request, _("Closed: it does not start. Below stands when each thing goes."))
            return redirect("desk:retention", number)
    on = form.cleaned_data.get("on") if form.is_bound else None
    page = pages.ends_page(request.actor, seen, on or clock.today()) | {"form": form}
    return render(request, "desk/intake_ends.html", page, status=_status(form))


@require_POST
def intake_letter(request: DeskRequest, number: str) -> HttpResponse:
    """Make the information letter that goes with the regulation."""
    information.make(request.actor, dossier_numbered(request.actor, number))
    messages.success(request, _("The letter is ready. Read it, give it, and write down how."))
    return redirect("desk:letters", number)


@require_http_methods(["GET", "POST"])
def intake_step(request: DeskRequest, number: str, step: str) -> HttpResponse:
    """One step of it."""
    seen = intake_of(request.actor, dossier_numbered(request.actor, number))
    page = pages.step_page(request.actor, seen, step)
    if not page:
        raise NotFound("There is no such step in this intake.")
    if step in {pages.REGULATION, pages.PRINCIPAL}:
        return _hand_out(request, seen, page, CLIENT if step == pages.REGULATION else PRINCIPAL)
    if step == pages.ADDRESS:
        return _address(request, seen, page)
    if step.startswith(pages.CONSENT):
        return _consent(request, seen, page, step.removeprefix(pages.CONSENT))
    return _kind(request, seen, page, step.removeprefix(pages.KIND))


def _hand_out(request: DeskRequest, seen: Intake, page: Mapping[str, Any], whom: str) -> HttpResponse:
    form = pages.hand_out_form(request.actor, seen, whom, request.POST or None)
    if form.is_valid() and _handed(request, seen, form, whom):
        messages.success(request, _("Written down. The proof stands with it."))
        return redirect(page["after_url"])
    given = seen.hand_outs if whom == CLIENT else seen.principal_hand_outs
    shown = {**page, **pages.hand_out_page(request.actor, whom, given), "form": form, "whom": whom}
    return render(request, "desk/intake_regulation.html", shown, status=_status(form))


def _handed(request: DeskRequest, seen: Intake, form: HandOutForm, whom: str) -> bool:
    said, actor = form.cleaned_data, request.actor
    scan = said.get("record_id") if said["proof"] == Proof.SCAN else None
    handed = Handed(on=said["on"], how=said["how"], proof=said["proof"], record_id=UUID(scan) if scan else None)
    try:
        if whom == PRINCIPAL:
            hand_to_principal_of(actor, seen.seen.id, _begins(seen), handed)
        elif handed.proof == Proof.SENT:
            slug = agency(actor.organisation_id).slug
            page = request.build_absolute_uri(reverse("site:regulation", args=[slug]))
            regulation.send(actor, seen.seen.id, handed, page=page)
        else:
            hand_to_client(actor, seen.seen.id, handed)
    except InvalidInput as mistake:
        tell(form, mistake)
        return False
    return True


def _address(request: DeskRequest, seen: Intake, page: Mapping[str, Any]) -> HttpResponse:
    asked = request.POST.get("record", "")
    if request.method == "POST" and is_identifier(asked):
        addresses.confirm(request.actor, seen.seen.id, UUID(asked))
        messages.success(request, _("Written down: the address is right today."))
        return redirect("desk:intake_step", seen.seen.number, pages.ADDRESS)
    return render(request, "desk/intake_address.html", {**page, **pages.address_page(seen)})


def _consent(request: DeskRequest, seen: Intake, page: Mapping[str, Any], fact: str) -> HttpResponse:
    one = seen.consent(fact)
    form = consent_form(request.actor, seen, one, request.POST or None)
    if form.is_valid() and answered(request.actor, seen.seen.id, one, form):
        messages.success(request, _("The answer is written down."))
        return redirect(page["after_url"])
    shown = {**page, **consent_parts(request.actor, one), "form": form}
    return render(request, "desk/intake_consent.html", shown, status=_status(form))


def _kind(request: DeskRequest, seen: Intake, page: Mapping[str, Any], category: str) -> HttpResponse:
    one = seen.kind(category)
    shown = {**page, **pages.kind_page(request.actor, one, seen.seen.number)}
    if one.records and one.entry.rule.single:
        return render(request, "desk/intake_kind.html", shown)
    where = items.to_add(request.actor, seen.seen.id, category)
    form = RecordForm(request.POST or None, entry=where.entry, around=pages.around_at_the_start(request.actor, where))
    if form.is_valid() and added(request, seen.seen.id, form):
        messages.success(request, _("Saved."))
        return redirect(page["after_url"])
    return render(request, "desk/intake_kind.html", shown | {"form": form}, status=_status(form))


def _begins(seen: Intake) -> UUID:
    if seen.trajectory is None:
        raise NotFound("No trajectory of this dossier is in its intake.")
    return UUID(seen.trajectory["id"])


def _status(form: forms.Form) -> int:
    return InvalidInput.status if form.is_bound else 200
