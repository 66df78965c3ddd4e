"""An objection to recruitment and lists of addresses: one step, for nothing, without a reason, and it holds at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from waarborg.admission.selectors import mandate_seen_on
from waarborg.dossiers.declarations import Giver
from waarborg.dossiers.objections import WRITTEN, lift_objection, record_objection
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.portal.entrance import MineRequest


@require_POST
def object_now(request: MineRequest) -> HttpResponse:
    """Object. From this moment nothing of the kind goes out, and what waited is stopped."""
    return objected(request)


@require_POST
def allow_again(request: MineRequest) -> HttpResponse:
    """Object no longer."""
    if request.own.only_reads:
        raise NotFound("This mandate is for reading alone.")
    try:
        lift_objection(request.actor, request.own.dossier_id)
        messages.success(request, _("Written down. You may get a message of this kind again."))
    except InvalidInput as nothing:
        messages.error(request, str(nothing))
    return redirect("mine:consents")


def objected(request: MineRequest) -> HttpResponse:
    """Write the objection of who is here down, and say so. Raises `NotFound` for a mandate to read alone."""
    own, actor = request.own, request.actor
    if own.only_reads:
        raise NotFound("This mandate is for reading alone.")
    giver = Giver(who=own.acting.value, mandate_seen_on=mandate_seen_on(actor, own))
    record_objection(actor, own.dossier_id, form=WRITTEN, on=clock.today(), giver=giver)
    messages.success(request, _("It holds from now: you get no advertising of us, and stand on no list for it."))
    return redirect("mine:consents")
