"""What every page is given: who is signed in, where, in which words, and the links that lead somewhere for them.

All of it is computed only when a template asks, so that a page without it costs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from waarborg.desk.menu import menu
from waarborg.desk.words import roles_in_words, words_of
from waarborg.gate.actors import Actor, is_outsider
from waarborg.gate.organisations import Agency, agency
from waarborg.kernel.errors import NotFound
from waarborg.policy.possible import possible


class Shell:
    """The page around the page, for one request."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def actor(self) -> Actor | None:
        """Who is signed in and holds a role; None on a page for anybody."""
        actor = getattr(self.request, "actor", None)
        try:
            return actor if actor and actor.organisation_id else None
        except NotFound:
            return None

    @cached_property
    def organisation(self) -> Agency | None:
        """The agency that the actor works for."""
        return agency(self.actor.organisation_id) if self.actor else None

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The agency's words."""
        return words_of(self.actor.in_force.regulation) if self.actor else {}

    @cached_property
    def regulation(self) -> Mapping[str, Any]:
        """The version in force, and where it is read."""
        if self.actor is None or self.organisation is None:
            return {}
        text = self.actor.in_force.regulation
        return {
            "title": text.title,
            "version": text.version,
            "in_force_from": text.in_force_from,
            "url": reverse("site:regulation", args=[self.organisation.slug]),
        }

    @cached_property
    def person(self) -> Mapping[str, Any]:
        """Name and roles of who is signed in."""
        if self.actor is None:
            return {}
        return {
            "name": getattr(self.request.user, "display_name", "") or self.request.user.get_username(),
            "role": roles_in_words(self.actor.in_force.regulation, self.actor.roles),
            "account_url": reverse("mfa_index"),
            "place_url": reverse("desk:place") if self.actor.has_choice else "",
        }

    @cached_property
    def navigation(self) -> Sequence[Mapping[str, Any]]:
        """Groups of links; a link only where the regulation lets anything happen behind it."""
        if self.actor is None or self.organisation is None:
            return []
        return menu(self.actor, self.organisation.slug, self.words, self.request.path)

    @cached_property
    def single_keys(self) -> bool | None:
        """Do single keys do something on this person's pages? None for who has no page that says what they do."""
        if self.actor is None or is_outsider(self.actor):
            return None
        return bool(getattr(self.request.user, "single_keys", False))

    @cached_property
    def searchable(self) -> bool:
        """Searching shows only where something could be found."""
        return self.actor is not None and possible(self.actor.in_force.policy, self.actor.roles, "read")

    @cached_property
    def demo_url(self) -> str:
        """Where somebody else is chosen, in a demo."""
        try:
            return reverse("demo:choose") if settings.DEMO else ""
        except NoReverseMatch:
            return ""


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context processor: everything computed on demand."""
    page = Shell(request)
    return {
        "demo": bool(settings.DEMO),
        "demo_url": lambda: page.demo_url,
        "searchable": lambda: page.searchable,
        "single_keys": lambda: page.single_keys,
        **{name: _later(page, name) for name in ("organisation", "words", "regulation", "person", "navigation")},
    }


def _later(page: Shell, name: str) -> Any:
    return SimpleLazyObject(lambda: getattr(page, name))
