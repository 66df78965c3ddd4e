"""Tasks ticked off and made, and letters read and given."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms.mistakes import in_one_line, tell
from waarborg.desk.forms.work import GiveForm, ReminderForm
from waarborg.desk.pages.letters import letters_page
from waarborg.desk.pages.tasks import tasks_page
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers.frames import frame_of
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.file_answers import kept
from waarborg.letters import services as letters_services
from waarborg.letters.choices import Channel
from waarborg.work import services
from waarborg.work.selectors import deadlines


@require_GET
def tasks(request: DeskRequest) -> HttpResponse:
    """Everything that this person has to do."""
    return render(request, "desk/tasks.html", tasks_page(request.actor, deadlines(request.actor)))


@require_POST
def task_done(request: DeskRequest, task_id: UUID) -> HttpResponse:
    """Tick a task off."""
    try:
        services.complete(request.actor, task_id)
    except InvalidInput as mistake:
        messages.error(request, str(mistake))
    else:
        messages.success(request, _("Done."))
    return redirect("desk:today")


@require_http_methods(["GET", "POST"])
def remind(request: DeskRequest, number: str) -> HttpResponse:
    """Make a reminder for oneself about a dossier."""
    dossier_id, form = dossier_numbered(request.actor, number), ReminderForm(request.POST or None)
    frame = frame_of(request.actor, dossier_id)
    if form.is_valid():
        try:
            services.remind(request.actor, dossier_id, **form.cleaned_data)
        except InvalidInput as mistake:
            tell(form, mistake)
        else:
            messages.success(request, _("It stands on your list."))
            return redirect("desk:dossier", number)
    status = InvalidInput.status if form.is_bound else 200
    return render(request, "desk/remind.html", {"form": form, "number": number, "name": frame.name}, status=status)


@require_GET
def letters(request: DeskRequest, number: str) -> HttpResponse:
    """The letters of a dossier."""
    found = letters_services.letters_of(request.actor, dossier_numbered(request.actor, number))
    return render(request, "desk/letters.html", letters_page(number, found) | {"form": GiveForm()})


@require_GET
def letter(request: DeskRequest, number: str, letter_id: UUID) -> HttpResponse:
    """One letter, as the PDF that was made."""
    dossier_id = dossier_numbered(request.actor, number)
    return kept(letters_services.open_letter(request.actor, dossier_id, letter_id), f"{number}.pdf")


@require_POST
def letter_give(request: DeskRequest, number: str, letter_id: UUID) -> HttpResponse:
    """Give a letter by e-mail, or write down that it was handed over or posted."""
    dossier_id, form = dossier_numbered(request.actor, number), GiveForm(request.POST)
    if not form.is_valid():
        letters_services.letters_of(request.actor, dossier_id)
        messages.error(request, _("Choose how it was given."))
        return redirect("desk:letters", number)
    try:
        letters_services.give(request.actor, dossier_id, letter_id, Channel(form.cleaned_data["channel"]))
    except InvalidInput as mistake:
        messages.error(request, in_one_line(mistake))
    else:
        messages.success(request, _("Given. The task for it is done."))
    return redirect("desk:letters", number)
