"""A client's own words beside an item: unaltered, at once, with nobody's leave."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from waarborg.dossiers.selectors import category_of
from waarborg.dossiers.statements import NewStatement, add_statement
from waarborg.kernel.errors import InvalidInput, NotFound, Refused
from waarborg.portal.entrance import MineRequest
from waarborg.portal.mine.forms import OwnWordsForm, tell
from waarborg.portal.mine.kinds import fields_of, item_of
from waarborg.portal.mine.showing import show


@never_cache
@require_http_methods(["GET", "POST"])
def own_words(request: MineRequest, category: str, record_id: UUID) -> HttpResponse:
    """Add them to one item. They stand with it wherever it is shown or given."""
    own = request.own
    if own.only_reads:
        raise NotFound("This mandate is for reading alone.")
    try:
        record = item_of(category_of(request.actor, own.dossier_id, category), record_id)
    except (Refused, InvalidInput) as refusal:
        raise NotFound("There is no such item here.") from refusal
    form = OwnWordsForm(request.POST or None)
    if form.is_valid():
        said = NewStatement(words=form.cleaned_data["words"], record_id=record_id, given_by=own.acting)
        try:
            add_statement(request.actor, own.dossier_id, said)
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Your words stand in the dossier now."))
            return redirect("mine:kind", category)
    page = {"form": form, "category": category, "label": record.entry.rule.title, "fields": fields_of(record)}
    status = InvalidInput.status if form.is_bound else 200
    return show(request, "own_words", page, tab="data", status=status)
