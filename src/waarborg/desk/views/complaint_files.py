"""Files with a complaint, and what of it goes to somebody outside."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from waarborg.complaints import attaching, giving, selectors
from waarborg.complaints.choices import Channel, FileOf
from waarborg.desk.forms import complaint_files as forms
from waarborg.desk.forms.mistakes import in_one_line, tell
from waarborg.desk.pages import complaints as pages
from waarborg.desk.requests import DeskRequest
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound, Unavailable
from waarborg.kernel.file_answers import shown, streamed

AWAY = "weg"
"""In the place of what a file is: it is thrown away."""


@require_POST
def complaint_files(request: DeskRequest, complaint_id: UUID) -> HttpResponse:
    """Add files, saying what they are."""
    form = forms.FilesForm(request.POST, request.FILES)
    if form.is_valid():
        files = [attaching.Attached(one.name or "", one.file) for one in form.given]
        try:
            attaching.add(request.actor, complaint_id, files, FileOf(form.cleaned_data["what"]))
        except InvalidInput as mistake:
            tell(form, mistake)
        except Unavailable as mistake:
            form.add_error("chosen_files", str(mistake))
        else:
            messages.success(request, _("Added."))
            return redirect("desk:complaint", complaint_id)
    page = pages.complaint_page(request.actor, selectors.one(request.actor, complaint_id), {pages.FILES: form})
    return render(request, "desk/complaint.html", page, status=InvalidInput.status)


@require_GET
def complaint_file(request: DeskRequest, complaint_id: UUID, file_id: UUID) -> HttpResponseBase:
    """A file, once it was said what it is."""
    seen, pieces = attaching.open_file(request.actor, complaint_id, file_id)
    return streamed(pieces, f"{file_id}.{seen.kind.endings[0]}", size=seen.size)


@require_POST
def complaint_file_sorted(request: DeskRequest, complaint_id: UUID, file_id: UUID) -> HttpResponse:
    """Say what a file is, or throw it away."""
    said = request.POST.get("what", "")
    try:
        if said == AWAY:
            attaching.throw_away(request.actor, complaint_id, file_id)
            messages.success(request, _("Thrown away. Nothing of it is kept."))
        elif said in FileOf.values:
            attaching.say_what(request.actor, complaint_id, file_id, FileOf(said))
            messages.success(request, _("Written down."))
        else:
            raise NotFound("There is no such kind of file.")
    except Conflict as conflict:
        messages.error(request, str(conflict))
    return redirect("desk:complaint", complaint_id)


@require_GET
def complaint_copy(request: DeskRequest, complaint_id: UUID, giving_id: UUID) -> HttpResponse:
    """The copy that goes to somebody outside."""
    return shown(giving.open_copy(request.actor, complaint_id, giving_id), f"{giving_id}.pdf")


@require_POST
def complaint_went(request: DeskRequest, complaint_id: UUID, giving_id: UUID) -> HttpResponse:
    """Write down that it went."""
    form = forms.went(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            giving.give(request.actor, complaint_id, giving_id, Channel(said["channel"]), said["on"])
        except InvalidInput as mistake:
            messages.error(request, in_one_line(mistake))
        except Conflict as conflict:
            messages.error(request, str(conflict))
        else:
            messages.success(request, _("Written down. The complainant reads it in their own pages."))
    else:
        messages.error(request, _("Say how and on which day it went."))
    return redirect("desk:complaint", complaint_id)
