"""Invoices: all of them, those of a dossier, one made, looked at, finished, sent; what goes to the books."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms.invoices import DetailsForm, RateForm, SendForm
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.pages import invoices as pages
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.invoicing import billing, drafting, finishing, selectors
from waarborg.invoicing.choices import SentHow
from waarborg.invoicing.choosing import to_invoice
from waarborg.invoicing.sending import send
from waarborg.invoicing.transferring import transfer
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.file_answers import kept, shown
from waarborg.parties.selectors import principal
from waarborg.practice.selectors import practice_of

ANSWERS = {"pdf": shown, "xml": kept}
"""How each of its files is answered with: looked at, or taken along."""
BOOKS = "boekhouding.csv"
"""The name of the file for the books: it says nothing of anybody."""


@require_GET
def invoices(request: DeskRequest) -> HttpResponse:
    """All that one may see."""
    found = selectors.invoices(request.actor)
    return render(request, "desk/invoices.html", pages.list_page(request.actor, found))


@require_POST
def invoices_transfer(request: DeskRequest) -> HttpResponse:
    """Those chosen, as a file for the books."""
    try:
        made = transfer(request.actor, _chosen(request))
    except InvalidInput as mistake:
        messages.error(request, str(mistake))
        return redirect("desk:invoices")
    return kept(made.content, BOOKS)


def _chosen(request: DeskRequest) -> list[UUID]:
    try:
        return [UUID(one) for one in request.POST.getlist("invoices")]
    except ValueError:
        raise NotFound("There is no such invoice here.") from None


@require_GET
def dossier_invoices(request: DeskRequest, number: str) -> HttpResponse:
    """Those of a dossier."""
    found = selectors.invoices_of(request.actor, dossier_numbered(request.actor, number))
    return render(request, "desk/dossier_invoices.html", pages.dossier_page(request.actor, number, found))


@require_http_methods(["GET", "POST"])
def invoice_new(request: DeskRequest, number: str) -> HttpResponse:
    """Draft one."""
    actor = request.actor
    where = to_invoice(actor, dossier_numbered(actor, number))
    form = pages.new_form(where, request.POST or None)
    if form.is_valid():
        try:
            made = drafting.draft(actor, where.dossier_id, pages.asked_by(where, form))
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("This is a draft. Look at it before you make it final."))
            return redirect("desk:invoice", number, made)
    page = {"number": number, "form": form}
    return render(request, "desk/invoice_new.html", page, status=InvalidInput.status if form.is_bound else 200)


@require_GET
def invoice(request: DeskRequest, number: str, invoice_id: UUID) -> HttpResponse:
    """One of them."""
    one = selectors.one(request.actor, dossier_numbered(request.actor, number), invoice_id)
    return render(request, "desk/invoice.html", pages.invoice_page(request.actor, number, one))


@require_GET
def invoice_file(request: DeskRequest, number: str, invoice_id: UUID, kind: str) -> HttpResponse:
    """Its PDF or its UBL."""
    if kind not in ANSWERS:
        raise NotFound("There is no such file here.")
    dossier_id = dossier_numbered(request.actor, number)
    content = selectors.file(request.actor, dossier_id, invoice_id, as_xml=kind == "xml")
    return ANSWERS[kind](content, f"factuur.{kind}")


@require_POST
def invoice_act(request: DeskRequest, number: str, invoice_id: UUID, act: str) -> HttpResponse:
    """Make it final, throw it away, send it, or draft what undoes it."""
    does = _ACTS.get(act)
    if does is None:
        raise NotFound("There is no such act.")
    try:
        then = does(request, dossier_numbered(request.actor, number), invoice_id)
    except (Conflict, InvalidInput) as no:
        messages.error(request, str(no))
        return redirect("desk:invoice", number, invoice_id)
    return redirect("desk:invoice", number, then) if then else redirect("desk:dossier_invoices", number)


def _finish(request: DeskRequest, dossier_id: UUID, invoice_id: UUID) -> UUID:
    number = finishing.finish(request.actor, dossier_id, invoice_id)
    messages.success(request, _("Final, with number %(number)s. It never changes from here on.") % {"number": number})
    return invoice_id


def _throw_away(request: DeskRequest, dossier_id: UUID, invoice_id: UUID) -> None:
    drafting.throw_away(request.actor, dossier_id, invoice_id)
    messages.success(request, _("Thrown away. What stood in it can be charged again."))


def _send(request: DeskRequest, dossier_id: UUID, invoice_id: UUID) -> UUID:
    form = SendForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose how it goes."))
        return invoice_id
    how = SentHow(form.cleaned_data["how"])
    send(request.actor, dossier_id, invoice_id, how)
    said = _("It is on its way by e-mail.") if how is SentHow.EMAIL else _("Written down how it went.")
    messages.success(request, said)
    return invoice_id


def _credit(request: DeskRequest, dossier_id: UUID, invoice_id: UUID) -> UUID:
    made = finishing.credit(request.actor, dossier_id, invoice_id)
    messages.success(request, _("This is a draft. Look at it before you make it final."))
    return made


_ACTS: Mapping[str, Callable[[DeskRequest, UUID, UUID], UUID | None]] = {
    "definitief": _finish,
    "weggooien": _throw_away,
    "versturen": _send,
    "crediteren": _credit,
}


@require_http_methods(["GET", "POST"])
def principal_billing(request: DeskRequest, party_id: UUID) -> HttpResponse:
    """Where a principal's invoices go, and what an hour costs per agreement."""
    one = principal(request.actor, party_id)
    known = pages.details_initial(billing.details_of(request.actor, party_id))
    form = DetailsForm(request.POST or None, initial=known)
    if form.is_valid():
        try:
            billing.set_details(request.actor, party_id, billing.Details(**form.cleaned_data))
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Recorded. Invoices from now on go there."))
            return redirect("desk:principal_billing", party_id)
    rates, way = billing.rates_of(request.actor, party_id), practice_of(request.actor.organisation_id).way
    page = pages.billing_page(request.actor, one, rates, way, form)
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "desk/principal_billing.html", page, status=status)


@require_POST
def agreement_rate(request: DeskRequest, contract_id: UUID) -> HttpResponse:
    """What an hour costs under an agreement."""
    vat = pages.vat_choices(practice_of(request.actor.organisation_id).way.billing)
    form: Any = RateForm(request.POST, vat=vat)
    if not form.is_valid():
        messages.error(request, _("Fill in what an hour costs, and how VAT is counted."))
        return redirect("desk:principals")
    party_id = billing.set_rate(request.actor, contract_id, **form.cleaned_data)
    messages.success(request, _("Recorded. Invoices from now on use it."))
    return redirect("desk:principal_billing", party_id)
