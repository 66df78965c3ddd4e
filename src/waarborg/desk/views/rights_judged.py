"""A request for whom an article names to answer it, or to see to it, and who may read nothing else of the dossier."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from waarborg.desk.forms.mistakes import carried_out
from waarborg.desk.pages import rights as pages
from waarborg.desk.requests import DeskRequest
from waarborg.desk.views.rights import ACTS
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.rights import selectors
from waarborg.rights.judging import dossier_of


@require_GET
def right_judged(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """What was asked, where the clock stands, and the answer to write."""
    one = selectors.judged(request.actor, request_id)
    if one.readable:
        return redirect("desk:right_request", one.number, request_id)
    return render(request, "desk/right_request.html", pages.judged_page(request.actor, one, {}))


@require_POST
def right_judged_act(request: DeskRequest, request_id: UUID, act: str) -> HttpResponse:
    """Answer it, ask something first, or take more time: a letter, that who works on the dossier gives."""
    if act not in pages.JUDGED:
        raise NotFound("There is no such act.")
    form = ACTS[act][0](request.POST)
    if form.is_valid() and carried_out(request, form, _do, request, request_id, act, form.cleaned_data):
        return redirect("desk:right_judged", request_id)
    one = selectors.judged(request.actor, request_id)
    page = pages.judged_page(request.actor, one, {act: form})
    return render(request, "desk/right_request.html", page, status=InvalidInput.status)


def _do(request: DeskRequest, request_id: UUID, act: str, said: dict[str, Any]) -> str:
    _form, does, _said = ACTS[act]
    does(request, dossier_of(request.actor, request_id), request_id, said)
    return _("The letter is ready. Whoever works on the dossier gives it.")
