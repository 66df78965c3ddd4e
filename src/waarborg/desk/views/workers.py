"""Who works on a trajectory: assigned, covering, handed over to, and kept out by name."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms import trajectories as forms
from waarborg.desk.forms.mistakes import in_one_line, tell
from waarborg.desk.pages import trajectories as pages
from waarborg.desk.pages.summaries import summary_page, summary_words
from waarborg.desk.requests import DeskRequest
from waarborg.desk.views.trajectories import seen_trajectory, status_of
from waarborg.dossiers import assignments
from waarborg.dossiers.exclusions import exclude, exclusions_of, lift
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.kernel import clock
from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.file_answers import kept
from waarborg.kernel.languages import reader_language
from waarborg.letters.summaries import on_paper
from waarborg.work.handing_over import HandOver, ask_hand_over, hand_over
from waarborg.work.summaries import summary_of


@require_http_methods(["GET", "POST"])
def trajectory_assign(request: DeskRequest, number: str, trajectory_id: UUID) -> HttpResponse:
    """Let a colleague work on it, on a part of it, or for who is ill until a day."""
    seen, one = seen_trajectory(request, number, trajectory_id)
    form = forms.AssignForm(
        request.POST or None,
        colleagues=pages.colleague_choices(request.actor),
        kinds=pages.kind_choices(request.actor),
        working=pages.working_choices(seen, trajectory_id),
        in_part=pages.in_part(request.actor),
    )
    if form.is_valid() and _assigned(request, seen.frame.id, trajectory_id, form):
        return redirect("desk:trajectories", number)
    page = pages.around(seen, one, form=form, title=_("Who works on it"))
    return render(request, "desk/trajectory_form.html", page, status=status_of(form))


def _assigned(request: DeskRequest, dossier_id: UUID, trajectory_id: UUID, form: forms.AssignForm) -> bool:
    said = form.cleaned_data
    try:
        assignments.assign(
            request.actor,
            dossier_id,
            trajectory_id,
            UUID(said["account"]),
            from_on=said["from_on"],
            until_on=said["until_on"],
            part=said["part"] or None,
            covers_for=UUID(said["covers_for"]) if said["covers_for"] else None,
        )
    except InvalidInput as mistake:
        tell(form, mistake)
        return False
    messages.success(request, _("From that day on the dossier is open to them, as far as the regulation lets."))
    return True


@require_POST
def assignment_end(request: DeskRequest, number: str, trajectory_id: UUID, account_id: UUID) -> HttpResponse:
    """Let the work of a colleague end today."""
    dossier_id = dossier_numbered(request.actor, number)
    assignments.end_assignment(request.actor, dossier_id, trajectory_id, account_id, until_on=clock.today())
    messages.success(request, _("Today is the last day."))
    return redirect("desk:trajectories", number)


@require_http_methods(["GET", "POST"])
def trajectory_hand_over(request: DeskRequest, number: str, trajectory_id: UUID) -> HttpResponse:
    """Hand over to a colleague; or ask whoever decides it."""
    seen, one = seen_trajectory(request, number, trajectory_id)
    decides = "assign" in seen.may
    form: forms.HandOverForm | forms.WhyForm = (
        forms.HandOverForm(
            request.POST or None,
            colleagues=pages.colleague_choices(request.actor),
            working=pages.working_choices(seen, trajectory_id),
        )
        if decides
        else forms.WhyForm(request.POST or None)
    )
    if form.is_valid() and _handed_over(request, seen.frame.id, trajectory_id, form, decides=decides):
        return redirect("desk:trajectories", number)
    page = pages.around(seen, one, form=form, title=_("Hand over"), asking=not decides)
    return render(request, "desk/trajectory_form.html", page, status=status_of(form))


def _handed_over(
    request: DeskRequest,
    dossier_id: UUID,
    trajectory_id: UUID,
    form: forms.HandOverForm | forms.WhyForm,
    *,
    decides: bool,
) -> bool:
    said = form.cleaned_data
    try:
        if decides:
            over = HandOver(
                from_account_id=UUID(said["from_account"]),
                to_account_id=UUID(said["account"]),
                from_on=said["from_on"],
            )
            moved = hand_over(request.actor, dossier_id, trajectory_id, over)
            messages.success(request, _("Handed over. %(number)s open tasks went along.") % {"number": moved})
        else:
            ask_hand_over(request.actor, dossier_id, trajectory_id, reason=said["reason"])
            messages.success(request, _("Asked. Whoever decides it sees it on their list."))
    except InvalidInput as mistake:
        tell(form, mistake)
        return False
    return True


@require_http_methods(["GET", "POST"])
def exclusions(request: DeskRequest, number: str) -> HttpResponse:
    """Who may never open this dossier: seen, and one more."""
    dossier_id = dossier_numbered(request.actor, number)
    kept = exclusions_of(request.actor, dossier_id)
    form = forms.ExcludeForm(request.POST or None, colleagues=pages.colleague_choices(request.actor))
    if form.is_valid():
        said = form.cleaned_data
        try:
            exclude(request.actor, dossier_id, UUID(said["account"]), reason=said["reason"])
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Kept out. Nothing of this dossier is there for them any more."))
            return redirect("desk:exclusions", number)
    page = {"form": form, "number": number, "kept": kept, "why": forms.WhyForm(auto_id="why_%s")}
    return render(request, "desk/exclusions.html", page, status=status_of(form))


@require_POST
def exclusion_lift(request: DeskRequest, number: str, exclusion_id: UUID) -> HttpResponse:
    """Let a colleague in again, with the reason."""
    dossier_id, form = dossier_numbered(request.actor, number), forms.WhyForm(request.POST)
    try:
        lift(request.actor, dossier_id, exclusion_id, reason=form.data.get("reason", ""))
    except InvalidInput as mistake:
        messages.error(request, in_one_line(mistake))
    else:
        messages.success(request, _("Lifted. The dossier is as open to them as the regulation lets."))
    return redirect("desk:exclusions", number)


@require_GET
def trajectory_summary(request: DeskRequest, number: str, trajectory_id: UUID) -> HttpResponse:
    """One page about it, for who takes it over."""
    found = summary_of(request.actor, dossier_numbered(request.actor, number), trajectory_id)
    return render(request, "desk/summary.html", summary_page(request.actor, found))


@require_POST
def summary_print(request: DeskRequest, number: str, trajectory_id: UUID) -> HttpResponse:
    """The same as a PDF: only what may be printed, and written down as printed."""
    found = summary_of(request.actor, dossier_numbered(request.actor, number), trajectory_id, on_paper=True)
    words = summary_words(request.actor, found)
    return kept(on_paper(request.actor, words, language=reader_language(), at=found.seen.looked_at), f"{number}.pdf")
