"""Letting a client in, or who decides for them: invited, invited again, stopped."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.accounts.choices import Basis
from waarborg.admission import selectors, services
from waarborg.admission.newcomers import NewComer
from waarborg.desk.forms.admission import AgainForm, ClientForm, DeathForm, RepresentativeForm
from waarborg.desk.forms.mistakes import in_one_line, tell
from waarborg.desk.pages.admission import admission_page, kinds_to_choose
from waarborg.desk.pages.dossier import dossier_page
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.dossiers.selectors import dossier
from waarborg.gate.organisations import agency
from waarborg.kernel.errors import InvalidInput, NotFound


@require_GET
def admission(request: DeskRequest, number: str) -> HttpResponse:
    """Who comes in for this client."""
    return _page(request, number, {})


@require_POST
def admission_client(request: DeskRequest, number: str) -> HttpResponse:
    """Invite the client."""
    form = ClientForm(request.POST)
    if form.is_valid():
        new = NewComer(basis=Basis.OWN_DOSSIER, by_mail=form.cleaned_data["way"] == "mail")
        if answer := _let_in(request, number, form, new):
            return answer
    return _page(request, number, {"client_form": form})


@require_http_methods(["GET", "POST"])
def admission_other(request: DeskRequest, number: str) -> HttpResponse:
    """Invite who decides for the client."""
    seen = dossier(request.actor, dossier_numbered(request.actor, number))
    form = RepresentativeForm(request.POST or None, kinds=kinds_to_choose(request.actor))
    if form.is_valid():
        said = dict(form.cleaned_data)
        by_mail, kinds = said.pop("way") == "mail", said.pop("categories")
        new = NewComer(by_mail=by_mail, categories=frozenset(kinds) if kinds else None, **said)
        if answer := _let_in(request, number, form, new):
            return answer
    page = dossier_page(request.actor, seen, "desk:admission") | {"form": form}
    return render(request, "desk/admission_other.html", page, status=InvalidInput.status if form.is_bound else 200)


@require_POST
def admission_act(request: DeskRequest, number: str, membership_id: UUID, act: str) -> HttpResponse:
    """Invite somebody again, let them set up another phone, or stop their access."""
    dossier_id = dossier_numbered(request.actor, number)
    try:
        if act == "stoppen":
            services.stop(request.actor, dossier_id, membership_id)
            messages.success(request, _("Stopped. They come in no more, from this moment."))
        elif act == "telefoon":
            services.take_phone(request.actor, dossier_id, membership_id)
            messages.success(request, _("They set up another phone the next time they sign in."))
        elif act == "opnieuw":
            return _again(request, number, dossier_id, membership_id)
        else:
            raise NotFound("There is no such act.")
    except InvalidInput as mistake:
        messages.error(request, in_one_line(mistake))
    return redirect("desk:admission", number)


@require_POST
def admission_death(request: DeskRequest, number: str) -> HttpResponse:
    """Write down that the client died: nobody comes in any more."""
    form = DeathForm(request.POST)
    if form.is_valid():
        try:
            services.record_death(request.actor, dossier_numbered(request.actor, number), form.cleaned_data["on"])
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Written down. Nobody comes in for this client any more."))
            return redirect("desk:admission", number)
    return _page(request, number, {"death_form": form})


def _again(request: DeskRequest, number: str, dossier_id: UUID, membership_id: UUID) -> HttpResponse:
    form = AgainForm(request.POST)
    if not form.is_valid():
        return redirect("desk:admission", number)
    by_mail = form.cleaned_data["way"] == "mail"
    address = form.cleaned_data["address"]
    if by_mail and not address:
        address = services.own_address(request.actor, dossier_id)
    made = services.let_in_again(request.actor, dossier_id, membership_id, by_mail=by_mail, address=address)
    return _made(request, number, made)


def _let_in(request: DeskRequest, number: str, form: Form, new: NewComer) -> HttpResponse | None:
    try:
        made = services.let_in(request.actor, dossier_numbered(request.actor, number), new)
    except InvalidInput as mistake:
        tell(form, mistake)
        return None
    return _made(request, number, made)


def _made(request: DeskRequest, number: str, made: services.LetIn) -> HttpResponse:
    """The letter to print, this once; of a link that was mailed there is nothing to show."""
    if not made.code:
        messages.success(request, _("The invitation is on its way by e-mail."))
        return redirect("desk:admission", number)
    page = {
        "number": number,
        "code": made.code,
        "login": made.login,
        "expires_at": made.expires_at,
        "address": request.build_absolute_uri(reverse("mine:in_letter")),
        "agency": agency(request.actor.organisation_id).name,
    }
    return render(request, "desk/admission_letter.html", page)


def _page(request: DeskRequest, number: str, forms: dict[str, Any]) -> HttpResponse:
    dossier_id = dossier_numbered(request.actor, number)
    seen = dossier(request.actor, dossier_id)
    page = dossier_page(request.actor, seen, "desk:admission")
    page |= admission_page(request.actor, number, selectors.comers_of(request.actor, dossier_id))
    page |= {"client_form": ClientForm(), "death_form": DeathForm(), "again_form": AgainForm()} | forms
    return render(request, "desk/admission.html", page, status=InvalidInput.status if forms else 200)
