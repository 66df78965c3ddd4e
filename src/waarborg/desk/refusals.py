"""A no of the regulation as a page: what happened, which article, what now. Nothing of what was refused.

A colleague is told the article and the next step. To whoever is not of the staff, "not for you" and "not there" are one
answer.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waarborg.desk.pages.refusal import refusal_page
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.kernel.errors import NotFound, Refused


class RefusalPages:
    """Turns a refusal of the gate, which it has recorded already, into its page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal; leave every other error to the layer below."""
        actor: Actor | None = getattr(request, "actor", None)
        if not isinstance(error, Refused) or not isinstance(error.decision, Answer) or actor is None:
            return None
        if not is_staff(actor):
            return render(request, "errors/404.html", status=NotFound.status)
        return render(request, "desk/refused.html", refusal_page(request, actor, error.decision), status=error.status)


def is_staff(actor: Actor) -> bool:
    """Does somebody of the agency itself act?"""
    return any(actor.in_force.policy.kinds.get(role) == "staff" for role in actor.roles)
