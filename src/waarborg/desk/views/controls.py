"""Controls: which there are, doing one, and what was done to the system."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from waarborg.controls import selectors, services
from waarborg.desk.forms.controls import ControlForm
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.pages import controls as pages
from waarborg.desk.requests import DeskRequest
from waarborg.kernel.errors import InvalidInput


@require_GET
def controls(request: DeskRequest) -> HttpResponse:
    """Every control of the regulation, when it was done and is due again."""
    found = selectors.register(request.actor)
    return render(request, "desk/controls.html", pages.register_page(request.actor, found))


@require_http_methods(["GET", "POST"])
def control(request: DeskRequest, task_id: UUID) -> HttpResponse:
    """Do a control: look, write down what was found, sign."""
    seen = services.looking(request.actor, task_id)
    form = ControlForm(request.POST or None, lays_down=seen.lays_down, text=seen.text)
    if form.is_valid():
        try:
            services.done(request.actor, task_id, services.Done(**form.cleaned_data))
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Done, and signed. It comes again in time."))
            return redirect("desk:controls")
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "desk/control.html", pages.control_page(request.actor, seen) | {"form": form}, status=status)


@require_GET
def operations(request: DeskRequest) -> HttpResponse:
    """What was done to the system itself: accounts, roles, rules, the way of working. No dossier stands in it."""
    found = selectors.operations(request.actor)
    return render(request, "desk/operations.html", pages.operations_page(request.actor, found))
