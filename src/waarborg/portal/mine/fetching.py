"""What is fetched: their own data that they asked for and got, until the last day; a file that stands with an item."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from waarborg.documents.selectors import open_file
from waarborg.kernel.errors import NotFound, Refused
from waarborg.kernel.file_answers import kept, streamed
from waarborg.portal.entrance import MineRequest
from waarborg.subject_access.choices import Form
from waarborg.subject_access.delivering import fetch


@never_cache
@require_GET
def file(request: MineRequest, file_id: UUID) -> HttpResponseBase:
    """A file of an item, its newest version, streamed to be kept. Its name says nothing of anybody."""
    try:
        opened = open_file(request.actor, request.own.dossier_id, file_id, take=True)
    except Refused as refusal:
        raise NotFound("There is no such file here.") from refusal
    return streamed(opened.pieces(), f"{file_id}.{opened.seen.kind.endings[0]}", size=opened.seen.size)


@never_cache
@require_GET
def package(request: MineRequest, package_id: UUID, form: str) -> HttpResponse:
    """The file, kept and never opened inside a page. Its name says nothing of anybody."""
    if form not in Form.values:
        raise NotFound("There is no such file.")
    fetched = fetch(request.actor, request.own.dossier_id, package_id, Form(form))
    return kept(fetched.content, fetched.name)
