"""New clients: who was referred and has not begun, and opening a dossier for one more."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from waarborg.desk.forms.mistakes import tell
from waarborg.desk.forms.referrals import ClientForm
from waarborg.desk.pages import referrals as pages
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers.beginnings import beginnings
from waarborg.dossiers.people_known import Known, Traits, known_already
from waarborg.dossiers.services import open_dossier
from waarborg.kernel.errors import InvalidInput


@require_GET
def referrals(request: DeskRequest) -> HttpResponse:
    """Who waits, by stage, the longest waiting first."""
    return render(request, "desk/referrals.html", pages.list_page(request.actor, beginnings(request.actor)))


@require_GET
def referral_choose(request: DeskRequest) -> HttpResponse:
    """Who refers: a principal under an agreement that runs, or the person themself."""
    return render(request, "desk/referral_choose.html", pages.choose_page(request.actor))


@require_http_methods(["GET", "POST"])
def referral_new(request: DeskRequest, contract_id: UUID) -> HttpResponse:
    """Somebody whom a principal refers."""
    return _new(request, pages.new_client(request.actor, contract_id))


@require_http_methods(["GET", "POST"])
def referral_themself(request: DeskRequest) -> HttpResponse:
    """Somebody who comes by themself."""
    return _new(request, pages.new_client(request.actor, None))


def _new(request: DeskRequest, client: pages.NewClient) -> HttpResponse:
    form, known = client.form(request.POST or None), Known()
    if form.is_valid() and not client.not_yet(form):
        known = _known(request, client, form)
        if known.nobody or form.cleaned_data.get("different"):
            try:
                made = open_dossier(request.actor, client.new(form))
            except InvalidInput as mistake:
                tell(form, mistake)
            else:
                messages.success(request, _("The dossier is open. You keep it until somebody is assigned."))
                return redirect("desk:dossier", made.number)
        else:
            form.ask_whether_different()
    status = InvalidInput.status if form.is_bound else 200
    page = pages.new_page(client, known) | {"form": form}
    return render(request, "desk/referral_new.html", page, status=status)


def _known(request: DeskRequest, client: pages.NewClient, form: ClientForm) -> Known:
    born = form.born
    traits = Traits(name=form.name, birth_date=born.isoformat() if born else "", number=form.typed("bsn"))
    return known_already(request.actor, traits, claims=client.claims)
