"""Nothing typed is lost when a visit has ended: the form carries, signed, who filled it in and for which dossier.

So what arrives after the end can be kept for its writer alone, and is given back when they have signed in again.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waarborg.gate.actors import Actor, actor_at
from waarborg.kernel.errors import WaarborgError
from waarborg.work.drafts import keep

FIELD = "kept_for"
"""The hidden field that carries it."""
SALT = "waarborg.desk.drafts"


def for_whom(actor: Actor, dossier_id: UUID, form: str) -> str:
    """Signed: who fills in which form of which dossier."""
    said = {
        "account": str(actor.somebody),
        "organisation": str(actor.organisation_id),
        "dossier": str(dossier_id),
        "form": form,
    }
    return signing.dumps(said, salt=SALT)


def keep_typed(request: HttpRequest) -> bool:
    """Keep what was typed, when the form says for whom; return whether that was done."""
    if request.method != "POST" or FIELD not in request.POST:
        return False
    try:
        said = signing.loads(request.POST[FIELD], salt=SALT, max_age=settings.SESSION_COOKIE_AGE)
        actor = actor_at(UUID(said["account"]), UUID(said["organisation"]), strong=False)
        typed = {
            name: values for name, values in request.POST.lists() if name not in {FIELD, "csrfmiddlewaretoken", "again"}
        }
        keep(actor, UUID(said["dossier"]), said["form"], typed)
    except (signing.BadSignature, WaarborgError):
        return False
    return True


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django gives it
    """A form from an earlier visit of the same browser: what was typed in it is kept, and the page says what to do."""
    return render(request, "403_csrf.html", {"kept": keep_typed(request)}, status=403)
