"""What somebody asked for and got: their own data, to open here until the last day."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from waarborg.kernel.errors import NotFound
from waarborg.portal.entrance import MineRequest
from waarborg.subject_access.choices import Form
from waarborg.subject_access.delivering import fetch


@never_cache
@require_GET
def package(request: MineRequest, package_id: UUID, form: str) -> HttpResponse:
    """The file, kept and never opened inside a page. Its name says nothing of anybody."""
    if form not in Form.values:
        raise NotFound("There is no such file.")
    fetched = fetch(request.actor, request.own.dossier_id, package_id, Form(form))
    headers = {
        "Content-Disposition": f'attachment; filename="{fetched.name}"',
        "Content-Security-Policy": "sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(fetched.content, content_type="application/octet-stream", headers=headers)
