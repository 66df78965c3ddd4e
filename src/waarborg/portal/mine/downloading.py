"""Everything downloaded by the client themself: begun by one button, made by the program, fetched here."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from waarborg.admission.selectors import mandate_seen_on
from waarborg.kernel.errors import Conflict, NotFound
from waarborg.portal.entrance import MineRequest
from waarborg.portal.mine.requests import ready_lines
from waarborg.portal.mine.showing import show
from waarborg.subject_access.by_themself import Download, download, downloads_of
from waarborg.subject_access.choices import PackageKind, PackageState
from waarborg.subject_access.delivering import packages_for


@never_cache
@require_http_methods(["GET", "POST"])
def download_all(request: MineRequest) -> HttpResponse:
    """Begin one, see how far it is, and fetch it. Not for a mandate that reads alone, or of some kinds of data."""
    actor, own = request.actor, request.own
    if own.only_reads or actor.narrow is not None:
        raise NotFound("This mandate does not reach that far.")
    if request.method == "POST":
        return _begun(request)
    begun = downloads_of(actor, own.dossier_id)
    page = {
        "begun": [_line(one) for one in begun],
        "busy": any(one.state is PackageState.MAKING for one in begun),
        "ready": ready_lines(packages_for(actor, own.dossier_id)),
        "here_url": reverse("mine:download"),
        "kinds": [PackageKind.ACCESS.value, PackageKind.PORTABILITY.value],
    }
    return show(request, "download", page, tab="requests")


def _begun(request: MineRequest) -> HttpResponse:
    own, kind = request.own, request.POST.get("what", "")
    if kind not in PackageKind.values:
        raise NotFound("There is nothing of that kind.")
    seen_on = mandate_seen_on(request.actor, own)
    try:
        download(request.actor, own.dossier_id, PackageKind(kind), own.acting, mandate_seen_on=seen_on)
    except Conflict as conflict:
        messages.error(request, str(conflict))
    else:
        messages.success(request, _("We are putting it together. That takes a few seconds."))
    return redirect("mine:download")


def _line(one: Download) -> dict[str, Any]:
    return {
        "title": str(one.kind.label).capitalize(),
        "done": one.done,
        "busy": one.state is PackageState.MAKING,
        "failed": one.state in {PackageState.FAILED, PackageState.OVER},
        "request_url": reverse("mine:request", args=[one.request_id]) if one.request_id else "",
    }
