"""How copies stand, putting one back rehearsed, and the plan for a calamity."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.backups import plans, selectors, services
from waarborg.desk.forms.backups import PlanForm
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.pages import backups as pages
from waarborg.desk.requests import DeskRequest
from waarborg.kernel.errors import InvalidInput, NotFound


@require_GET
def backups(request: DeskRequest) -> HttpResponse:
    """The last copies and rehearsals, what is late, and who did what."""
    found = selectors.overview(request.actor)
    return render(request, "desk/backups.html", pages.backups_page(request.actor, found))


@require_POST
def rehearse(request: DeskRequest) -> HttpResponse:
    """Have the worker try the newest copy."""
    try:
        services.ask_rehearsal(request.actor)
    except InvalidInput as mistake:
        messages.error(request, str(mistake))
    else:
        messages.success(request, _("It is being tried. How it went stands here within some minutes."))
    return redirect("desk:backups")


@require_GET
def calamity_plan(request: DeskRequest) -> HttpResponse:
    """The plan as it holds, whom to reach, and earlier versions."""
    found = selectors.plan_versions(request.actor)
    return render(request, "desk/calamity_plan.html", pages.plan_page(request.actor, found))


@require_http_methods(["GET", "POST"])
def calamity_plan_write(request: DeskRequest) -> HttpResponse:
    """Write a new version."""
    if not plans.may_write(request.actor):
        raise NotFound("The plan is not yours to write.")
    form = PlanForm(request.POST or None, plan=next(iter(selectors.plan_versions(request.actor)), None))
    if form.is_valid():
        try:
            plans.keep_plan(request.actor, text=form.cleaned_data["text"], contacts=form.cleaned_data["contacts"])
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("The new version holds from now."))
            return redirect("desk:calamity_plan")
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "desk/calamity_plan_write.html", {"form": form} | pages.write_page(), status=status)
