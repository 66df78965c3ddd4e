"""The entrance of the workspace: closed unless somebody is signed in, strongly, holds a role, and signed secrecy.

Every address is closed by default; `OPEN` lists the few that are not, each with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import ResolverMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from waarborg.accounts.events import address_of
from waarborg.accounts.invitations import has_second_factor
from waarborg.accounts.sessions import end_sessions
from waarborg.desk.drafts import keep_typed
from waarborg.destruction.proposing import may_look
from waarborg.gate.actors import Actor, actor_at, is_client, is_outsider, places_of
from waarborg.gate.declarations import declarations_due
from waarborg.kernel.errors import NotFound
from waarborg.registers.reading import AUDITOR

OPEN: Mapping[str, str] = {
    "site:": "the regulation and the public pages are for anyone",
    "demo:": "in a demo, choosing a persona is signing in; it runs on loopback only",
    "account_": "signing in and out, before there is anybody",
    "mine:in_": "how clients come in, before there is anybody",
    "mfa_": "the second factor is set up before anything opens; allauth asks for the account itself",
    "set_language": "anyone chooses a language",
}
BEFORE_SIGNING: Mapping[str, str] = {
    "desk:declaration": "signing secrecy comes before everything else",
    "desk:place": "secrecy is signed at one organisation, so choosing which comes first",
}

PORTAL = "portal:"
"""The addresses for people from outside. The workspace is for who works here, and not for them."""
MINE = "mine:"
"""The addresses for clients, and for who decides for them."""
REGISTERS = "desk:register"
"""The addresses for an auditor: of the workspace the registers, and nothing else."""
SIGNED = "secrecy_signed"
"""The key in the session under which stands for which organisation everything due was signed."""
DESTRUCTION = ("desk:destruction", "desk:certificate")
"""The addresses of lists of what is to be destroyed: for an auditor whose approval the regulation counts, by number."""
START = "desk:today"
ORGANISATION = "organisation"
ROLES = "roles"
PERSONA = "persona"


class Entrance:
    """Puts `request.actor` in place, or sends people to what must be done first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _arguments: Any, _keywords: Any) -> HttpResponse | None:
        """Let through, or say what comes first: sign in, a second factor, a role, a declaration."""
        match = request.resolver_match
        if request.user.is_authenticated:
            request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[attr-defined]
        if match is None or _begins(match, OPEN):
            return None
        if not request.user.is_authenticated:
            keep_typed(request)
            return redirect(_login(match, request.path))
        if not is_strong(request):
            keep_typed(request)
            return redirect("mfa_reauthenticate" if has_second_factor(request.user.pk) else "mfa_activate_totp")
        try:
            return _first_sign(request, match)
        except NotFound:
            return _without_role(request)


def _without_role(request: HttpRequest) -> HttpResponse:
    """Let them choose where they do hold a role; without any, their visit ends, here and in every other browser."""
    account = UUID(str(request.user.pk))
    if request.session.pop(ORGANISATION, None) and places_of(account):
        request.session.pop(ROLES, None)
        return redirect("desk:place")
    end_sessions(account)
    logout(request)
    return render(request, "desk/no_role.html", status=NotFound.status)


def _begins(match: ResolverMatch, names: Mapping[str, str]) -> bool:
    return any((match.view_name or "").startswith(beginning) for beginning in names)


def _first_sign(request: HttpRequest, match: ResolverMatch) -> HttpResponse | None:
    """Put the actor in place, and send them to the declaration that is due, once per session and organisation."""
    actor = request.actor = actor_of(request)  # type: ignore[attr-defined]
    here = str(actor.organisation_id)
    if _begins(match, BEFORE_SIGNING):
        return None
    if request.session.get(SIGNED) == here:
        return _outside(request, match)
    if declarations_due(actor):
        return redirect("desk:declaration")
    request.session[SIGNED] = here
    return _outside(request, match)


def _outside(request: HttpRequest, match: ResolverMatch) -> HttpResponse | None:
    """Somebody from outside begins in the portal, a client on their own pages; the workspace is not there for them."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    own = _own_pages(actor)
    if not own or (match.view_name or "").startswith(own):
        return None
    if match.view_name == START:
        return redirect(f"{own[0]}s" if own[0] == REGISTERS else f"{own[0]}start")
    return render(request, "errors/404.html", status=NotFound.status)


def _own_pages(actor: Actor) -> tuple[str, ...]:
    """How the addresses begin that are there for somebody who does not work here, their first page's first; none for
    who does. An auditor has the registers, the page that says by which article no dossier opens, and
    the lists of what is to be destroyed where their approval counts.
    """
    if is_outsider(actor):
        if set(actor.roles) != {AUDITOR}:
            return (PORTAL,)
        return (REGISTERS, PORTAL, *(DESTRUCTION if may_look(actor) else ()))
    return (MINE,) if is_client(actor) else ()


def is_strong(request: HttpRequest) -> bool:
    """Did they sign in with a second factor? In a demo, choosing a persona counts as that."""
    if settings.DEMO and request.session.get(PERSONA):
        return True
    methods = request.session.get("account_authentication_methods", [])
    return any(method.get("method") == "mfa" for method in methods)


def actor_of(request: HttpRequest) -> Actor:
    """The actor behind a request, in the roles chosen. Raises `NotFound` when this account holds no role any more."""
    if not request.user.is_authenticated:
        raise NotFound("Nobody is signed in.")
    chosen = request.session.get(ORGANISATION)
    actor = actor_at(
        request.user.pk,
        UUID(chosen) if chosen else None,
        strong=is_strong(request),
        from_where=address_of(request),
    )
    fewer = actor.as_roles(*request.session.get(ROLES, ()))
    return fewer if fewer.roles else actor


def _login(match: ResolverMatch, wanted: str) -> str:
    if settings.DEMO:
        page = reverse("demo:choose")
    elif (match.view_name or "").startswith(MINE):
        return reverse("mine:in_start")
    else:
        page = reverse("account_login")
    return f"{page}?{urlencode({'next': wanted})}"
