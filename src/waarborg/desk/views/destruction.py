"""What is to be destroyed: lists, approving and declining them, what stays, and the certificates."""

from __future__ import annotations

import json
from uuid import UUID

from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms.destruction import OpeningForm, StayForm
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.pages import destruction as pages
from waarborg.desk.requests import DeskRequest
from waarborg.destruction import approving, opening, printing, proposing, remainder, selectors, shredding
from waarborg.gate.actors import is_outsider
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.kernel.file_answers import kept, streamed
from waarborg.kernel.languages import reader_language


@require_GET
def destructions(request: DeskRequest) -> HttpResponse:
    """Every list, the newest first."""
    found = pages.list_page(selectors.destructions(request.actor))
    found["years"] = pages.years_kept(remainder.kept_counts(request.actor))
    if not is_outsider(request.actor):  # the closed archive is for who works here
        found["parts"] = [pages.part_line(request.actor, part) for part in opening.put_away_parts(request.actor)]
    return render(request, "desk/destructions.html", found)


@require_GET
def destruction(request: DeskRequest, destruction_id: UUID) -> HttpResponse:
    """One list: what goes, what stays and why, who approved."""
    one = selectors.one(request.actor, destruction_id)
    return render(request, "desk/destruction.html", pages.one_page(request.actor, one))


@require_POST
def destruction_approve(request: DeskRequest, destruction_id: UUID) -> HttpResponse:
    """Approve a list."""
    try:
        not_before = approving.approve(request.actor, destruction_id)
    except Conflict as conflict:
        messages.error(request, str(conflict))
    else:
        said = _("Approved. Somebody else has to look as well.")
        if not_before:
            said = _("Approved. It is destroyed from %(day)s on.") % {"day": date_format(not_before, "j F Y")}
        messages.success(request, said)
    return redirect("desk:destruction", destruction_id)


@require_POST
def destruction_decline(request: DeskRequest, destruction_id: UUID) -> HttpResponse:
    """Decline a list."""
    try:
        approving.decline(request.actor, destruction_id)
    except Conflict as conflict:
        messages.error(request, str(conflict))
    else:
        messages.success(request, _("Declined. Nothing on this list is destroyed."))
    return redirect("desk:destruction", destruction_id)


@require_POST
def destruction_leave_out(request: DeskRequest, destruction_id: UUID, dossier_id: UUID) -> HttpResponse:
    """Let a dossier stay, with the reason."""
    form = StayForm(request.POST)
    if form.is_valid():
        proposing.leave_out(request.actor, destruction_id, dossier_id, form.because())
        messages.success(request, _("This dossier stays. It comes back on a later list."))
    else:
        messages.error(request, _("Say why this dossier stays."))
    return redirect("desk:destruction", destruction_id)


@require_POST
def destruction_put_away(request: DeskRequest, destruction_id: UUID, dossier_id: UUID) -> HttpResponse:
    """Have it put away instead of destroyed."""
    proposing.put_away_instead(request.actor, destruction_id, dossier_id)
    messages.success(request, _("It is made inaccessible instead, and destroyed later."))
    return redirect("desk:destruction", destruction_id)


@require_http_methods(["GET", "HEAD", "POST"])
def put_away(request: DeskRequest, part_id: UUID) -> HttpResponse:
    """One part of the closed archive; with a duty of the law and words, what it says."""
    form = OpeningForm(request.POST if request.method == "POST" else None)
    items = None
    if form.is_valid():
        try:
            items = opening.open_part(request.actor, part_id, form.asked())
        except InvalidInput as mistake:
            tell(form, mistake)
    part = opening.put_away_part(request.actor, part_id)
    page = pages.part_page(request.actor, part, form, items)
    return render(request, "desk/put_away.html", page, status=InvalidInput.status if form.errors else 200)


@require_POST
def put_away_file(request: DeskRequest, part_id: UUID, blob_id: UUID) -> HttpResponse | StreamingHttpResponse:
    """One file of a part of the closed archive, opened by the same duty."""
    form = OpeningForm(request.POST)
    if not form.is_valid():
        return redirect("desk:put_away", part_id)
    kind, content = opening.open_file(request.actor, part_id, blob_id, form.asked())
    return streamed(content, f"{blob_id}.{kind}")


@require_POST
def destruction_shred(request: DeskRequest, destruction_id: UUID, paper_id: UUID) -> HttpResponse:
    """Tick off paper that was shredded, with one's own name."""
    try:
        whole = shredding.tick_off(request.actor, destruction_id, paper_id)
    except Conflict as conflict:
        messages.error(request, str(conflict))
    else:
        said = _("Written down with your name: this paper dossier was shredded.")
        if not whole:
            said = _("Written down with your name: these pages were shredded. The rest stays in its cabinet.")
        messages.success(request, said)
    return redirect("desk:destruction", destruction_id)


@require_GET
def certificate(request: DeskRequest, destruction_id: UUID, form: str) -> HttpResponse:
    """The certificate, as PDF or as data."""
    name = f"{destruction_id}.{form}"
    if form == "json":
        return kept(json.dumps(printing.certificate(request.actor, destruction_id), cls=DjangoJSONEncoder), name)
    if form == "pdf":
        return kept(printing.certificate_pdf(request.actor, destruction_id, reader_language()), name)
    raise NotFound("A certificate is taken along as PDF or as data.")
