"""What happened in a dossier, and a dossier on paper."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from waarborg.desk.forms.mistakes import tell
from waarborg.desk.forms.paper import PrintForm
from waarborg.desk.pages.dossier import dossier_page
from waarborg.desk.pages.prints import print_choices, printed_page
from waarborg.desk.pages.timeline import timeline_page
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers import prints
from waarborg.dossiers import timeline as selectors
from waarborg.dossiers.frames import frame_of
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.kernel.errors import InvalidInput


@require_GET
def timeline(request: DeskRequest, number: str) -> HttpResponse:
    """Everything that happened, newest first, page by page."""
    only, after = request.GET.get("soort", ""), request.GET.get("na", "")
    seen = selectors.timeline(request.actor, dossier_numbered(request.actor, number), only=only, after=after)
    page = dossier_page(request.actor, seen.frame, "desk:timeline") | timeline_page(request.actor, seen, only)
    return render(request, "desk/timeline.html", page)


@require_http_methods(["GET", "POST"])
def print_dossier(request: DeskRequest, number: str) -> HttpResponse:
    """Choose what goes on paper and what for; the answer is the page to print."""
    dossier_id = dossier_numbered(request.actor, number)
    form = PrintForm(request.POST or None, **print_choices(request.actor), first=request.GET.get("soort", ""))
    if form.is_valid():
        try:
            made = prints.print_dossier(request.actor, dossier_id, **form.cleaned_data)
            printed_by = getattr(request.user, "display_name", "")
            return render(request, "desk/printed.html", printed_page(request.actor, made, printed_by))
        except InvalidInput as mistake:
            tell(form, mistake)
    frame = frame_of(request.actor, dossier_id)
    status = InvalidInput.status if form.is_bound else 200
    page = dossier_page(request.actor, frame, "desk:print") | {"form": form}
    return render(request, "desk/print.html", page, status=status)
