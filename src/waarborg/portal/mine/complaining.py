"""Complaints: making one, where it stands and by when, asking how it stands, taking it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.complaints import attaching, deciding, giving, going_on, letters, registering, selectors
from waarborg.complaints.attaching import Attached
from waarborg.complaints.choices import NEEDED, CameBy, Complainant, StepKind, Subject
from waarborg.complaints.sealing import Said
from waarborg.complaints.selectors import Line, Seen
from waarborg.dossiers.choices import GivenBy
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound, Unavailable
from waarborg.kernel.file_answers import kept
from waarborg.kernel.languages import reader_language
from waarborg.portal.entrance import MineRequest
from waarborg.portal.mine.forms import ComplaintForm, MoreForm, tell
from waarborg.portal.mine.showing import show

TAB = "requests"
AGREEING = {
    "opdrachtgever-ja": ("principal", True),
    "opdrachtgever-nee": ("principal", False),
    "verzekeraar-ja": ("insurer", True),
    "verzekeraar-nee": ("insurer", False),
}
"""By the word in the address: who may get something of the complaint, and whether the complainant agrees."""


@never_cache
@require_GET
def complaints(request: MineRequest) -> HttpResponse:
    """What was complained about, and where each stands."""
    lines = [_line(one) for one in selectors.own(request.actor)]
    page = {
        "open": [one for one in lines if not one["ended_on"]],
        "ended": [one for one in lines if one["ended_on"]],
        "new_url": "" if request.own.only_reads else reverse("mine:complaint_new"),
    }
    return show(request, "complaints", page, tab=TAB)


@never_cache
@require_http_methods(["GET", "POST"])
def complaint_new(request: MineRequest) -> HttpResponse:
    """Complain. It counts from today."""
    if request.own.only_reads:
        raise NotFound("This mandate is for reading alone.")
    form = ComplaintForm(request.POST or None, request.FILES if request.method == "POST" else None)
    if form.is_valid() and (made := _made(request, form)):
        messages.success(request, _("We have your complaint. Below you see by when you hear from us."))
        return redirect("mine:complaint", made)
    return show(request, "complaint_new", {"form": form}, tab=TAB, status=InvalidInput.status if form.is_bound else 200)


def _made(request: MineRequest, form: ComplaintForm) -> UUID | None:
    said, own = form.cleaned_data, request.own
    theirs = own.acting is GivenBy.CLIENT
    new = registering.NewComplaint(
        said=Said(
            **{name: said[name] for name in ("name", "about_whom", "phone", "address", "place", "description")},
            dated=clock.today().isoformat(),
            signed=True,
            acts_for="" if theirs else own.number,
            language=reader_language(),
        ),
        complainant=Complainant.CLIENT if theirs else Complainant.REPRESENTATIVE,
        came_by=CameBy.PORTAL,
        subject=Subject.SERVICES,
        received_on=clock.today(),
        about_on=said["about_on"],
        dossier_id=own.dossier_id,
        files=_files(form.given),
    )
    try:
        return registering.take_in(request.actor, new)
    except InvalidInput as mistake:
        tell(form, mistake)
    except Unavailable as mistake:
        form.add_error("chosen_files", str(mistake))
    return None


def _files(given: Sequence[Any]) -> list[Attached]:
    return [Attached(one.name or "", one.file) for one in given]


@require_POST
def complaint_more(request: MineRequest, complaint_id: UUID) -> HttpResponse:
    """Add what was missing, and files."""
    if request.own.only_reads:
        raise NotFound("This mandate is for reading alone.")
    one = selectors.own_one(request.actor, complaint_id)
    form = MoreForm(request.POST, request.FILES, missing=one.missing)
    if form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "chosen_files" and value}
        try:
            if form.given:
                attaching.add(request.actor, complaint_id, _files(form.given))
            if said:
                going_on.complete(request.actor, complaint_id, said)
        except InvalidInput as mistake:
            tell(form, mistake)
        except (Conflict, Unavailable) as mistake:
            form.add_error(None, str(mistake))
        else:
            if said or form.given:
                messages.success(request, _("Added. Your complaint counts from the same day as before."))
            return redirect("mine:complaint", complaint_id)
    page = _page(request, one) | {"more": form}
    return show(request, "complaint", page, tab=TAB, status=InvalidInput.status)


@never_cache
@require_GET
def complaint_one(request: MineRequest, complaint_id: UUID) -> HttpResponse:
    """One, with what happened and by when."""
    return show(request, "complaint", _page(request, selectors.own_one(request.actor, complaint_id)), tab=TAB)


@require_POST
def complaint_act(request: MineRequest, complaint_id: UUID, act: str) -> HttpResponse:
    """Ask how it stands, or take it back."""
    if request.own.only_reads:
        raise NotFound("This mandate is for reading alone.")
    try:
        if act == "stand":
            going_on.ask_status(request.actor, complaint_id)
            messages.success(request, _("We tell you how it stands."))
        elif act == "intrekken":
            deciding.withdraw(request.actor, complaint_id)
            messages.success(request, _("You took your complaint back."))
        elif act in AGREEING:
            recipient, yes = AGREEING[act]
            giving.agree(request.actor, complaint_id, recipient, yes=yes)
            messages.success(request, _("Written down. You can change this here."))
        else:
            raise NotFound("There is no such act.")
    except Conflict as conflict:
        messages.error(request, str(conflict))
    return redirect("mine:complaint", complaint_id)


@never_cache
@require_GET
def letter(request: MineRequest, complaint_id: UUID, letter_id: UUID) -> HttpResponse:
    """A letter that was given."""
    return kept(letters.open_letter(request.actor, complaint_id, letter_id), f"{letter_id}.pdf")


def _line(one: Line) -> dict[str, Any]:
    return {
        "url": reverse("mine:complaint", args=[one.id]),
        "number": one.number,
        "received_on": one.received_on or one.recorded_on,
        "decide_by": one.decide_by,
        "late": one.late,
        "ended_on": one.ended_on,
        "outcome": one.outcome.label if one.outcome else "",
    }


def _page(request: MineRequest, one: Seen) -> dict[str, Any]:
    running = one.line.ended_on is None and not request.own.only_reads
    hidden = {StepKind.ASSIGNED}
    return {
        **_line(one.line),
        "words": one.said.description,
        "article": request.actor.in_force.article(one.article) if one.article else None,
        "confirm_by": one.line.confirm_by if one.line.confirmed_on is None else None,
        "meeting_on": one.meeting_on,
        "missing": [str(NEEDED[word]) for word in one.missing] if running else [],
        "steps": [{"title": str(step.kind.label), "on": step.on} for step in one.steps if step.kind not in hidden],
        "more": MoreForm(missing=one.missing) if running else None,
        "more_url": reverse("mine:complaint_more", args=[one.line.id]) if running else "",
        "asked": list(_asked(request, one)) if not request.own.only_reads else [],
        "given": [
            {"name": each.name, "parts": each.parts, "article": each.article, "on": each.given_on}
            for each in one.givings
            if each.given_on
        ],
        "letters": [
            {"title": str(each.kind.label), "url": reverse("mine:complaint_letter", args=[one.line.id, each.id])}
            for each in one.letters
            if each.given_on
        ],
        "status_url": reverse("mine:complaint_act", args=[one.line.id, "stand"]) if running else "",
        "withdraw_url": reverse("mine:complaint_act", args=[one.line.id, "intrekken"]) if running else "",
    }


def _asked(request: MineRequest, one: Seen) -> Iterator[dict[str, Any]]:
    """Who may get something of it, only if the complainant agrees; and what they say of that now."""
    words = {
        "principal": _("Somebody of whoever commissioned your guidance may be at the talk about your complaint."),
        "insurer": _("Our legal-expenses insurer may get your complaint, if nothing else helped."),
    }
    for recipient in giving.may_go_to(request.actor.in_force):
        yes = recipient in one.agreed
        act = next(word for word, way in AGREEING.items() if way == (recipient, not yes))
        yield {
            "words": words[recipient],
            "yes": yes,
            "url": reverse("mine:complaint_act", args=[one.line.id, act]),
        }
