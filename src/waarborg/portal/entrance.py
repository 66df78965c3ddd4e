"""The entrance of the portal: only for people from outside, whom the entrance before it has let in already.

To everybody else its addresses are not there: staff do not walk in as a principal, and no client sees another's. The
pages of clients have an entrance of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waarborg.admission.selectors import OwnDossier, own_dossiers
from waarborg.gate.actors import Actor, is_client, is_outsider
from waarborg.kernel.errors import NotFound

NAMESPACE = "portal"
MINE = "mine"
COMING_IN = "in_"
"""How the addresses begin at which a client comes in: there is nobody yet."""
CHOSEN = "own_dossier"
"""The key in the session under which stands for whom somebody is here, who comes in for more than one."""


class PortalRequest(HttpRequest):
    """Somebody from outside who is signed in, strongly, holds a role and signed secrecy."""

    actor: Actor
    user: Any


class MineRequest(HttpRequest):
    """A client who is signed in, strongly, or who decides for one: `actor` does nothing outside their mandate."""

    actor: Actor
    user: Any
    own: OwnDossier
    every_own: list[OwnDossier]


class MineEntrance:
    """Answers "not there" to whoever is no client and decides for none; keeps everybody within their mandate."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _arguments: Any, _keywords: Any) -> HttpResponse | None:
        """Let clients through, each to what is theirs."""
        match = request.resolver_match
        if match is None or match.namespace != MINE or (match.url_name or "").startswith(COMING_IN):
            return None
        actor: Actor | None = getattr(request, "actor", None)
        every = own_dossiers(actor) if actor is not None and is_client(actor) else []
        if actor is None or not every:
            return render(request, "errors/404.html", status=NotFound.status)
        chosen = request.session.get(CHOSEN)
        own = next((one for one in every if str(one.membership_id) == chosen), every[0])
        request.own, request.every_own = own, every  # type: ignore[attr-defined]
        request.actor = own.within(actor)  # type: ignore[attr-defined]
        return None


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
