"""What came in and waits to be sorted: e-mail and files. Seen by whom it waits for."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms.incoming import FIND, ColleagueForm, SortForm
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.pages import incoming as pages
from waarborg.desk.requests import DeskRequest
from waarborg.documents.pictures import page_count, page_picture
from waarborg.documents.selectors import all_waiting
from waarborg.dossiers import caseloads
from waarborg.dossiers.list_filters import Asked
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.incoming import selectors, sorting
from waarborg.incoming.addresses import own_addresses
from waarborg.incoming.sealing import Part
from waarborg.incoming.selectors import OpenMail
from waarborg.kernel.errors import InvalidInput, NotFound
from waarborg.kernel.file_answers import shown


@require_GET
def unsorted(request: DeskRequest) -> HttpResponse:
    """Everything that waits for this person."""
    actor = request.actor
    page = pages.unsorted_page(selectors.waiting_mail(actor), all_waiting(actor), own_addresses(actor))
    return render(request, "desk/unsorted.html", page)


@require_http_methods(["GET", "POST"])
def unsorted_mail(request: DeskRequest, mail_id: UUID) -> HttpResponse:
    """One message: read, find who it is about, and take it there."""
    found = selectors.one_mail(request.actor, mail_id)
    form = _form(request, found)
    if request.method == "POST" and FIND not in request.POST and form.is_valid() and _taken(request, mail_id, form):
        messages.success(request, _("It waits in this dossier. Say what it is; until then nobody else sees it."))
        return redirect("desk:documents", form.cleaned_data["dossier"])
    status = InvalidInput.status if FIND not in request.POST and form.is_bound else 200
    page = pages.mail_page(request.actor, found) | {
        "form": form,
        "searched": "q" in request.POST,
        "hand_form": ColleagueForm(colleagues=pages.colleague_choices(request.actor)),
    }
    return render(request, "desk/unsorted_mail.html", page, status=status)


def _form(request: DeskRequest, found: OpenMail) -> SortForm:
    words, asked = request.POST.get("q", "").strip(), Asked(words=request.POST.get("q", "").strip(), state="all")
    rows = caseloads.caseload(request.actor, asked, most=caseloads.SUGGESTED).rows if words else ()
    before, parts = pages.beforehand(found.said), pages.part_choices(found.said)
    searching = FIND in request.POST or request.method == "GET"
    return SortForm(
        None if searching else request.POST,
        found=pages.found_choices(rows),
        parts=parts,
        initial={**before, "q": words or before["q"]},
    )


def _taken(request: DeskRequest, mail_id: UUID, form: SortForm) -> bool:
    if "dossier" not in form.cleaned_data:
        form.add_error("q", _("Find who it is about, and choose the dossier."))
        return False
    dossier_id = dossier_numbered(request.actor, form.cleaned_data["dossier"])
    try:
        sorting.take_into(request.actor, mail_id, dossier_id, form.taken)
    except InvalidInput as mistake:
        tell(form, mistake)
        return False
    return True


@require_POST
def unsorted_hand_on(request: DeskRequest, mail_id: UUID) -> HttpResponse:
    """Let it wait for a colleague."""
    form = ColleagueForm(request.POST, colleagues=pages.colleague_choices(request.actor))
    if not form.is_valid():
        messages.error(request, _("Choose a colleague."))
        return redirect("desk:unsorted_mail", mail_id)
    sorting.hand_on(request.actor, mail_id, UUID(form.cleaned_data["colleague"]))
    messages.success(request, _("It waits for your colleague now. You do not see it any more."))
    return redirect("desk:unsorted")


@require_POST
def unsorted_throw(request: DeskRequest, mail_id: UUID) -> HttpResponse:
    """Throw it away."""
    sorting.throw_away(request.actor, mail_id)
    messages.success(request, _("Thrown away. Nothing of it is kept."))
    return redirect("desk:unsorted")


@require_GET
def unsorted_file(request: DeskRequest, mail_id: UUID, place: int) -> HttpResponse:
    """A file of a message, its pages as pictures."""
    found, part = _part(request, mail_id, place)
    with found.file(part) as plain:
        page = pages.file_page(found, place, part, page_count(plain, part.file_kind))
    return render(request, "desk/unsorted_file.html", page)


@require_GET
def unsorted_picture(request: DeskRequest, mail_id: UUID, place: int, page: int) -> HttpResponse:
    """One page of it."""
    found, part = _part(request, mail_id, place)
    with found.file(part) as plain:
        picture = page_picture(plain, part.file_kind, page)
    return shown(picture, f"{mail_id}.png")


def _part(request: DeskRequest, mail_id: UUID, place: int) -> tuple[OpenMail, Part]:
    found = selectors.one_mail(request.actor, mail_id)
    if place >= len(found.said.parts):
        raise NotFound("There is no such file here.")
    return found, found.said.parts[place]
