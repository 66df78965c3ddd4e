"""A message to several clients at once: written, looked at as each would get it, sent to each alone."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from waarborg.desk.forms.mailings import GroupMessageForm
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers.caseloads import caseload
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.letters.choices import MailState
from waarborg.mailings.group_messages import NewGroupMessage, Rendered, preview, progress_of, send_to_several
from waarborg.policy.possible import possible


@require_http_methods(["GET", "POST"])
def group_message(request: DeskRequest) -> HttpResponse:
    """Write it; look at it as each would get it; send it."""
    if not possible(request.actor.in_force.policy, request.actor.roles, "write"):
        raise NotFound("Nobody is written to from here.")
    rows = caseload(request.actor).rows
    choices = [(str(one.dossier_id), f"{one.name or one.number} ({one.number})") for one in rows]
    form = GroupMessageForm(request.POST or None, dossiers=choices)
    shown: Sequence[Rendered] = ()
    if form.is_valid():
        try:
            new = _new(request, form)
            if "send" in request.POST:
                return redirect("desk:group_message_sent", send_to_several(request.actor, new))
            shown = preview(request.actor, new)
        except InvalidInput as mistake:
            tell(form, mistake)
    page = {"form": form, "shown": shown, "back_url": reverse("desk:caseload")}
    return render(request, "desk/group_message.html", page, status=InvalidInput.status if form.errors else 200)


def _new(request: DeskRequest, form: GroupMessageForm) -> NewGroupMessage:
    said = form.cleaned_data
    return NewGroupMessage(
        subject=said["subject"],
        text=said["text"].replace("\r\n", "\n"),
        offer=said["offer"] == "yes",
        dossier_ids=tuple(UUID(one) for one in said["dossiers"]),
        sender=request.user.display_name,
    )


@require_GET
def group_message_sent(request: DeskRequest, message_id: UUID) -> HttpResponse:
    """How far it is: numbers alone."""
    found = progress_of(request.actor, message_id)
    page = {
        "outcomes": [(outcome.label, people) for outcome, people in found.outcomes.items()],
        "mails": [(MailState(state).label, mails) for state, mails in found.mails.items()],
        "waits": bool(found.mails.get(MailState.WAITING)),
        "back_url": reverse("desk:caseload"),
        "title": _("An offer to several at once") if found.offer else _("A message to several at once"),
    }
    return render(request, "desk/group_message_sent.html", page)
