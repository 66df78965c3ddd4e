"""Principals: a list, recording one, what was agreed with it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from waarborg.desk.forms.mistakes import in_one_line, tell
from waarborg.desk.forms.principals import AgreementForm, AssuranceForm, EndForm, OtherPartyForm, PartyForm
from waarborg.desk.pages import principals as pages
from waarborg.desk.requests import DeskRequest
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.parties import selectors, services
from waarborg.parties.handing_out import Handed, given_to, hand_to_principal
from waarborg.parties.selectors import SeenParty

OWN_IDS = "id_assure_%s"
"""Two forms stand on one page."""


@require_http_methods(["GET", "POST"])
def principals(request: DeskRequest) -> HttpResponse:
    """Who sends people here, and recording one more."""
    form = PartyForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = services.register_party(request.actor, kind=said["kind"], name=said["name"])
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Recorded. Now add what was agreed."))
            return redirect("desk:principal", made)
    status = InvalidInput.status if form.is_bound else 200
    page = pages.list_page(request.actor, selectors.principals(request.actor)) | {"form": form}
    return render(request, "desk/principals.html", page, status=status)


@require_http_methods(["GET", "POST"])
def principal(request: DeskRequest, party_id: UUID) -> HttpResponse:
    """One of them, with its agreements; and adding one."""
    seen = selectors.principal(request.actor, party_id)
    form = AgreementForm(request.POST or None, initial={"acts_as": pages.usual_role(request.actor, seen)})
    if form.is_valid():
        try:
            services.agree(request.actor, party_id, services.NewContract(**form.cleaned_data))
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("The agreement was recorded."))
            return redirect("desk:principal", party_id)
    status = InvalidInput.status if form.is_bound else 200
    return _principal(request, seen, form, AssuranceForm(auto_id=OWN_IDS), status)


def _principal(
    request: DeskRequest, seen: SeenParty, form: AgreementForm, assurance: AssuranceForm, status: int
) -> HttpResponse:
    page = pages.principal_page(request.actor, seen, given_to(request.actor, seen.id)) | {
        "form": form,
        "assurances": pages.assurances_of(selectors.assurances(request.actor, seen.id)),
        "assurance_form": assurance,
    }
    return render(request, "desk/principal.html", page, status=status)


@require_POST
def principal_hand_out(request: DeskRequest, party_id: UUID) -> HttpResponse:
    """Write down that a principal got the regulation."""
    form = pages.hand_out_form(request.actor, request.POST)
    if not form.is_valid():
        messages.error(request, _("Fill in how and when it was given, and what shows it."))
        return redirect("desk:principal", party_id)
    said = form.cleaned_data
    complaints = said.get("complaints", False)
    handed = Handed(on=said["on"], how=said["how"], proof=said["proof"], complaints=complaints)
    try:
        hand_to_principal(request.actor, party_id, handed)
    except InvalidInput as mistake:
        messages.error(request, in_one_line(mistake))
    else:
        messages.success(request, _("Written down. The proof stands with it."))
    return redirect("desk:principal", party_id)


@require_POST
def party_assure(request: DeskRequest, party_id: UUID) -> HttpResponse:
    """Record that something about a party was made sure of."""
    form = AssuranceForm(request.POST, auto_id=OWN_IDS)
    if form.is_valid():
        try:
            services.assure(request.actor, party_id, services.NewAssurance(**form.cleaned_data))
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Recorded. It counts when data are given to this party."))
            return redirect("desk:principal", party_id)
    seen = selectors.principal(request.actor, party_id)
    return _principal(request, seen, AgreementForm(), form, InvalidInput.status)


@require_POST
def assurance_end(request: DeskRequest, assurance_id: UUID) -> HttpResponse:
    """It is so no more, from today on."""
    services.end_assurance(request.actor, assurance_id, ended_on=clock.today())
    messages.success(request, _("Recorded. From today on it no longer counts."))
    return redirect("desk:principals")


@require_http_methods(["GET", "POST"])
def parties(request: DeskRequest) -> HttpResponse:
    """Other organisations outside, and recording one more."""
    form = OtherPartyForm(request.POST or None)
    if form.is_valid():
        try:
            made = services.register_party(request.actor, **form.cleaned_data)
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Recorded. Now add what was made sure of."))
            return redirect("desk:principal", made)
    status = InvalidInput.status if form.is_bound else 200
    page = pages.others_page(request.actor, selectors.others(request.actor)) | {"form": form}
    return render(request, "desk/parties.html", page, status=status)


@require_POST
def agreement_end(request: DeskRequest, contract_id: UUID) -> HttpResponse:
    """Write the last day of an agreement."""
    form = EndForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Fill in the last day."))
        return redirect("desk:principals")
    try:
        services.end_agreement(request.actor, contract_id, ends_on=form.cleaned_data["ends_on"])
    except InvalidInput as mistake:
        messages.error(request, in_one_line(mistake))
    else:
        messages.success(request, _("The last day was recorded. Terms that run from it count from then."))
    return redirect("desk:principals")
