"""Consents: which there are, answering one on its exact words, and stopping, in one step each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.admission.selectors import mandate_seen_on
from waarborg.dossiers import declarations
from waarborg.dossiers.choices import ConsentProof
from waarborg.dossiers.consent_proofs import Proved
from waarborg.dossiers.consent_words import words_shown
from waarborg.dossiers.intake import Consent, consents_asked
from waarborg.dossiers.objections import objection_of
from waarborg.gate.organisations import agency
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.languages import reader_language
from waarborg.portal.entrance import MineRequest
from waarborg.portal.mine.consents import answerable, consent_page, consents_page, form_for, objection_part
from waarborg.portal.mine.forms import YES, ConsentForm, tell
from waarborg.portal.mine.showing import show


@never_cache
@require_GET
def consents(request: MineRequest) -> HttpResponse:
    """What was asked, and what was said."""
    found = consents_asked(request.actor, request.own.dossier_id)
    objection = objection_of(request.actor, request.own.dossier_id)
    page = consents_page(request.actor, request.own, found) | objection_part(request.actor, request.own, objection)
    return show(request, "consents", page, tab="consents")


@never_cache
@require_http_methods(["GET", "POST"])
def consent(request: MineRequest, fact: str) -> HttpResponse:
    """One, on its exact words; answered with yes or no."""
    one = _one(request, fact)
    form = form_for(request.actor, one, request.POST or None)
    if not answerable(request.own, one):
        if request.method == "POST":
            raise NotFound("This is not theirs to answer.")
    elif form.is_valid() and _answered(request, one, form):
        messages.success(request, _("Your answer is written down. It holds from now."))
        return redirect("mine:consents")
    page = consent_page(request.actor, request.own, one) | {"form": form}
    status = InvalidInput.status if form.is_bound else 200
    return show(request, "consent", page, tab="consents", status=status)


@require_POST
def withdraw(request: MineRequest, fact: str) -> HttpResponse:
    """Stop, at once and without a reason."""
    one = _one(request, fact)
    declarations.withdraw(request.actor, request.own.dossier_id, one.asked.fact, on=clock.today())
    messages.success(request, _("You stopped this consent. We do not use these data for it any more."))
    return redirect("mine:consents")


def _one(request: MineRequest, fact: str) -> Consent:
    found = consents_asked(request.actor, request.own.dossier_id)
    one = next((each for each in found if each.asked.fact == fact), None)
    if one is None:
        raise NotFound("The regulation knows no such consent.")
    return one


def _answered(request: MineRequest, one: Consent, form: ConsentForm) -> bool:
    """Write the answer down, as said by who is here; say in the form what is not right yet."""
    said, actor, own = form.cleaned_data, request.actor, request.own
    giver = declarations.Giver(
        who=own.acting.value, mandate_seen_on=mandate_seen_on(actor, own), confirmed=form.confirmed
    )
    try:
        if said["answer"] == YES:
            declarations.declare(
                actor,
                own.dossier_id,
                one.asked.fact,
                form=one.asked.rule.form,
                from_on=clock.today(),
                reach=_reach(said),
                giver=giver,
                proved=Proved(
                    wording="\n".join(words_shown(actor, one, agency(actor.organisation_id).name)),
                    language=reader_language(),
                    proof=ConsentProof.OWN_PAGES.value,
                ),
            )
        else:
            declarations.refuse(actor, own.dossier_id, one.asked.fact, on=clock.today(), giver=giver)
    except InvalidInput as mistake:
        tell(form, mistake)
        return False
    return True


def _reach(said: dict[str, Any]) -> declarations.Reach:
    return declarations.Reach(
        recipients=tuple(said.get("recipients") or ()) or None,
        categories=tuple(said.get("kinds") or ()) or None,
        purposes=tuple(said.get("purposes") or ()) or None,
    )
