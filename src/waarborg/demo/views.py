"""Signing in to the demo by choosing who to be. On this machine only, and only where a demo runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from waarborg.demo.personas import choosing_page, persona
from waarborg.desk.entrance import ORGANISATION, PERSONA, ROLES, SIGNED

View = Callable[[HttpRequest], HttpResponse]


def on_this_machine(view: View) -> View:
    """Not there at all for who comes from elsewhere, or when this is no demo."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not settings.DEMO or not _is_loopback(request.META.get("REMOTE_ADDR", "")):
            raise Http404
        return view(request)

    return guarded


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


@never_cache
@require_GET
@on_this_machine
def choose(request: HttpRequest) -> HttpResponse:
    """Everybody one can be, per agency."""
    return render(request, "site/demo.html", {"agencies": choosing_page(), "enter_url": reverse("demo:enter")})


@require_POST
@on_this_machine
def enter(request: HttpRequest) -> HttpResponse:
    """Be somebody, from now on."""
    chosen = persona(request.POST.get("persona", ""))
    login(request, chosen.account, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[PERSONA] = chosen.key
    request.session[ORGANISATION] = str(chosen.organisation_id)
    for kept in (ROLES, SIGNED):
        request.session.pop(kept, None)
    return redirect("desk:today")


@require_POST
@on_this_machine
def leave(request: HttpRequest) -> HttpResponse:
    """Be nobody again."""
    logout(request)
    return redirect("demo:choose")
