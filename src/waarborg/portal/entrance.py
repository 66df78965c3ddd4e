"""The entrance of the portal: only for people from outside, whom the entrance before it has let in already.

To everybody else its addresses are not there: staff do not walk in as a principal, and no client sees another's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waarborg.gate.actors import Actor, is_outsider
from waarborg.kernel.errors import NotFound

NAMESPACE = "portal"


class PortalRequest(HttpRequest):
    """Somebody from outside who is signed in, strongly, holds a role and signed secrecy."""

    actor: Actor
    user: Any


class PortalEntrance:
    """Answers "not there" to whoever is no outsider."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _arguments: Any, _keywords: Any) -> HttpResponse | None:
        """Let outsiders through."""
        match = request.resolver_match
        if match is None or match.namespace != NAMESPACE:
            return None
        actor: Actor | None = getattr(request, "actor", None)
        if actor is not None and is_outsider(actor):
            return None
        return render(request, "errors/404.html", status=NotFound.status)
