"""What goes at the end of an agreement: which there are, one made, its clients told, given, received."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from waarborg.desk.forms.handing_over import ReceiptForm, WhereForm
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.pages import handing_over as pages
from waarborg.desk.requests import DeskRequest
from waarborg.handing_over import giving, services, telling
from waarborg.handing_over.selectors import WholeHandOver, coming, one_hand_over
from waarborg.handing_over.selectors import hand_overs as every_one
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound

CODE = "hand_over_code"
"""Where the code of a link waits in the session until it was shown."""
Mistaken = Mapping[str, Form]


@require_GET
def hand_overs(request: DeskRequest) -> HttpResponse:
    """The agreements that ended, and those that end soon: until when what has to be done."""
    page = pages.list_page(request.actor, every_one(request.actor), coming(request.actor))
    return render(request, "desk/hand_overs.html", page)


@require_GET
def hand_over(request: DeskRequest, hand_over_id: UUID) -> HttpResponse:
    """One: how far it is, what stays behind and why, and what must still be done."""
    return _page(request, one_hand_over(request.actor, hand_over_id), {})


@require_POST
def hand_over_act(request: DeskRequest, hand_over_id: UUID, act: str) -> HttpResponse:
    """Make it, tell the clients, give it, or write down that it was received."""
    does = _ACTS.get(act)
    if does is None:
        raise NotFound("There is no such act.")
    whole = one_hand_over(request.actor, hand_over_id)
    try:
        mistaken = does(request, whole)
    except Conflict as conflict:
        messages.error(request, str(conflict))
        mistaken = {}
    if mistaken:
        return _page(request, whole, mistaken)
    return redirect("desk:hand_over", hand_over_id)


@require_POST
def hand_over_told(request: DeskRequest, hand_over_id: UUID, part_id: UUID) -> HttpResponse:
    """Write down that one client was told."""
    try:
        telling.told_by_hand(request.actor, hand_over_id, part_id)
    except Conflict as conflict:
        messages.error(request, str(conflict))
    return redirect("desk:hand_over", hand_over_id)


def _page(request: DeskRequest, whole: WholeHandOver, mistaken: Mistaken) -> HttpResponse:
    kept = {} if mistaken else request.session.pop(CODE, None) or {}
    code = kept.get("code", "") if kept.get("hand_over") == str(whole.seen.id) else ""
    forms: dict[str, Any] = {
        "where": WhereForm(),
        "receipt": ReceiptForm(),
        **mistaken,
    }
    page = pages.hand_over_page(request.actor, whole, code) | {"forms": forms}
    return render(request, "desk/hand_over.html", page, status=InvalidInput.status if mistaken else 200)


def _make(request: DeskRequest, whole: WholeHandOver) -> Mistaken:
    services.begin(request.actor, whole.seen.id)
    messages.success(request, _("It is being made. You can leave this page."))
    return {}


def _tell(request: DeskRequest, whole: WholeHandOver) -> Mistaken:
    services.tell_all(request.actor, whole.seen.id)
    messages.success(request, _("Everybody whose address is known to be right is told by e-mail, one by one."))
    return {}


def _give(request: DeskRequest, whole: WholeHandOver) -> Mistaken:
    return _sent(request, whole, services.give, _("Given, and written down with every client."))


def _link(request: DeskRequest, whole: WholeHandOver) -> Mistaken:
    return _sent(request, whole, giving.link_again, _("Another link is on its way. The first one works no more."))


def _sent(request: DeskRequest, whole: WholeHandOver, how: Callable[..., str], said: str) -> Mistaken:
    form = WhereForm(request.POST)
    form.is_valid()
    try:
        code = how(request.actor, whole.seen.id, address=form.cleaned_data.get("address", ""))
    except InvalidInput as mistake:
        tell(form, mistake)
        return {"where": form}
    request.session[CODE] = {"hand_over": str(whole.seen.id), "code": code}
    messages.success(request, said)
    return {}


def _received(request: DeskRequest, whole: WholeHandOver) -> Mistaken:
    form = ReceiptForm(request.POST)
    if not form.is_valid():
        return {"receipt": form}
    said = form.cleaned_data
    receipt = giving.Receipt(on=said["received_on"], shown_by=said["shown_by"])
    try:
        giving.record_receipt(request.actor, whole.seen.id, receipt)
    except InvalidInput as mistake:
        tell(form, mistake)
        return {"receipt": form}
    messages.success(request, _("Recorded. What stays behind goes its way by the regulation."))
    return {}


_ACTS: Mapping[str, Callable[[DeskRequest, WholeHandOver], Mistaken]] = {
    "maken": _make,
    "vertellen": _tell,
    "geven": _give,
    "link": _link,
    "ontvangen": _received,
}
