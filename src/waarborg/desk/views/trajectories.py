"""The trajectories of a dossier: seen, changed, started, one more; who works on them, and who may not."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from waarborg.desk.days import asked_day
from waarborg.desk.forms import trajectories as forms
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.pages import trajectories as pages
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.dossiers.services import NewTrajectory, open_trajectory
from waarborg.dossiers.trajectories import change_trajectory
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.languages import reader_language
from waarborg.parties.selectors import principals
from waarborg.work.task_lists import Start, start_trajectory
from waarborg.work.trajectories import SeenTrajectory, SeenWork, work_of

NEW = ("type", "goal", "referred_on", "planned_end_on", "hours_granted", "for_illness")
"""What the form of a further commission says of it."""


def seen_trajectory(request: DeskRequest, number: str, trajectory_id: UUID) -> tuple[SeenWork, SeenTrajectory]:
    """A dossier's work and one trajectory of it. Raises `NotFound` when it is not of this dossier."""
    seen = work_of(request.actor, dossier_numbered(request.actor, number))
    one = seen.one(trajectory_id)
    if one is None:
        raise NotFound("There is no such trajectory in this dossier.")
    return seen, one


@require_GET
def trajectories(request: DeskRequest, number: str) -> HttpResponse:
    """Every trajectory of a dossier."""
    seen = work_of(request.actor, dossier_numbered(request.actor, number))
    return render(request, "desk/trajectories.html", pages.work_page(request.actor, seen))


@require_http_methods(["GET", "POST"])
def trajectory_change(request: DeskRequest, number: str, trajectory_id: UUID) -> HttpResponse:
    """Change days, phase, goal and hours."""
    seen, one = seen_trajectory(request, number, trajectory_id)
    form = forms.ChangeForm(request.POST or None, **pages.change_parts(seen, one))
    if form.is_valid() and _changed(request, seen.frame.id, trajectory_id, form):
        messages.success(request, _("Saved."))
        return redirect("desk:trajectories", number)
    page = pages.around(seen, one, form=form, title=_("Change the trajectory"))
    return render(request, "desk/trajectory_form.html", page, status=status_of(form))


def _changed(request: DeskRequest, dossier_id: UUID, trajectory_id: UUID, form: forms.ChangeForm) -> bool:
    changes = form.changes()
    try:
        if changes:
            change_trajectory(request.actor, dossier_id, trajectory_id, changes, version=form.cleaned_data["version"])
    except InvalidInput as mistake:
        tell(form, mistake)
        return False
    except Conflict:
        form.add_error(None, _("Somebody else changed this trajectory in the meantime. Open it again."))
        return False
    return True


@require_http_methods(["GET", "POST"])
def trajectory_start(request: DeskRequest, number: str, trajectory_id: UUID) -> HttpResponse:
    """Start the work: the list becomes tasks, with what is otherwise for this one."""
    seen, one = seen_trajectory(request, number, trajectory_id)
    first = asked_day(request)
    last = pages.day_of(one.given["planned_end_on"])
    form = forms.StartForm(request.POST or None, **pages.start_parts(request.actor, seen, one, first, last))
    if form.is_valid():
        said = form.cleaned_data
        start = Start(
            started_on=said["started_on"],
            planned_end_on=said["planned_end_on"],
            own_phase=said["own_phase"],
            otherwise=form.otherwise(),
        )
        try:
            made = start_trajectory(request.actor, seen.frame.id, trajectory_id, start)
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Started. %(number)s tasks stand on the list.") % {"number": made})
            return redirect("desk:trajectories", number)
    page = pages.around(seen, one, form=form, first=first, intake_url=reverse("desk:intake", args=[number]))
    return render(request, "desk/trajectory_start.html", page, status=status_of(form))


@require_http_methods(["GET", "POST"])
def trajectory_new(request: DeskRequest, number: str) -> HttpResponse:
    """A further commission for the same person."""
    seen = work_of(request.actor, dossier_numbered(request.actor, number))
    found = principals(request.actor)
    form = forms.NewForm(
        request.POST or None,
        types=seen.practice.type_choices(reader_language()),
        agreements=pages.agreement_choices(found),
        goals=seen.practice.choice_list("goals", reader_language()),
    )
    if form.is_valid():
        commission = pages.commission_of(request.actor, found, form.cleaned_data["agreement"])
        new = NewTrajectory(**commission, **{name: form.cleaned_data[name] for name in NEW})
        try:
            made = open_trajectory(request.actor, seen.frame.id, new)
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            return _to_who_works_on_it(request, seen, made)
    page = pages.around(seen, None, form=form, title=_("A further trajectory"))
    return render(request, "desk/trajectory_form.html", page, status=status_of(form))


def _to_who_works_on_it(request: DeskRequest, seen: SeenWork, trajectory_id: UUID) -> HttpResponse:
    """What comes after a new trajectory: a coach, said by whoever decides it."""
    if "assign" in seen.may:
        messages.success(request, _("The trajectory is there. Say who works on it."))
        return redirect("desk:trajectory_assign", seen.frame.number, trajectory_id)
    messages.success(request, _("The trajectory is there. Whoever decides it says who works on it."))
    return redirect("desk:trajectories", seen.frame.number)


def status_of(form: object) -> int:
    """The status of a page with a form: one that came back has mistakes."""
    return InvalidInput.status if getattr(form, "is_bound", False) else 200
