"""Templates of documents: which hold, and proposing a change."""

from __future__ import annotations

from collections.abc import Collection

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from waarborg.desk.forms.mistakes import tell
from waarborg.desk.forms.proposing import proposed
from waarborg.desk.forms.templates import TemplateForm
from waarborg.desk.pages import templates as pages
from waarborg.desk.requests import DeskRequest
from waarborg.gate.door import must_be_allowed
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.languages import reader_language
from waarborg.practice.document import Way, with_template
from waarborg.practice.items import key_for
from waarborg.practice.selectors import Practice, in_hand, practice_of


@require_GET
def templates(request: DeskRequest) -> HttpResponse:
    """The templates that hold: those that came along, and the agency's own."""
    practice = practice_of(request.actor.organisation_id)
    return render(request, "desk/templates.html", pages.templates_page(request.actor, practice))


@require_http_methods(["GET", "POST"])
def template(request: DeskRequest, key: str) -> HttpResponse:
    """Change one."""
    return _template(request, key)


@require_http_methods(["GET", "POST"])
def template_new(request: DeskRequest) -> HttpResponse:
    """One more."""
    return _template(request, "")


def _template(request: DeskRequest, key: str) -> HttpResponse:
    must_be_allowed(request.actor, "propose")
    way, base = in_hand(request.actor)
    held = Practice(None, base, way).templates
    one = held.get(key)
    if key and one is None:
        raise NotFound("There is no such template.")
    form = TemplateForm(
        request.POST or None,
        initial=pages.initial_of(one, base),
        in_force=request.actor.in_force,
        kinds=pages.kinds(request.actor),
    )
    if form.is_valid() and (changed := _changed(way, form, held, key)) and proposed(request, form, changed):
        return redirect("desk:practice")
    status = InvalidInput.status if form.is_bound else 200
    kinds = list(pages.legend_of_kinds(request.actor, one.serves_as if one else ""))
    called = one.label(reader_language()) if one else ""
    page = {"form": form, "called": called, "legend": pages.legend(), "kinds": kinds}
    return render(request, "desk/template.html", page, status=status)


def _changed(way: Way, form: TemplateForm, held: Collection[str], key: str) -> Way | None:
    """The way of working with this template in it; None when that cannot be, and the form says why."""
    said = {name: value for name, value in form.cleaned_data.items() if name != "base"}
    try:
        return with_template(way, {**said, "key": key or key_for(said["nl"], held)})
    except InvalidInput as mistake:
        tell(form, mistake)
        return None
