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
from django.utils.translation import gettext as _

from waarborg.controls.selectors import may_see
from waarborg.desk.words import roles_in_words, words_of
from waarborg.destruction.proposing import decides_on_destruction
from waarborg.disclosures.reviewing import OVERSEES
from waarborg.dossiers.looks import rule_for
from waarborg.enquiries.selectors import answers_principals
from waarborg.gate.actors import Actor
from waarborg.gate.organisations import Agency, agency
from waarborg.gate.suppliers import ROLE
from waarborg.kernel.errors import NotFound
from waarborg.mailings.rules import lists_open
from waarborg.paper.rules import paper_rules
from waarborg.policy.possible import possible
from waarborg.rights.clocks import answers_requests

Link = Mapping[str, Any]
MOST_LINKS = 9


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
        if self.actor is None:
            return []
        work = self._work()
        rules = self._rules(MOST_LINKS - len(work))
        return [{"title": title, "links": links} for title, links in (("", work), (_("Rules"), rules)) if links]

    def _work(self) -> list[Link]:
        actor = self.actor
        assert actor is not None  # noqa: S101 - asked for by navigation alone
        policy = actor.in_force.policy
        links = [self._link("desk:today", _("Today"), "today", key="g v")]
        if ROLE in actor.roles:
            links.append(self._link("desk:maintenance", _("Maintenance"), "gear"))
        if possible(policy, actor.roles, "read"):
            mine = _("My %(clients)s") % {"clients": self.words["clients"]}
            links.append(self._link("desk:caseload", mine, "people", key="g c"))
        if possible(policy, actor.roles, "write"):
            links.append(self._link("desk:agenda", _("Agenda"), "calendar"))
            links.append(self._link("desk:hours", _("Hours"), "hours", key="g u"))
        if paper_rules(actor.in_force) and possible(policy, actor.roles, "lend"):
            links.append(self._link("desk:paper_register", _("Paper dossiers"), "box"))
        return [*links, *self._office(actor)]

    def _office(self, actor: Actor) -> list[Link]:
        """What is done for all clients, or for colleagues."""
        policy = actor.in_force.policy
        links = []
        if possible(policy, actor.roles, "grant") or rule_for(actor.in_force, actor.roles):
            links.append(self._link("desk:view_requests", _("Looking along"), "eye"))
        if answers_requests(actor):
            links.append(self._link("desk:rights_open", _("Requests"), "message"))
        if answers_principals(actor):
            links.append(self._link("desk:enquiries_open", _("Questions of principals"), "message"))
        if possible(policy, actor.roles, "open_dossier"):
            links.append(self._link("desk:referrals", _("New clients"), "plus"))
        if lists_open(actor):
            links.append(self._link("desk:address_lists", _("Lists of addresses"), "share"))
        if possible(policy, actor.roles, "authorise"):
            links.append(self._link("desk:accounts", _("Accounts and roles"), "gear"))
        if may_see(actor):
            links.append(self._link("desk:controls", _("Controls"), "check-round"))
        if decides_on_destruction(actor):
            links.append(self._link("desk:destructions", _("Destruction"), "box"))
        return links

    def _rules(self, most: int) -> list[Link]:
        """The last ones give way where somebody has that many: they stand on the page before them too."""
        actor = self.actor
        assert actor is not None  # noqa: S101 - asked for by navigation alone
        law = {"label": _("Regulation"), "url": self.regulation["url"], "icon": "law", "current": False}
        links = [law, self._link("desk:my_access", _("What may I see?"), "lock")]
        if len(links) < most and possible(actor.in_force.policy, actor.roles, OVERSEES):
            links.append(self._link("desk:given_register", _("What left"), "share"))
        if len(links) < most and possible(actor.in_force.policy, actor.roles, "propose"):
            links.append(self._link("desk:practice", _("Way of working"), "pen"))
        return links

    def _link(self, name: str, label: str, icon: str, *, key: str = "") -> Link:
        url = reverse(name)
        return {"label": label, "url": url, "icon": icon, "key": key, "current": self.request.path.startswith(url)}

    @cached_property
    def single_keys(self) -> bool:
        """Do single keys do something on this person's pages?"""
        return self.actor is not None and bool(getattr(self.request.user, "single_keys", False))

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
