"""What is known of a client, by kind of data; the letters to them; who looked, and to whom data went."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from waarborg.disclosures.register import given_of
from waarborg.dossiers.selectors import category_of, dossier
from waarborg.kernel.errors import InvalidInput, NotFound, Refused
from waarborg.kernel.file_answers import kept
from waarborg.letters.services import letters_of, open_letter
from waarborg.portal.entrance import MineRequest
from waarborg.portal.mine.kinds import data_page, kind_page, letters_page
from waarborg.portal.mine.leaving import OTHERS, given_page, looked_page
from waarborg.portal.mine.showing import show
from waarborg.subject_access.looked import looked


@never_cache
@require_GET
def data(request: MineRequest) -> HttpResponse:
    """Which kinds of data there are, how many items of each, and which stay shut by which article."""
    return show(request, "data", data_page(request.actor, dossier(request.actor, request.own.dossier_id)), tab="data")


@never_cache
@require_GET
def kind(request: MineRequest, category: str) -> HttpResponse:
    """The items of one kind: what, from whom, what for, how long. What stays shut is not there."""
    try:
        seen = category_of(request.actor, request.own.dossier_id, category)
    except (Refused, InvalidInput) as refusal:
        raise NotFound("There is no such kind of data here.") from refusal
    return show(request, "kind", kind_page(request.actor, seen, category), tab="data")


@never_cache
@require_GET
def letters(request: MineRequest) -> HttpResponse:
    """The letters that were made for this client."""
    found = letters_of(request.actor, request.own.dossier_id)
    return show(request, "letters", letters_page(found), tab="data")


@never_cache
@require_GET
def letter(request: MineRequest, letter_id: UUID) -> HttpResponse:
    """One letter, as it was made, under a name that says nothing of anybody."""
    return kept(open_letter(request.actor, request.own.dossier_id, letter_id), f"{letter_id}.pdf")


@never_cache
@require_GET
def who_looked(request: MineRequest) -> HttpResponse:
    """Who looked, what was done and why, newest first."""
    log = looked(request.actor, request.own.dossier_id, before=request.GET.get("voor"))
    others = request.GET.get("wie") == OTHERS["wie"]
    return show(request, "who_looked", looked_page(log, others=others), tab="data")


@never_cache
@require_GET
def given(request: MineRequest) -> HttpResponse:
    """To whom data went, what, what for and by which article."""
    shared = given_of(request.actor, request.own.dossier_id)
    return show(request, "given", given_page(request.actor, shared), tab="data")
