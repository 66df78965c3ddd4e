"""Data breaches: the register, a report, one breach and everything that is done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.breaches import assessing, closing, finding, listing, reporting, selectors, telling
from waarborg.breaches.choices import ToWhom
from waarborg.breaches.jobs import write_letters_of
from waarborg.breaches.party_letters import authority_fields, make_letter, open_letter
from waarborg.breaches.rules import handles
from waarborg.breaches.seen import SeenBreach
from waarborg.desk.forms import breaches as forms
from waarborg.desk.forms.mistakes import carried_out, tell
from waarborg.desk.pages import breaches as pages
from waarborg.desk.requests import DeskRequest
from waarborg.gate.actors import Actor
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.file_answers import kept
from waarborg.parties.selectors import principals


@require_GET
def breaches(request: DeskRequest) -> HttpResponse:
    """Every breach for who weighs them; else those that one reported."""
    found = selectors.register(request.actor)
    return render(request, "desk/breaches.html", pages.register_page(found, handled=handles(request.actor)))


@require_http_methods(["GET", "POST"])
def breach_new(request: DeskRequest) -> HttpResponse:
    """Report one, in a minute."""
    reporting.require_staff(request.actor)
    form = forms.ReportForm(request.POST or None)
    if form.is_valid():
        try:
            made = reporting.report(request.actor, form.new())
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Reported. It stands on the list of who weighs it. Thank you."))
            return redirect("desk:breach", made)
    return render(request, "desk/breach_new.html", {"form": form}, status=_status(form))


@require_GET
def breach(request: DeskRequest, breach_id: UUID) -> HttpResponse:
    """One breach: its clock, whom it concerns, what was told, and what can be done."""
    seen = selectors.one(request.actor, breach_id)
    return render(request, "desk/breach.html", pages.breach_page(request.actor, seen, {}))


@require_http_methods(["GET", "POST"])
def breach_search(request: DeskRequest, breach_id: UUID) -> HttpResponse:
    """Look for whom it concerns; what is found is put on the list by a second button."""
    seen = selectors.one(request.actor, breach_id)
    begin = pages.first_search(seen)
    form, found = forms.SearchForm(initial=begin, parties=_principals(request.actor)), None
    if request.method == "POST":
        form = _search_form(request, breach_id)
        if form.is_valid():
            try:
                if "keep" in request.POST:
                    number = listing.keep(request.actor, breach_id, form.asked())
                    messages.success(request, _("%(number)s dossiers were put on the list.") % {"number": number})
                    return redirect("desk:breach", breach_id)
                found = finding.search(request.actor, breach_id, form.asked())
            except InvalidInput as mistake:
                tell(form, mistake)
    page = pages.search_page(request.actor, seen, found) | {"form": form}
    return render(request, "desk/breach_search.html", page, status=422 if form.errors else 200)


def _principals(actor: Actor) -> list[tuple[str, str]]:
    return [(str(one.id), one.name or str(one.kind.label)) for one in principals(actor)]


def _search_form(request: DeskRequest, breach_id: UUID) -> forms.SearchForm:
    """The form with who opened something between the times that were filled in."""
    parties = _principals(request.actor)
    times = forms.SearchForm({**request.POST.dict(), "opener": "", "party": ""}, parties=parties)
    if not times.is_valid():
        return times
    asked = times.asked()
    openers = pages.openers_of(finding.openers(request.actor, breach_id, asked.since, asked.until))
    return forms.SearchForm(request.POST, openers=openers, parties=parties)


@require_GET
def breach_letter(request: DeskRequest, breach_id: UUID, letter_id: UUID) -> HttpResponse:
    """A letter to a principal or an employer as it was made, as PDF to print or send."""
    return kept(open_letter(request.actor, breach_id, letter_id), f"{letter_id}.pdf")


@require_POST
def breach_act(request: DeskRequest, breach_id: UUID, act: str) -> HttpResponse:
    """Do something with it, and go back to it; what is not right yet stays filled in."""
    seen = selectors.one(request.actor, breach_id)
    form, do = _form(request, seen, act)
    if form.is_valid() and carried_out(request, form, do, request.actor, seen, form):
        return redirect("desk:breach", breach_id)
    page = pages.breach_page(request.actor, seen, {act: form})
    return render(request, "desk/breach.html", page, status=InvalidInput.status)


def _form(request: DeskRequest, seen: SeenBreach, act: str) -> tuple[Any, Doing]:
    """The form that was sent, and what is done with it. Raises `NotFound`."""
    if not seen.handled or act not in {*ACTS, *PARTIES}:
        raise NotFound("There is no such act.")
    if act in PARTIES:
        of_party, do = PARTIES[act]
        return of_party(request.POST, parties=pages.parties_of(request.actor, seen)), do
    make, do = ACTS[act]
    return make(request.POST, seen), do


def _status(form: Form) -> int:
    return InvalidInput.status if form.is_bound else 200


def _assess(actor: Actor, seen: SeenBreach, form: Any) -> str:
    assessing.assess(actor, seen.line.id, form.weighing())
    return _("Weighed. What follows from it stands below.")


def _add(actor: Actor, seen: SeenBreach, form: Any) -> str:
    listing.add(actor, seen.line.id, **form.cleaned_data)
    return _("It stands on the list.")


def _leave_out(actor: Actor, seen: SeenBreach, form: Any) -> str:
    listing.leave_out(actor, seen.line.id, UUID(form.cleaned_data["affected"]), form.cleaned_data["reason"])
    return _("It was left out, with your reason.")


def _not_told(actor: Actor, seen: SeenBreach, form: Any) -> str:
    listing.not_told(actor, seen.line.id, UUID(form.cleaned_data["affected"]), form.cleaned_data["reason"])
    return _("Written down: this client is not told, with your reason.")


def _letters(actor: Actor, seen: SeenBreach, form: Any) -> str:  # noqa: ARG001 - there is nothing in it
    write_letters_of.defer(organisation_id=str(actor.organisation_id), breach_id=str(seen.line.id))
    return _("The letters are written now. Whoever works in the dossier gives them, and has a task for it.")


def _authority(actor: Actor, seen: SeenBreach, form: Any) -> str:
    fields = authority_fields(seen, pages.kinds_of(actor))
    telling.tell(actor, seen.line.id, form.telling(fields))
    return _("Written down: the authority was told.")


def _party(actor: Actor, seen: SeenBreach, form: Any) -> str:
    telling.tell(actor, seen.line.id, form.telling())
    return _("Written down: they were told.")


def _letter(actor: Actor, seen: SeenBreach, form: Any) -> str:
    make_letter(actor, seen.line.id, *form.chosen())
    return _("Made and kept. Print or send it, and then write down that they were told.")


def _silent(actor: Actor, seen: SeenBreach, form: Any) -> str:
    to, _bar, party = form.cleaned_data["party"].partition("|")
    telling.leave(actor, seen.line.id, ToWhom(to), UUID(party) if party else None, form.cleaned_data["reason"])
    return _("Written down: they are not told, with your reason.")


def _lesson(actor: Actor, seen: SeenBreach, form: Any) -> str:
    closing.learn(actor, seen.line.id, form.cleaned_data["lesson"], form.cleaned_data["due_on"])
    return _("Written down, and on your list.")


def _close(actor: Actor, seen: SeenBreach, form: Any) -> str:  # noqa: ARG001 - there is nothing in it
    closing.close(actor, seen.line.id)
    return _("Closed. It stays in the register.")


Making = Callable[[Any, SeenBreach], Any]
Doing = Callable[[Actor, SeenBreach, Any], str]


def _listed(sent: Any, seen: SeenBreach) -> forms.LeaveForm:
    return forms.LeaveForm(sent, affected=pages.listed_in(seen))


def _silent_form(sent: Any, seen: SeenBreach) -> forms.NotToldForm:
    return forms.NotToldForm(sent, parties=pages.not_told_of(seen))


def _plain(made: Callable[[Any], Any]) -> Making:
    return lambda sent, _seen: made(sent)


ACTS: Mapping[str, tuple[Making, Doing]] = {
    "beoordelen": (_plain(forms.AssessForm), _assess),
    "erbij": (_plain(forms.AddForm), _add),
    "niet-betrokken": (_listed, _leave_out),
    "niet-inlichten": (_listed, _not_told),
    "brieven": (_plain(forms.PlainForm), _letters),
    "melden": (_plain(forms.AuthorityForm), _authority),
    "geen-bericht": (_silent_form, _silent),
    "les": (_plain(forms.LessonForm), _lesson),
    "sluiten": (_plain(forms.PlainForm), _close),
}
"""By the word in the address: the form, and what is done with it."""
PARTIES: Mapping[str, tuple[Callable[..., Any], Doing]] = {
    "brief": (forms.LetterForm, _letter),
    "bericht": (forms.PartyForm, _party),
}
"""A letter to a principal or an employer, and telling them: whom there is to choose from, depends on who looks."""
