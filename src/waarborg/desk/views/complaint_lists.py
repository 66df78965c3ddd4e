"""Beside the complaints themselves: whom one can turn to, what was decided meanwhile, and what was agreed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.complaints import assigning, flagged
from waarborg.complaints import bodies as kept
from waarborg.complaints import measures as agreed
from waarborg.complaints.choices import Instance
from waarborg.desk.forms import complaints as forms
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.pages.complaint_lists import acts_page, bodies_page, left_page, measures_page
from waarborg.desk.requests import DeskRequest
from waarborg.kernel.errors import InvalidInput


@require_http_methods(["GET", "POST"])
def bodies(request: DeskRequest) -> HttpResponse:
    """Whom a complainant can turn to: who exists no more is named in no letter."""
    found, changed_on = kept.bodies(request.actor)
    form = forms.body(request.POST or None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            kept.keep_body(request.actor, **{**said, "step": Instance(said["step"])})
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Written down. Letters name it from now on, or no more."))
            return redirect("desk:complaint_bodies")
    page = bodies_page(found, changed_on, form)
    return render(request, "desk/complaint_bodies.html", page, status=InvalidInput.status if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def left(request: DeskRequest, complaint_id: UUID) -> HttpResponse:
    """A complaint whose handler may handle it no more: somebody else who has no part in it is named, unread."""
    one = assigning.left(request.actor, complaint_id)
    handlers = [(str(each.account_id), each.name) for each in one.handlers]
    form = forms.assign(request.POST or None, handlers=handlers)
    if form.is_valid():
        handler_id = UUID(form.cleaned_data["handler"])
        assigning.assign(request.actor, complaint_id, handler_id)
        messages.success(request, _("Written down. It stands on the list of who handles it from now on."))
        mine = handler_id == request.actor.account_id
        return redirect("desk:complaint", complaint_id) if mine else redirect("desk:complaints")
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "desk/complaint_left.html", left_page(one, form), status=status)


@require_GET
def acts(request: DeskRequest) -> HttpResponse:
    """What was decided about clients who complain, for who manages it; nothing of the complaint."""
    return render(request, "desk/complaint_acts.html", acts_page(flagged.acts(request.actor)))


@require_POST
def act_done(request: DeskRequest, act_id: UUID) -> HttpResponse:
    """Write down what was found on looking back."""
    flagged.look_back(request.actor, act_id, request.POST.get("finding", ""))
    messages.success(request, _("Written down."))
    return redirect("desk:complaint_acts")


@require_GET
def measures(request: DeskRequest) -> HttpResponse:
    """What this person is to do after complaints."""
    return render(request, "desk/complaint_measures.html", measures_page(agreed.my_measures(request.actor)))


@require_POST
def measure_done(request: DeskRequest, measure_id: UUID) -> HttpResponse:
    """Write down that it was done."""
    agreed.done(request.actor, measure_id)
    messages.success(request, _("Written down."))
    return redirect("desk:complaint_measures")
