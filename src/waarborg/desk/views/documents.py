"""Files of a dossier: brought in, said what they are, looked at, taken along."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from waarborg.desk.forms.documents import FilingForm, UploadForm
from waarborg.desk.forms.mistakes import tell
from waarborg.desk.pages import documents as pages
from waarborg.desk.requests import DeskRequest
from waarborg.documents import selectors, services
from waarborg.documents.pictures import page_count, page_picture
from waarborg.documents.uploads import VeiledUpload
from waarborg.dossiers import items
from waarborg.dossiers.numbering import dossier_numbered
from waarborg.dossiers.records import NewRecord
from waarborg.kernel.errors import InvalidInput, Unavailable
from waarborg.kernel.file_answers import shown, streamed


@require_http_methods(["GET", "POST"])
def documents(request: DeskRequest, number: str) -> HttpResponse:
    """The files of a dossier, and bringing some in."""
    dossier_id = dossier_numbered(request.actor, number)
    form = UploadForm(request.POST or None, request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        taken = sum(_taken(request, dossier_id, form, file) for file in form.given)
        if taken:
            said = ngettext(
                "%(count)d file came in. Say what it is.", "%(count)d files came in. Say what they are.", taken
            )
            messages.success(request, said % {"count": taken})
        if not form.errors:
            return redirect("desk:documents", number)
    status = InvalidInput.status if form.errors else 200
    page = pages.documents_page(selectors.files_of(request.actor, dossier_id)) | {"form": form}
    return render(request, "desk/documents.html", page, status=status)


def _taken(request: DeskRequest, dossier_id: UUID, form: UploadForm, file: VeiledUpload) -> bool:
    try:
        services.receive(request.actor, dossier_id, file.name or "", file.file)  # type: ignore[arg-type]
    except (InvalidInput, Unavailable) as mistake:
        form.add_error("chosen_files", f"{file.name}: {mistake}")
        return False
    finally:
        file.close()
    return True


@require_http_methods(["GET", "POST"])
def document_file(request: DeskRequest, number: str, file_id: UUID) -> HttpResponse:
    """Say what a waiting file is: first which kind of data, then the fields of that kind."""
    dossier_id = dossier_numbered(request.actor, number)
    waiting = selectors.waiting_file(request.actor, dossier_id, file_id)
    category = request.GET.get("soort", "")
    if not category:
        page = pages.choose_page(selectors.files_of(request.actor, dossier_id), waiting)
        return render(request, "desk/document_kind.html", page)
    where = items.to_add(request.actor, dossier_id, category)
    around = pages.around_of(request.actor, where, waiting)
    form = FilingForm(request.POST or None, entry=where.entry, around=around, mailed=waiting.mailed)
    if form.is_valid() and _filed(request, dossier_id, file_id, form):
        messages.success(request, _("Added to the dossier. It stands here now."))
        return redirect("desk:records", number, category)
    status = InvalidInput.status if form.is_bound else 200
    page = pages.filing_page(request.actor, where, waiting) | {"form": form}
    return render(request, "desk/document_file.html", page, status=status)


def _filed(request: DeskRequest, dossier_id: UUID, file_id: UUID, form: FilingForm) -> bool:
    said = form.cleaned_data
    new = NewRecord(
        category=form.entry.key,
        fields=form.values,
        source=said["source"],
        purpose=said["purpose"],
        occurred_on=said["occurred_on"],
        note=said.get("note", ""),
        trajectory_id=UUID(said["trajectory"]) if said.get("trajectory") else None,
        judged=form.judged,
    )
    try:
        services.file_waiting(request.actor, dossier_id, file_id, services.Filing(record=new, field=said["file_field"]))
    except InvalidInput as mistake:
        tell(form, mistake, form.named)
        return False
    return True


@require_POST
def document_drop(request: DeskRequest, number: str, file_id: UUID) -> HttpResponse:
    """Throw a waiting file away."""
    services.throw_away(request.actor, dossier_numbered(request.actor, number), file_id)
    messages.success(request, _("Thrown away. Nothing of it is kept."))
    return redirect("desk:documents", number)


@require_GET
def document(request: DeskRequest, number: str, file_id: UUID, version: int | None = None) -> HttpResponse:
    """Look at a file: its pages as pictures."""
    opened = selectors.open_file(request.actor, dossier_numbered(request.actor, number), file_id, version)
    with opened.whole() as plain:
        page = pages.document_page(opened, page_count(plain, opened.seen.kind))
    return render(request, "desk/document.html", page | {"form": UploadForm()})


@require_GET
def document_page(request: DeskRequest, number: str, file_id: UUID, version: int, page: int) -> HttpResponse:
    """One page of a file as a picture."""
    opened = selectors.open_file(request.actor, dossier_numbered(request.actor, number), file_id, version)
    with opened.whole() as plain:
        picture = page_picture(plain, opened.seen.kind, page)
    return shown(picture, f"{number}.png")


@require_GET
def document_take(request: DeskRequest, number: str, file_id: UUID, version: int) -> HttpResponseBase:
    """The file itself, streamed; never opened inside a page. Its name says the dossier's number and nothing else."""
    opened = selectors.open_file(request.actor, dossier_numbered(request.actor, number), file_id, version, take=True)
    return streamed(opened.pieces(), f"{number}.{opened.seen.kind.endings[0]}", size=opened.seen.size)


@require_POST
def document_again(request: DeskRequest, number: str, file_id: UUID) -> HttpResponse:
    """A newer version of a file that stands in the dossier."""
    dossier_id = dossier_numbered(request.actor, number)
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            services.file_again(request.actor, dossier_id, file_id, form.given[0].name or "", form.given[0].file)
        except (InvalidInput, Unavailable) as mistake:
            messages.error(request, str(mistake))
        else:
            messages.success(request, _("The newer version stands here now. The earlier one stays readable."))
    else:
        messages.error(request, " ".join(str(one) for each in form.errors.values() for one in each))
    return redirect("desk:document", number, file_id)
