"""A message to several clients at once: written, looked at as each would get it, sent to each alone."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from waarborg.desk.forms.mailings import GroupMessageForm
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers.caseloads import caseload
from waarborg.kernel.errors import Conflict, InvalidInput, NotFound
from waarborg.letters.choices import MailState
from waarborg.mailings.choices import Outcome
from waarborg.mailings.group_messages import NewGroupMessage, Rendered, preview, progress_of
from waarborg.mailings.invited import reading_to_invite_by
from waarborg.mailings.sending import send_to_several
from waarborg.policy.possible import possible


@require_http_methods(["GET", "POST"])
def group_message(request: DeskRequest) -> HttpResponse:
    """Write it; look at it as each would get it; send it."""
    return _written(request, None)


@require_http_methods(["GET", "POST"])
def survey_invite(request: DeskRequest) -> HttpResponse:
    """The same for an invitation to a survey of satisfaction, where a reading of the regulation stands."""
    try:
        reading = reading_to_invite_by(request.actor)
    except Conflict as conflict:
        messages.error(request, str(conflict))
        return redirect("desk:surveys")
    return _written(request, reading)


def _written(request: DeskRequest, reading: UUID | None) -> HttpResponse:
    if not possible(request.actor.in_force.policy, request.actor.roles, "write"):
        raise NotFound("Nobody is written to from here.")
    rows = caseload(request.actor).rows
    choices = [(str(one.dossier_id), f"{one.name or one.number} ({one.number})") for one in rows]
    form = GroupMessageForm(request.POST or None, dossiers=choices, survey=reading is not None)
    shown: Sequence[Rendered] = ()
    if form.is_valid():
        try:
            new = _new(request, form, reading)
            if "send" in request.POST:
                return redirect("desk:group_message_sent", send_to_several(request.actor, new))
            shown = preview(request.actor, new)
        except InvalidInput as mistake:
            tell(form, mistake)
    page = {
        "form": form,
        "shown": shown,
        "back_url": reverse("desk:surveys" if reading else "desk:caseload"),
        "survey": reading is not None,
        "surveys_url": reverse("desk:surveys"),
    }
    return render(request, "desk/group_message.html", page, status=InvalidInput.status if form.errors else 200)


def _new(request: DeskRequest, form: GroupMessageForm, reading: UUID | None) -> NewGroupMessage:
    said = form.cleaned_data
    return NewGroupMessage(
        subject=said["subject"],
        text=said["text"].replace("\r\n", "\n"),
        offer=said.get("offer") == "yes",
        dossier_ids=tuple(UUID(one) for one in said["dossiers"]),
        sender=request.user.display_name,
        reading=reading,
    )


@require_GET
def group_message_sent(request: DeskRequest, message_id: UUID) -> HttpResponse:
    """How far it is: numbers alone."""
    found = progress_of(request.actor, message_id)
    page = {
        "outcomes": [(outcome.label, people) for outcome, people in found.outcomes.items()],
        "mails": [(MailState(state).label, mails) for state, mails in found.mails.items()],
        "waits": found.running or bool(found.mails.get(MailState.WAITING)),
        "busy": found.running,
        "done": found.done,
        "total": found.total,
        "failed": found.outcomes.get(Outcome.FAILED, 0),
        "url": reverse("desk:group_message_sent", args=[message_id]),
        "back_url": reverse("desk:caseload"),
        "title": _("An offer to several at once") if found.offer else _("A message to several at once"),
    }
    return render(request, "desk/group_message_sent.html", page)
