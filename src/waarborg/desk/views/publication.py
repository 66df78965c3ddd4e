"""Copies of the regulation for whoever asks: what waits, what was given, and writing one down."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from waarborg.desk.forms.mistakes import tell
from waarborg.desk.forms.publication import CopyForm
from waarborg.desk.pages import publication as pages
from waarborg.desk.requests import DeskRequest
from waarborg.kernel.errors import InvalidInput
from waarborg.publication.copies import copies as found_copies
from waarborg.publication.copies import give, published, take_in


@require_http_methods(["GET", "POST"])
def copies(request: DeskRequest) -> HttpResponse:
    """What waits, what was given last, and a form for one more."""
    waiting, given = found_copies(request.actor)
    may_give = published(request.actor.in_force)
    form = CopyForm(request.POST or None, may_give=may_give)
    if form.is_valid():
        try:
            take_in(request.actor, form.new())
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Written down."))
            return redirect("desk:copies")
    page = pages.copies_page(request.actor, may_give, waiting, given) | {"form": form}
    return render(request, "desk/copies.html", page, status=InvalidInput.status if form.is_bound else 200)


@require_POST
def copy_given(request: DeskRequest, copy_id: UUID) -> HttpResponse:
    """A copy that was asked for is given."""
    give(request.actor, copy_id)
    messages.success(request, _("Written down."))
    return redirect("desk:copies")
