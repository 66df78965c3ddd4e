"""Consents: which there are, asking one on its exact wording, taking one back; and an objection, in one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms.intake import CONFIRMED, YES, ConsentForm, ForWhomForm, ObjectionForm
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.pages import consents as pages
from waarborg.desk.pages.dossier import dossier_page
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers import declarations
from waarborg.dossiers.consent_forms import asked_for
from waarborg.dossiers.intake import Consent, Intake, intake_of
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.dossiers.objections import lift_objection, objecting_under, record_objection
from waarborg.gate.actors import Actor
from waarborg.gate.organisations import agency
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.parties.selectors import SeenParty


@require_GET
def consents(request: DeskRequest, number: str) -> HttpResponse:
    """Every consent that the regulation knows, and where it stands."""
    seen = intake_of(request.actor, dossier_numbered(request.actor, number))
    page = dossier_page(request.actor, seen.seen, "desk:consents") | pages.consents_page(request.actor, seen)
    return render(request, "desk/consents.html", page)


@require_http_methods(["GET", "POST"])
def consent_ask(request: DeskRequest, number: str, fact: str) -> HttpResponse:
    """Ask one, for kinds of recipient or for one party, and write the answer down. No is an answer too."""
    seen = intake_of(request.actor, dossier_numbered(request.actor, number))
    one = seen.consent(fact)
    parties = pages.parties_for(request.actor, one)
    party = _asked_for(request, parties)
    form = consent_form(request.actor, seen, one, request.POST or None, party)
    if form.is_valid() and answered(request.actor, seen.seen.id, one, form, party):
        messages.success(request, _("The answer is written down."))
        return redirect("desk:consents", number)
    page = dossier_page(request.actor, seen.seen, "desk:consents") | consent_parts(request.actor, one, party)
    page |= {"form": form, "minor": seen.minor}
    if parties:
        chosen = {"to": str(party.id) if party else ""}
        page["for_whom"] = ForWhomForm(initial=chosen, parties=pages.choices_of(parties))
    return render(request, "desk/consent_ask.html", page, status=InvalidInput.status if form.is_bound else 200)


@require_POST
def consent_withdraw(request: DeskRequest, number: str, fact: str) -> HttpResponse:
    """Take one back, in whatever form the client did: it holds no more from today."""
    dossier_id = dossier_numbered(request.actor, number)
    if asked_for(request.actor.in_force, fact) is None:
        raise NotFound("The regulation knows no such consent.")
    declarations.withdraw(request.actor, dossier_id, fact, on=clock.today())
    messages.success(request, _("Withdrawn from today. What has to be done because of it stands on the list."))
    return redirect("desk:consents", number)


@require_http_methods(["GET", "POST"])
def objection(request: DeskRequest, number: str) -> HttpResponse:
    """Write down that the client objects to recruitment and lists of addresses: one step, no reason, from now."""
    seen = intake_of(request.actor, dossier_numbered(request.actor, number))
    rule = objecting_under(request.actor.in_force)
    form = ObjectionForm(request.POST or None, forms_taken=rule.forms)
    if form.is_valid() and _objected(request.actor, seen.seen.id, form):
        messages.success(request, _("The objection holds from now. What waited was stopped."))
        return redirect("desk:consents", number)
    page = dossier_page(request.actor, seen.seen, "desk:consents") | pages.objection_page(request.actor)
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "desk/objection.html", page | {"form": form}, status=status)


@require_POST
def objection_lift(request: DeskRequest, number: str) -> HttpResponse:
    """Write down that the client no longer objects."""
    lift_objection(request.actor, dossier_numbered(request.actor, number))
    messages.success(request, _("The client no longer objects, from today."))
    return redirect("desk:consents", number)


def _objected(actor: Actor, dossier_id: UUID, form: ObjectionForm) -> bool:
    """Write it down; say in the form what is not right yet. Raises `Refused`."""
    said = form.cleaned_data
    giver = declarations.Giver(who=said["who"], mandate_seen_on=said["mandate_seen_on"])
    try:
        record_objection(actor, dossier_id, form=said["form"], on=said["on"], giver=giver)
    except InvalidInput as mistake:
        tell(form, mistake)
        return False
    return True


def _asked_for(request: DeskRequest, parties: Sequence[SeenParty]) -> SeenParty | None:
    """The one party for whom it is asked; None: for kinds of recipient. Raises `NotFound` for any other."""
    wanted = request.GET.get("to", "")
    party = next((one for one in parties if str(one.id) == wanted), None)
    if wanted and party is None:
        raise NotFound("This consent cannot be asked for that party.")
    return party


def consent_form(
    actor: Actor, seen: Intake, one: Consent, data: Any = None, party: SeenParty | None = None
) -> ConsentForm:
    """The form for one consent."""
    return ConsentForm(data, wording=pages.wording_of(actor, seen, one, party))


def consent_parts(actor: Actor, one: Consent, party: SeenParty | None = None) -> dict[str, Any]:
    """The exact wording of one consent, with the names of the agency and of the one party in it."""
    return pages.consent_page(actor, one, agency(actor.organisation_id).name, party)


def answered(actor: Actor, dossier_id: UUID, one: Consent, form: ConsentForm, party: SeenParty | None = None) -> bool:
    """Write the answer down; say in the form what is not right yet. Raises `Refused`."""
    said, fact = form.cleaned_data, one.asked.fact
    confirmed = frozenset(name for name in CONFIRMED if said.get(name))
    giver = declarations.Giver(who=said["who"], mandate_seen_on=said.get("mandate_seen_on"), confirmed=confirmed)
    try:
        if said["answer"] == YES:
            reach = declarations.Reach(
                recipients=(party.kind.value,) if party else tuple(said.get("recipients") or ()) or None,
                party_id=party.id if party else None,
                categories=tuple(said.get("kinds") or ()) or None,
                purposes=tuple(said.get("purposes") or ()) or None,
                until_on=said["until_on"],
            )
            proved = pages.proved_by(actor, one, agency(actor.organisation_id).name, said, party)
            declarations.declare(
                actor, dossier_id, fact, form=said["form"], from_on=said["on"], reach=reach, giver=giver, proved=proved
            )
        else:
            declarations.refuse(actor, dossier_id, fact, on=said["on"], giver=giver)
    except InvalidInput as mistake:
        tell(form, mistake)
        return False
    return True
