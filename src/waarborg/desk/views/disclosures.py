"""Giving data to somebody else: what went, the way out, what goes, and what waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms.disclosures import GiveForm, RefuseForm, WayForm
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.pages import disclosures as pages
from waarborg.desk.pages.open_links import open_links_page
from waarborg.desk.pages.subsidies import closed_list_of, recipients_of
from waarborg.desk.requests import DeskRequest
from waarborg.disclosures import giving, register, ways
from waarborg.disclosures.open_links import open_links, withdraw_link
from waarborg.disclosures.preparing import WHY, NewDisclosure, prepare
from waarborg.disclosures.refusing import refuse
from waarborg.disclosures.weighing import Weighed, weigh
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.file_answers import shown
from waarborg.subject_access.open_links import open_package_links

CODE = "disclosure_code"
"""Where the code of a link waits in the session until it was shown."""


@require_GET
def disclosures(request: DeskRequest, number: str) -> HttpResponse:
    """To whom data of this client went."""
    shared = register.given_of(request.actor, dossier_numbered(request.actor, number))
    return render(request, "desk/disclosures.html", pages.shared_page(request.actor, shared))


@require_GET
def links(request: DeskRequest) -> HttpResponse:
    """One-time links that still work, where this person may read."""
    page = open_links_page(open_links(request.actor), open_package_links(request.actor))
    return render(request, "desk/open_links.html", page)


@require_http_methods(["GET", "POST"])
def disclosure_new(request: DeskRequest, number: str) -> HttpResponse:
    """Choose the way out; then what goes, with what keeps the rest in."""
    actor, dossier_id = request.actor, dossier_numbered(request.actor, number)
    chosen, further = pages.way_in(request, actor)
    way_form = WayForm(chosen, recipients=recipients_of(actor, chosen), further=further)
    page: dict[str, Any] = {"number": number, "way_form": way_form, "chosen": chosen}
    asked = pages.asked_by(chosen, ())
    if asked is None:
        register.given_of(actor, dossier_id)  # who may not read here learns nothing of what there is
        return render(request, "desk/disclosure_new.html", page)
    best = pages.asked_by(chosen, ways.statements(actor, asked.way))
    assert best is not None  # noqa: S101 - as above
    weighed = weigh(actor, dossier_id, best)
    needed = closed_list_of(actor, weighed)
    form = _give_form(request, weighed, chosen, applies=bool(needed))
    page["way_form"] = WayForm(
        chosen, recipients=recipients_of(actor, chosen), further=pages.with_principals(further, weighed)
    )
    if form.is_bound and form.is_valid() and (made := _prepared(request, weighed, form, chosen)):
        return redirect("desk:disclosure", number, made)
    page |= pages.weighed_page(actor, weighed, _ticked(request), _ticked(request, "files"))
    page |= {"form": form, "closed_list": needed, "post_url": pages.address_of(number, chosen)}
    return render(request, "desk/disclosure_new.html", page, status=InvalidInput.status if form.is_bound else 200)


def _give_form(request: DeskRequest, weighed: Weighed, chosen: Mapping[str, str], *, applies: bool) -> GiveForm:
    statements = pages.statements_of(request.actor, weighed)
    return GiveForm(request.POST or None, way=chosen, party=weighed.party, statements=statements, applies=applies)


def _ticked(request: DeskRequest, name: str = "records") -> frozenset[UUID]:
    try:
        return frozenset(UUID(one) for one in request.POST.getlist(name))
    except ValueError:
        raise NotFound("There is no such item here.") from None


def _prepared(request: DeskRequest, weighed: Weighed, form: GiveForm, chosen: Mapping[str, str]) -> UUID | None:
    said, reasons = form.cleaned_data, form.reasons
    asked = pages.asked_by(chosen, reasons)
    assert asked is not None  # noqa: S101 - weighed already
    why = {WHY: said["why"]} if said["why"].strip() else {}
    new = NewDisclosure(
        asked=asked,
        records=_ticked(request),
        files=_ticked(request, "files"),
        name=said.get("name", ""),
        address=said.get("address", ""),
        reasons=reasons | why,
        told=said.get("told", ""),
        scheme=said.get("scheme", ""),
        language=said.get("language", "nl"),
    )
    try:
        return prepare(request.actor, weighed.dossier_id, new)
    except InvalidInput as mistake:
        tell(form, mistake)
        return None


@require_GET
def disclosure(request: DeskRequest, number: str, disclosure_id: UUID) -> HttpResponse:
    """One of them: what is in it, where it stands, what must still be done."""
    found, one = register.one(request.actor, dossier_numbered(request.actor, number), disclosure_id)
    kept = request.session.pop(CODE, None) or {}
    code = kept.get("code", "") if kept.get("disclosure") == str(disclosure_id) else ""
    return render(request, "desk/disclosure.html", pages.disclosure_page(request.actor, found, one, code))


@require_GET
def disclosure_copy(request: DeskRequest, number: str, disclosure_id: UUID) -> HttpResponse:
    """The copy as it goes."""
    return shown(register.copy(request.actor, dossier_numbered(request.actor, number), disclosure_id), f"{number}.pdf")


@require_POST
def disclosure_act(request: DeskRequest, number: str, disclosure_id: UUID, act: str) -> HttpResponse:
    """Agree, write down that the client was told, give, or stop."""
    does = _ACTS.get(act)
    if does is None:
        raise NotFound("There is no such act.")
    try:
        does(request, dossier_numbered(request.actor, number), disclosure_id)
    except Conflict as conflict:
        messages.error(request, str(conflict))
    return redirect("desk:disclosure", number, disclosure_id)


def _agree(request: DeskRequest, dossier_id: UUID, disclosure_id: UUID) -> None:
    giving.agree(request.actor, dossier_id, disclosure_id)
    messages.success(request, _("You agreed. Your colleague can give it now."))


def _told(request: DeskRequest, dossier_id: UUID, disclosure_id: UUID) -> None:
    giving.told_before(request.actor, dossier_id, disclosure_id)
    messages.success(request, _("Written down."))


def _give(request: DeskRequest, dossier_id: UUID, disclosure_id: UUID) -> None:
    gone = giving.give(request.actor, dossier_id, disclosure_id)
    if gone.code:
        request.session[CODE] = {"disclosure": str(disclosure_id), "code": gone.code}
    messages.success(request, _("Given, and written down."))


def _stop(request: DeskRequest, dossier_id: UUID, disclosure_id: UUID) -> None:
    giving.stop(request.actor, dossier_id, disclosure_id)
    messages.success(request, _("Stopped. Nothing of it went."))


def _withdraw(request: DeskRequest, dossier_id: UUID, disclosure_id: UUID) -> None:
    withdraw_link(request.actor, dossier_id, disclosure_id)
    messages.success(request, _("Withdrawn. Nobody can fetch it any more."))


_ACTS: Mapping[str, Callable[[DeskRequest, UUID, UUID], None]] = {
    "akkoord": _agree,
    "verteld": _told,
    "geven": _give,
    "intrekken": _withdraw,
    "stoppen": _stop,
}


@require_POST
def disclosure_refuse(request: DeskRequest, number: str) -> HttpResponse:
    """Write down that somebody asked and got nothing."""
    form = RefuseForm(request.POST, recipients=pages.every_recipient())
    dossier_id = dossier_numbered(request.actor, number)
    if form.is_valid():
        refuse(request.actor, dossier_id, recipient=form.cleaned_data["recipient"], name=form.cleaned_data["name"])
        messages.success(request, _("Written down: they asked, and got nothing."))
    else:
        messages.error(request, _("Choose who asked."))
    return redirect("desk:disclosures", number)
