"""What waits for a client's approval: one version of one item, as it would go; approved, or not."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.disclosures import approving
from waarborg.disclosures.choices import ApprovalForm
from waarborg.kernel import clock
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.portal.entrance import MineRequest
from waarborg.portal.mine.approvals import WORDING, approval_page, approvals_page, put_to_them
from waarborg.portal.mine.forms import YES, ApprovalAnswerForm, tell
from waarborg.portal.mine.showing import show


@never_cache
@require_GET
def approvals(request: MineRequest) -> HttpResponse:
    """What was put to them, and what they said."""
    found = approving.approvals_of(request.actor, request.own.dossier_id)
    return show(request, "approvals", approvals_page(request.actor, found), tab="consents")


@never_cache
@require_http_methods(["GET", "POST"])
def approval(request: MineRequest, record_id: UUID) -> HttpResponse:
    """One item as it would go to others, and their answer to this very version."""
    if request.own.only_reads:
        raise NotFound("This mandate is for reading alone.")
    found = approving.approvals_of(request.actor, request.own.dossier_id)
    record = put_to_them(found, record_id)
    form = ApprovalAnswerForm(request.POST or None, version=record.version)
    if form.is_valid() and _answered(request, record_id, form):
        messages.success(request, _("Your answer is written down. It holds from now."))
        return redirect("mine:approvals")
    page = approval_page(request.actor, found, record) | {"form": form}
    status = InvalidInput.status if form.is_bound else 200
    return show(request, "approval", page, tab="consents", status=status)


@require_POST
def approval_end(request: MineRequest, record_id: UUID) -> HttpResponse:
    """Take an approval back: what waits on it does not go."""
    try:
        approving.take_back(request.actor, request.own.dossier_id, record_id)
        messages.success(request, _("Taken back. What waited on it does not go."))
    except Conflict as conflict:
        messages.error(request, str(conflict))
    return redirect("mine:approvals")


def _answered(request: MineRequest, record_id: UUID, form: ApprovalAnswerForm) -> bool:
    own, said = request.own, form.cleaned_data
    new = approving.Answered(
        approves=said["answer"] == YES,
        version=said["version"],
        who=own.acting.value,
        form=ApprovalForm.PORTAL.value,
        on=clock.today(),
        wording=str(WORDING),
    )
    try:
        approving.answer(request.actor, own.dossier_id, record_id, new)
    except InvalidInput as mistake:
        tell(form, mistake)
        return False
    except Conflict as conflict:
        form.add_error(None, str(conflict))
        return False
    return True
