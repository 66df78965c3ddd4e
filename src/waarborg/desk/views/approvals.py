"""What a client must approve before it goes: which items, what was said of each, asking it, writing it down."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms.approvals import ApproveForm
from waarborg.desk.forms.intake import YES
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.pages import approvals as pages
from waarborg.desk.pages.dossier import dossier_page
from waarborg.desk.requests import DeskRequest
from waarborg.disclosures import approving
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.kernel.errors import Conflict, InvalidInput

TAB = "desk:disclosures"


@require_GET
def approvals(request: DeskRequest, number: str) -> HttpResponse:
    """The items that go only when the client approved them."""
    found = approving.approvals_of(request.actor, dossier_numbered(request.actor, number))
    page = dossier_page(request.actor, found.seen, TAB) | pages.approvals_page(request.actor, found)
    return render(request, "desk/approvals.html", page)


@require_http_methods(["GET", "POST"])
def approval(request: DeskRequest, number: str, record_id: UUID) -> HttpResponse:
    """One item as it is put to the client, and what they say of it."""
    found = approving.approvals_of(request.actor, dossier_numbered(request.actor, number))
    record = pages.record_in(found, record_id)
    form = ApproveForm(request.POST or None, version=record.version, scans=pages.scans_of(found))
    if form.is_bound and form.is_valid() and _answered(request, found.seen.id, record_id, form):
        messages.success(request, _("The answer is written down."))
        return redirect("desk:approval", number, record_id)
    page = dossier_page(request.actor, found.seen, TAB) | pages.approval_page(request.actor, found, record_id, form)
    return render(request, "desk/approval.html", page, status=InvalidInput.status if form.is_bound else 200)


def _answered(request: DeskRequest, dossier_id: UUID, record_id: UUID, form: ApproveForm) -> bool:
    said = form.cleaned_data
    new = approving.Answered(
        approves=said["answer"] == YES,
        version=said["version"],
        who=said["who"],
        form=said["form"],
        on=said["on"],
        wording=said["wording"],
        kept_at=said["kept_at"],
        scan_id=UUID(said["scan"]) if said.get("scan") else None,
    )
    try:
        approving.answer(request.actor, dossier_id, record_id, new)
    except InvalidInput as mistake:
        tell(form, mistake)
        return False
    except Conflict as conflict:
        form.add_error(None, str(conflict))
        return False
    return True


@require_POST
def approval_ask(request: DeskRequest, number: str, record_id: UUID) -> HttpResponse:
    """Leave a task to ask the client."""
    try:
        approving.ask(request.actor, dossier_numbered(request.actor, number), record_id)
        messages.success(request, _("It stands on your list until there is an answer."))
    except Conflict as conflict:
        messages.error(request, str(conflict))
    return redirect("desk:approval", number, record_id)


@require_POST
def approval_end(request: DeskRequest, number: str, record_id: UUID) -> HttpResponse:
    """The client no longer approves it."""
    try:
        approving.take_back(request.actor, dossier_numbered(request.actor, number), record_id)
        messages.success(request, _("Taken back. What waited on it does not go."))
    except Conflict as conflict:
        messages.error(request, str(conflict))
    return redirect("desk:approval", number, record_id)
