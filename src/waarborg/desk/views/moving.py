"""A record that stands in the wrong dossier, taken to the right one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from waarborg.desk.forms.mistakes import tell
from waarborg.desk.forms.moving import MoveForm
from waarborg.desk.pages import records as pages
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers import items
from waarborg.dossiers.moving import Move, WhichTrajectory
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.dossiers.selectors import SeenRecord
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.practice.selectors import practice_of
from waarborg.work.misplaced import move_record


@require_http_methods(["GET", "POST"])
def record_move(request: DeskRequest, number: str, record_id: UUID) -> HttpResponse:
    """Take a record to the dossier where it belongs. Of what it said nothing stays here."""
    dossier_id = dossier_numbered(request.actor, number)
    where, record = items.to_correct(request.actor, dossier_id, record_id)
    form = MoveForm(request.POST or None, version=record.version)
    if form.is_valid():
        form = _moved(request, dossier_id, record, form)
        if form.is_valid():
            messages.success(request, _("Moved. A task to weigh it as a possible data breach was made."))
            return redirect("desk:records", number, where.entry.key)
    status = InvalidInput.status if form.is_bound else 200
    page = pages.form_page(request.actor, where, record) | {"form": form}
    return render(request, "desk/record_move.html", page, status=status)


def _moved(request: DeskRequest, dossier_id: UUID, record: SeenRecord, form: MoveForm) -> MoveForm:
    """The form after the attempt: with what was wrong, or with the trajectories to choose from."""
    said = form.cleaned_data
    try:
        move = Move(
            to_dossier_id=dossier_numbered(request.actor, said["number"].strip()),
            reason=said["reason"],
            version=said["version"],
            purpose=record.purpose,
            trajectory_id=UUID(request.POST["trajectory"]) if request.POST.get("trajectory") else None,
        )
        move_record(request.actor, dossier_id, record.id, move)
    except WhichTrajectory as several:
        practice = practice_of(request.actor.organisation_id)
        choices = pages.trajectory_choices(practice, several.trajectories)
        form = MoveForm(request.POST, version=record.version, trajectories=choices)
        form.is_valid()
    except InvalidInput as mistake:
        tell(form, mistake)
    except Conflict:
        form.add_error(None, _("Somebody corrected this in the meantime. Look at it again."))
    except (NotFound, ValueError):
        form.add_error("number", _("There is no dossier of this number."))
    return form
