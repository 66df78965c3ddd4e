"""Templates of documents: which hold, and proposing a change."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from waarborg.desk.forms.mistakes import tell
from waarborg.desk.forms.templates import TemplateForm
from waarborg.desk.pages import templates as pages
from waarborg.desk.requests import DeskRequest
from waarborg.gate.door import must_be_allowed
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.practice.document import Way, with_template
from waarborg.practice.items import key_for
from waarborg.practice.selectors import Practice, in_hand, practice_of, proposal
from waarborg.practice.services import propose


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
    if form.is_valid() and _proposed(request, form, way, key or key_for(form.cleaned_data["nl"], held)):
        return redirect("desk:practice")
    status = InvalidInput.status if form.is_bound else 200
    kinds = list(pages.legend_of_kinds(request.actor, one.serves_as if one else ""))
    page = {"form": form, "one": one, "legend": pages.legend(), "kinds": kinds}
    return render(request, "desk/template.html", page, status=status)


def _proposed(request: DeskRequest, form: TemplateForm, way: Way, key: str) -> bool:
    said = {name: value for name, value in form.cleaned_data.items() if name != "base"}
    try:
        propose(request.actor, with_template(way, {**said, "key": key}), base=form.cleaned_data["base"])
    except Conflict:
        form.go_on_from(in_hand(request.actor)[1])
        form.add_error(None, _("Somebody else changed the way of working in the meantime. Look at it first."))
        return False
    except InvalidInput as mistake:
        tell(form, mistake)
        return False
    if proposal(request.actor):
        messages.success(request, _("Proposed. It holds once it has been decided on."))
    else:
        messages.success(request, _("Decided. It holds from now on."))
    return True
