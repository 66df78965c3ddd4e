"""What a client must be told: what is open, the letter about it, and what need not be told and why."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from waarborg.desk.forms.mistakes import tell
from waarborg.desk.forms.notices import LeaveForm
from waarborg.desk.pages import notices as pages
from waarborg.desk.requests import DeskRequest
from waarborg.desk.words import words_of
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.kernel.errors import InvalidInput
from waarborg.notices import of_age, telling
from waarborg.notices.choices import LeftBecause
from waarborg.notices.selectors import notices_of


@require_http_methods(["GET", "POST"])
def notices(request: DeskRequest, number: str) -> HttpResponse:
    """All of one dossier; and writing down what need not be told."""
    dossier_id = dossier_numbered(request.actor, number)
    found, words = notices_of(request.actor, dossier_id), words_of(request.actor.in_force.regulation)
    form = LeaveForm(request.POST or None, choices=pages.choices(found, words))
    if form.is_valid():
        said = form.cleaned_data
        chosen, because = [UUID(one) for one in said["notices"]], LeftBecause(said["because"])
        left = telling.Left(notice_ids=chosen, because=because, reason=said["reason"])
        try:
            telling.leave(request.actor, dossier_id, left)
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("Written down."))
            return redirect("desk:notices", number)
    status = InvalidInput.status if form.is_bound else 200
    page = {"form": form, **pages.notices_page(number, found, words)}
    page["of_age_since"] = of_age.since_when(request.actor, dossier_id)
    return render(request, "desk/notices.html", page, status=status)


@require_POST
def notice_of_age(request: DeskRequest, number: str) -> HttpResponse:
    """Write the letter to somebody who decides for themself from now on, to be given."""
    of_age.write(request.actor, dossier_numbered(request.actor, number))
    messages.success(request, _("The letter is ready. Give it, and write down how."))
    return redirect("desk:letters", number)


@require_POST
def notice_letter(request: DeskRequest, number: str) -> HttpResponse:
    """Write the letter about everything that came from others, to be given."""
    telling.write(request.actor, dossier_numbered(request.actor, number))
    messages.success(request, _("The letter is ready. Give it, and write down how."))
    return redirect("desk:letters", number)
