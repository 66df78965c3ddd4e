"""A client's first page, their trajectory, a message, and for whom somebody is here."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.admission.by_themself import stop_mandate
from waarborg.admission.selectors import comers_of
from waarborg.disclosures.put_to_client import waiting_for_client
from waarborg.dossiers.choices import GivenBy
from waarborg.dossiers.frames import frame_of
from waarborg.incoming.written import NewMessage, write_as_client
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.portal.entrance import CHOSEN, MineRequest
from waarborg.portal.mine.forms import MessageForm, WhomForm, tell
from waarborg.portal.mine.glance import deciding_lines, start_page, trajectory_page
from waarborg.portal.mine.showing import show
from waarborg.portal.mine.words import acting_in_words, own_in_words
from waarborg.rights.selectors import requests_of
from waarborg.work.agenda import appointments_of


@never_cache
@require_GET
def start(request: MineRequest) -> HttpResponse:
    """The dossier at a glance: who guides, the next appointment, what waits."""
    actor, dossier_id = request.actor, request.own.dossier_id
    frame = frame_of(actor, dossier_id)
    _number, asked = requests_of(actor, dossier_id)
    put = waiting_for_client(actor, dossier_id)
    page = start_page(frame, appointments_of(actor, dossier_id), asked, put)
    return show(request, "start", page, tab="start")


@never_cache
@require_http_methods(["GET", "POST"])
def for_whom(request: MineRequest) -> HttpResponse:
    """Choose for whom, for who comes in for more than one."""
    choices = [(str(one.membership_id), own_in_words(one)) for one in request.every_own]
    form = WhomForm(request.POST or None, choices=choices)
    if form.is_valid():
        request.session[CHOSEN] = form.cleaned_data["whom"]
        return redirect("mine:start")
    status = InvalidInput.status if form.is_bound else 200
    return show(request, "for_whom", {"form": form}, tab="", status=status)


@never_cache
@require_GET
def trajectory(request: MineRequest) -> HttpResponse:
    """The trajectory, who guides, and every appointment."""
    actor, dossier_id = request.actor, request.own.dossier_id
    page = trajectory_page(frame_of(actor, dossier_id), appointments_of(actor, dossier_id))
    if request.own.acting is GivenBy.CLIENT:
        page["deciding"] = deciding_lines(comers_of(actor, dossier_id).found)
    return show(request, "trajectory", page, tab="trajectory")


@require_POST
def mandate_stop(request: MineRequest, membership_id: UUID) -> HttpResponse:
    """Stop somebody whom the client let look or ask: at once, and a letter says so."""
    if request.own.acting is not GivenBy.CLIENT:
        raise NotFound("This is the client's alone to stop.")
    stop_mandate(request.actor, request.own.dossier_id, membership_id)
    messages.success(request, _("Stopped. They see nothing any more. You find a letter about it below your letters."))
    return redirect("mine:trajectory")


@never_cache
@require_http_methods(["GET", "POST"])
def message(request: MineRequest) -> HttpResponse:
    """Write to who guides: it waits there until they say what it is."""
    if request.own.only_reads:
        raise NotFound("This mandate is for reading alone.")
    form = MessageForm(request.POST or None)
    if form.is_valid():
        said, own = form.cleaned_data, request.own
        new = NewMessage(name=acting_in_words(own), subject=said["subject"], text=said["text"])
        try:
            write_as_client(request.actor, own.dossier_id, own.number, new)
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Sent. Who guides you reads it, and answers you."))
            return redirect("mine:start")
    status = InvalidInput.status if form.is_bound else 200
    return show(request, "message", {"form": form}, tab="trajectory", status=status)
