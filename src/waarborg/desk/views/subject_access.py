"""A client's own data for the client: who looked, in sentences, and all that is held, put together at one click."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms.mistakes import carried_out, in_one_line
from waarborg.desk.forms.subject_access import (
    NAMES,
    ROLES,
    CoverForm,
    CoverTooForm,
    DeliverForm,
    PackageForm,
    ToldHowForm,
)
from waarborg.desk.pages import subject_access as pages
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.gate.actors import Actor
from waarborg.gate.door import must_be_allowed
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.file_answers import streamed
from waarborg.subject_access import asking, deciding, delivering, selectors, wording
from waarborg.subject_access.choices import Cover, Form, Way
from waarborg.subject_access.looked import looked
from waarborg.subject_access.open_links import withdraw_link


@require_GET
def told(request: DeskRequest, number: str) -> HttpResponse:
    """Who looked, as the client reads it."""
    dossier_id = dossier_numbered(request.actor, number)
    log = looked(request.actor, dossier_id, before=request.GET.get("voor"))
    return render(request, "desk/told.html", pages.told_page(log))


@require_http_methods(["GET", "POST"])
def told_how(request: DeskRequest) -> HttpResponse:
    """Names of colleagues, or their roles alone."""
    must_be_allowed(request.actor, wording.ACT)
    now = wording.wording_of(request.actor)
    form = ToldHowForm(request.POST or None, initial={"who": NAMES if now.by_name else ROLES})
    if form.is_valid():
        wording.decide_wording(request.actor, by_name=form.cleaned_data["who"] == NAMES)
        messages.success(request, _("Written down. It holds from now on."))
        return redirect("desk:practice")
    page = {"form": form, "now": now}
    return render(request, "desk/told_how.html", page, status=InvalidInput.status if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def package(request: DeskRequest, number: str, request_id: UUID) -> HttpResponse:
    """What is put together for a request: asked for, decided on, looked at, given."""
    dossier_id = dossier_numbered(request.actor, number)
    seen = selectors.of_request(request.actor, dossier_id, request_id)
    form = PackageForm(request.POST or None, transfers=pages.transfers_of(request.actor, seen))
    if form.is_valid() and carried_out(request, form, _ask, request.actor, dossier_id, request_id, form):
        return redirect("desk:package", number, request_id)
    page = pages.package_page(request.actor, seen, form, {}, request.GET.get("soort", ""))
    return render(request, "desk/package.html", page, status=InvalidInput.status if form.is_bound else 200)


def _ask(actor: Actor, dossier_id: UUID, request_id: UUID, form: PackageForm) -> None:
    asking.ask(actor, dossier_id, request_id, language=form.cleaned_data["language"], to=form.to())


@require_POST
def package_act(request: DeskRequest, number: str, request_id: UUID, package_id: UUID, act: str) -> HttpResponse:
    """Make it anew, agree to it, write the answer, give it, stop it."""
    dossier_id = dossier_numbered(request.actor, number)
    try:
        if act == "geven":
            form = DeliverForm(request.POST)
            if not form.is_valid():
                return _again(request, dossier_id, request_id, {"deliver": form})
            gone = delivering.deliver(request.actor, dossier_id, package_id, Way(form.cleaned_data["way"]))
            messages.success(request, _("Given. The answer went along, and the request has ended."))
            if gone.code:
                messages.warning(request, _("Tell this code in another way: %(code)s") % {"code": gone.code})
        elif act in ACTS:
            does, said = ACTS[act]
            does(request.actor, dossier_id, package_id)
            messages.success(request, str(said))
        else:
            raise NotFound("There is no such act.")
    except (Conflict, InvalidInput) as no:
        messages.error(request, in_one_line(no))
    return redirect("desk:package", number, request_id)


@require_POST
def package_cover(request: DeskRequest, number: str, request_id: UUID, covering_id: UUID) -> HttpResponse:
    """Decide on one thing that may be about somebody else."""
    dossier_id = dossier_numbered(request.actor, number)
    form = CoverForm(request.POST)
    if form.is_valid() and carried_out(request, form, _cover, request.actor, dossier_id, covering_id, form):
        return redirect("desk:package", number, request_id)
    return _again(request, dossier_id, request_id, {covering_id: form})


def _cover(actor: Actor, dossier_id: UUID, covering_id: UUID, form: CoverForm) -> str:
    deciding.decide(actor, dossier_id, covering_id, _decision(form))
    return _("Written down. It counts once this was made anew.")


def _decision(form: CoverForm | CoverTooForm) -> deciding.Decision:
    return deciding.Decision(cover=Cover(form.cleaned_data["cover"]), words=form.cleaned_data["words"])


@require_POST
def package_cover_too(request: DeskRequest, number: str, request_id: UUID, package_id: UUID) -> HttpResponse:
    """Cover something that the program did not put forward."""
    dossier_id = dossier_numbered(request.actor, number)
    seen = selectors.of_request(request.actor, dossier_id, request_id)
    package = next((one for one in seen.packages if one.id == package_id), None)
    if package is None:
        raise NotFound("There is no such package here.")
    form = CoverTooForm(request.POST, items=pages.coverable_in(package, request.GET.get("soort", "")))
    if form.is_valid() and carried_out(request, form, _cover_too, request.actor, dossier_id, package_id, form):
        return redirect("desk:package", number, request_id)
    return _again(request, dossier_id, request_id, {"too": form})


def _cover_too(actor: Actor, dossier_id: UUID, package_id: UUID, form: CoverTooForm) -> str:
    deciding.cover_too(actor, dossier_id, package_id, *form.chosen(), _decision(form))
    return _("Written down. It counts once this was made anew.")


@require_GET
def package_file(request: DeskRequest, number: str, request_id: UUID, package_id: UUID, form: str) -> HttpResponseBase:
    """The file itself, for who may look at every item in it: to see beforehand, or to print."""
    if form not in Form.values:
        raise NotFound("There is no such file.")
    dossier_id = dossier_numbered(request.actor, number)
    pieces = selectors.open_package(request.actor, dossier_id, request_id, package_id, Form(form))
    return streamed(pieces(), f"{number}.{form}")


def _again(request: DeskRequest, dossier_id: UUID, request_id: UUID, forms: Mapping[Any, Any]) -> HttpResponse:
    """The page with a form that is not right yet."""
    seen = selectors.of_request(request.actor, dossier_id, request_id)
    form = PackageForm(transfers=pages.transfers_of(request.actor, seen))
    page = pages.package_page(request.actor, seen, form, forms, request.GET.get("soort", ""))
    return render(request, "desk/package.html", page, status=InvalidInput.status)


ACTS = {
    "akkoord": (asking.agree, gettext_lazy("You agreed to it.")),
    "intrekken": (withdraw_link, gettext_lazy("Withdrawn. Nobody can fetch it any more.")),
    "antwoord": (delivering.settle, gettext_lazy("The letter with the answer is ready, to be given with it.")),
    "papier": (asking.on_paper, gettext_lazy("On the list of who works on the dossier: print it, and give it.")),
    "opnieuw": (asking.again, gettext_lazy("It is being made anew.")),
    "stoppen": (asking.stop, gettext_lazy("Stopped. What was made is destroyed.")),
}
"""By the word in the address: what it does, and what is said afterwards."""
