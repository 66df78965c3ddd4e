"""Requests: what somebody asks, where it stands and by when, answering a question about it, taking it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.admission.selectors import mandate_seen_on
from waarborg.dossiers.objections import RIGHT as NO_ADVERTISING
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.policy.objecting import OBJECTING
from waarborg.portal.entrance import MineRequest
from waarborg.portal.mine.forms import RequestForm, tell
from waarborg.portal.mine.glance import appointment
from waarborg.portal.mine.objecting import objected
from waarborg.portal.mine.requests import answers_of, new_page, request_page, requests_page, rights_of
from waarborg.portal.mine.showing import show
from waarborg.rights import going_on, registering, selectors
from waarborg.rights.choices import CameBy, Identity
from waarborg.rights.inspecting import booked, is_offered
from waarborg.subject_access.delivering import packages_for

ACTS = {"intrekken": going_on.withdrawn, "beantwoord": going_on.replied}


@never_cache
@require_GET
def requests(request: MineRequest) -> HttpResponse:
    """What was asked, and where each stands."""
    _number, found = selectors.requests_of(request.actor, request.own.dossier_id)
    ready = packages_for(request.actor, request.own.dossier_id)
    return show(request, "requests", requests_page(request.actor, request.own, found, ready), tab="requests")


@never_cache
@require_http_methods(["GET", "POST"])
def request_new(request: MineRequest) -> HttpResponse:
    """Ask something. It counts from today."""
    if request.own.only_reads:
        raise NotFound("This mandate is for reading alone.")
    choices = rights_of(request.actor)
    _number, before = selectors.requests_of(request.actor, request.own.dossier_id)
    form = RequestForm(
        request.POST or None,
        rights=choices,
        asked=request.GET.get("wat", ""),
        answers=answers_of(before),
        against=request.GET.get("tegen", ""),
    )
    if form.is_valid() and form.cleaned_data["right"] == NO_ADVERTISING:
        return objected(request)
    if form.is_valid() and (made := _asked(request, form)):
        messages.success(request, _("We have your request. Below you see by when we answer."))
        return redirect("mine:request", made)
    status = InvalidInput.status if form.is_bound else 200
    return show(request, "request_new", new_page() | {"form": form}, tab="requests", status=status)


@never_cache
@require_GET
def request_one(request: MineRequest, request_id: UUID) -> HttpResponse:
    """One, with its steps and dates, and where somebody can go who is not content."""
    dossier_id = request.own.dossier_id
    one = selectors.one(request.actor, dossier_id, request_id)
    comes = booked(request.actor, dossier_id, request_id) if is_offered(request.actor, one) else ()
    page = request_page(request.actor, request.own, one) | {
        "comes": [appointment(each) for each in comes if each.is_planned]
    }
    return show(request, "request", page, tab="requests")


@require_POST
def request_act(request: MineRequest, request_id: UUID, act: str) -> HttpResponse:
    """Take it back, or say that our question was answered."""
    if act not in ACTS or request.own.only_reads:
        raise NotFound("There is no such act.")
    try:
        ACTS[act](request.actor, request.own.dossier_id, request_id, clock.today())
    except Conflict as conflict:
        messages.error(request, str(conflict))
    else:
        messages.success(request, _("Written down."))
    return redirect("mine:request", request_id)


def _asked(request: MineRequest, form: RequestForm) -> UUID | None:
    own, said = request.own, form.cleaned_data
    new = registering.NewRequest(
        rights=(said["right"],),
        received_on=clock.today(),
        words=said["words"],
        came_by=CameBy.PORTAL,
        identity=Identity.SIGNED_IN,
        asked_by=own.acting,
        mandate_seen_on=mandate_seen_on(request.actor, own),
        against=UUID(said["against"]) if said.get("against") and said["right"] == OBJECTING else None,
    )
    try:
        return registering.register(request.actor, own.dossier_id, new)[0]
    except InvalidInput as mistake:
        tell(form, mistake)
        return None
