"""Closing a trajectory, and then the dossier: the checklist, and what will be destroyed when after it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from waarborg.desk.forms.closing import CloseForm
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.pages import closing as pages
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.kernel.errors import InvalidInput
from waarborg.work.checklists import checklist
from waarborg.work.closing import Finishing, close_trajectory, finish_dossier


@require_http_methods(["GET", "POST"])
def trajectory_close(request: DeskRequest, number: str, trajectory_id: UUID) -> HttpResponse:
    """Close one trajectory."""
    dossier_id = dossier_numbered(request.actor, number)
    found = checklist(request.actor, dossier_id, trajectory_id)
    form = CloseForm(request.POST or None, found=found, **pages.choices_for(found, trajectory_id))
    done = _closed(form, lambda said: close_trajectory(request.actor, dossier_id, trajectory_id, said))
    if done:
        messages.success(request, _("The trajectory is closed. Below stands what ends when."))
        return redirect("desk:retention", number)
    page = pages.closing_page(request.actor, number, found, form, trajectory_id=trajectory_id)
    return render(request, "desk/closing.html", page, status=InvalidInput.status if form.errors else 200)


@require_http_methods(["GET", "POST"])
def dossier_close(request: DeskRequest, number: str) -> HttpResponse:
    """Close the dossier."""
    dossier_id = dossier_numbered(request.actor, number)
    found = checklist(request.actor, dossier_id)
    form = CloseForm(request.POST or None, found=found)
    if _closed(form, lambda said: finish_dossier(request.actor, dossier_id, said)):
        messages.success(request, _("The dossier is closed. Below stands what ends when."))
        return redirect("desk:retention", number)
    page = pages.closing_page(request.actor, number, found, form)
    return render(request, "desk/closing.html", page, status=InvalidInput.status if form.errors else 200)


def _closed(form: CloseForm, close: Callable[[Finishing], None]) -> bool:
    """Close it by what was said; say in the form what is still to be done. Looking what would follow closes nothing."""
    if not form.is_valid() or "look" in form.data:
        return False
    try:
        close(form.finishing())
    except InvalidInput as mistake:
        tell(form, mistake)
        return False
    return True
