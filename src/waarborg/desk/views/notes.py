"""Contact notes and notes of one's own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms.mistakes import tell
from waarborg.desk.forms.notes import NoteForm
from waarborg.desk.pages import notes as pages
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers import items
from waarborg.dossiers.caseloads import caseload
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.dossiers.own_notes import own_notes, share_note
from waarborg.kernel.errors import Conflict, InvalidInput
from waarborg.work import drafts
from waarborg.work.contact_notes import add_contact_note, note_entry


@require_GET
def note_choose(request: DeskRequest) -> HttpResponse:
    """Whose contact was it? One's own clients, each with a link to the form."""
    return render(request, "desk/note_choose.html", pages.choose_page(caseload(request.actor)))


@require_http_methods(["GET", "POST"])
def note_add(request: DeskRequest, number: str) -> HttpResponse:
    """Write a contact note, with its next step and its time. What was typed is never lost."""
    dossier_id = dossier_numbered(request.actor, number)
    where = items.to_add(request.actor, dossier_id, note_entry(catalogue_of(request.actor.in_force)).key)
    kept = drafts.kept(request.actor, dossier_id, drafts.NOTE) if request.method == "GET" else None
    initial = pages.initial_of(request, dossier_id, kept)
    form = NoteForm(request.POST or None, initial=initial, **pages.form_parts(request.actor, where))
    if form.is_valid() and _added(request, dossier_id, form):
        messages.success(request, _("Saved: the note, its next step and its time."))
        return redirect("desk:note_add" if "again" in request.POST else "desk:dossier", number)
    status = InvalidInput.status if form.is_bound else 200
    page = pages.note_page(request.actor, where, kept) | {"form": form}
    return render(request, "desk/note_form.html", page, status=status)


def _added(request: DeskRequest, dossier_id: UUID, form: NoteForm) -> bool:
    try:
        add_contact_note(request.actor, dossier_id, form.new)
    except InvalidInput as mistake:
        tell(form, mistake, form.named)
        return False
    return True


@require_POST
def draft_throw_away(request: DeskRequest, number: str) -> HttpResponse:
    """Throw away what was typed before and could not be saved."""
    drafts.throw_away(request.actor, dossier_numbered(request.actor, number), drafts.NOTE)
    messages.success(request, _("What you had typed was thrown away."))
    return redirect("desk:note_add", number)


@require_GET
def own_notes_of(request: DeskRequest, number: str) -> HttpResponse:
    """One's own notes in a dossier; or that the regulation has none."""
    found = own_notes(request.actor, dossier_numbered(request.actor, number))
    return render(request, "desk/own_notes.html", pages.own_notes_page(request.actor, number, found))


@require_http_methods(["GET", "POST"])
def own_note_share(request: DeskRequest, number: str, record_id: UUID) -> HttpResponse:
    """Share a note of one's own: first what that means, then it is done for good."""
    dossier_id = dossier_numbered(request.actor, number)
    if request.method == "POST":
        try:
            share_note(request.actor, dossier_id, record_id)
        except Conflict:
            messages.error(request, _("This note was shared already."))
        else:
            messages.success(request, _("Shared. It belongs to the dossier now."))
        return redirect("desk:own_notes", number)
    found = own_notes(request.actor, dossier_id)
    page: dict[str, Any] = pages.share_page(request.actor, number, found, record_id)
    return render(request, "desk/own_note_share.html", page)
