"""Maintenance by suppliers: opened, seen, closed; their accounts; and the one page that is theirs."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.accounts.choices import AccountKind, Basis
from waarborg.desk.forms.maintenance import LookForm, SupplierForm, WindowForm
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.pages import maintenance as pages
from waarborg.desk.requests import DeskRequest
from waarborg.gate import invitations
from waarborg.gate.authorisations import NewRole, give_role, open_account
from waarborg.gate.door import Claims, must_be_allowed
from waarborg.gate.suppliers import ROLE, is_supplier, require_bound
from waarborg.kernel.errors import InvalidInput
from waarborg.work import maintenance as room
from waarborg.work.maintenance import NewWindow, latest_end, own_window


@require_http_methods(["GET", "POST"])
def maintenance(request: DeskRequest) -> HttpResponse:
    """Who may open maintenance sees and opens it; a supplier sees whether it is open for them."""
    if is_supplier(request.actor):
        return _own(request)
    suppliers, found = room.windows(request.actor)
    form = WindowForm(
        request.POST or None, suppliers=pages.choices(suppliers), latest=latest_end(request.actor.in_force)
    )
    if form.is_valid():
        said = form.cleaned_data
        new = NewWindow(account_id=UUID(said["account"]), reason=said["reason"], ends_at=said["ends_at"])
        try:
            made = room.open_window(request.actor, new)
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Opened. Everything that is done now is written down."))
            return redirect("desk:maintenance_window", made)
    status = InvalidInput.status if form.is_bound else 200
    page = pages.list_page(request.actor, suppliers, found) | {"form": form}
    return render(request, "desk/maintenance.html", page, status=status)


def _own(request: DeskRequest) -> HttpResponse:
    form = LookForm(request.POST or None)
    if form.is_valid():
        return redirect("desk:dossier", form.cleaned_data["number"].strip())
    status = InvalidInput.status if form.is_bound else 200
    page = pages.own_page(request.actor, own_window(request.actor)) | {"form": form}
    return render(request, "desk/maintenance_own.html", page, status=status)


@require_GET
def maintenance_window(request: DeskRequest, window_id: UUID) -> HttpResponse:
    """One window, with all that was done in it."""
    seen, events = room.what_happened(request.actor, window_id)
    return render(request, "desk/maintenance_window.html", pages.window_page(request.actor, seen, events))


@require_POST
def maintenance_close(request: DeskRequest, window_id: UUID) -> HttpResponse:
    """Close a window before its end."""
    room.close_window(request.actor, window_id)
    messages.success(request, _("Closed. Nothing is open any more."))
    return redirect("desk:maintenance")


@require_http_methods(["GET", "POST"])
def supplier_new(request: DeskRequest) -> HttpResponse:
    """An account for somebody who comes in for an organisation that works for the agency."""
    must_be_allowed(request.actor, "authorise", claims=Claims(facts=("not_oneself",)))
    form = SupplierForm(request.POST or None, parties=pages.party_choices(request.actor))
    if form.is_valid():
        try:
            made = _let_in(request, form)
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            page = {"link": invitations.invite(request.actor, made), "made": True}
            return render(request, "desk/account_link.html", page)
    status = InvalidInput.status if form.is_bound else 200
    page = pages.new_page(request.actor) | {"form": form}
    return render(request, "desk/supplier_new.html", page, status=status)


def _let_in(request: DeskRequest, form: SupplierForm) -> UUID:
    said, party = form.cleaned_data, UUID(form.cleaned_data["party"])
    require_bound(request.actor, party)
    made = open_account(request.actor, login=said["login"], display_name=said["name"], kind=AccountKind.OUTSIDER)
    new = NewRole(
        account_id=made.pk,
        role=ROLE,
        basis=Basis.COMMISSION,
        party_id=party,
        from_on=said["from_on"],
        until_on=said["until_on"],
    )
    give_role(request.actor, new)
    return made.pk
