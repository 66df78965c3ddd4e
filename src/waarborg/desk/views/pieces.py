"""Documents made from templates: chosen, filled in beside what they become, kept, and taken along."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.composing import services
from waarborg.composing.services import Order
from waarborg.composing.taking import Form, piece_of, take
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.forms.pieces import PieceForm
from waarborg.desk.pages import pieces as pages
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.dossiers.records import NewRecord
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.file_answers import kept


@require_GET
def pieces(request: DeskRequest, number: str) -> HttpResponse:
    """Which document is it going to be?"""
    where, found = services.choices(request.actor, dossier_numbered(request.actor, number))
    return render(request, "desk/pieces.html", pages.choose_page(request.actor, where, found))


@require_http_methods(["GET", "POST"])
def piece_make(request: DeskRequest, number: str, key: str) -> HttpResponse:
    """A form beside the document that it becomes; kept when that is asked."""
    dossier_id, order = dossier_numbered(request.actor, number), pages.order_in(request, key)
    prepared = services.prepare(request.actor, dossier_id, order)
    form = PieceForm(request.POST or None, **pages.form_parts(request.actor, prepared))
    if "keep" in request.POST and form.is_valid() and (made := _made(request, dossier_id, order, form)):
        messages.success(request, _("Kept in the dossier."))
        return redirect("desk:piece", number, made)
    status = InvalidInput.status if form.is_bound and form.errors else 200
    page = pages.make_page(request.actor, prepared) | {"form": form}
    return render(request, "desk/piece_make.html", page, status=status)


def _made(request: DeskRequest, dossier_id: UUID, order: Order, form: PieceForm) -> UUID | None:
    said = form.cleaned_data
    new = NewRecord(
        category=form.entry.key,
        fields=form.values,
        source=said["source"],
        purpose=said["purpose"],
        occurred_on=said["occurred_on"],
        note=said.get("note", ""),
        trajectory_id=order.record.trajectory_id if order.record else None,
        judged=form.judged,
    )
    try:
        return services.make(request.actor, dossier_id, replace(order, record=new))
    except InvalidInput as mistake:
        tell(form, mistake, form.named)
        return None


@require_GET
def piece(request: DeskRequest, number: str, piece_id: UUID) -> HttpResponse:
    """A record as a document."""
    found = piece_of(request.actor, dossier_numbered(request.actor, number), piece_id, *_chosen(request))
    return render(request, "desk/piece.html", pages.piece_page(request.actor, found))


@require_POST
def piece_take(request: DeskRequest, number: str, piece_id: UUID) -> HttpResponse:
    """The document as a file, which says the dossier's number and nothing else in its name."""
    dossier_id, form = dossier_numbered(request.actor, number), _form(request)
    return kept(take(request.actor, dossier_id, piece_id, form, *_chosen(request)), f"{number}.{form.value}")


def _form(request: DeskRequest) -> Form:
    try:
        return Form(request.GET.get("vorm", Form.PDF))
    except ValueError:
        raise NotFound("There is no such form.") from None


def _chosen(request: DeskRequest) -> tuple[str, str]:
    return request.GET.get("sjabloon", ""), request.GET.get("taal", "nl")
