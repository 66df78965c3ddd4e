"""Looking along, in words: the list, one request, the check afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.pages.looked import event_in_words
from waarborg.desk.words import roles_in_words
from waarborg.disclosures.reviewing import OVERSEES
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.looking import Look
from waarborg.dossiers.looks import opens, rule_for
from waarborg.gate.actors import Actor
from waarborg.kernel.languages import reader_language
from waarborg.ledger.selectors import LoggedEvent
from waarborg.policy.citing import Cited
from waarborg.policy.model.access import Permit
from waarborg.policy.possible import possible
from waarborg.policy.words import period_in_words


def list_page(actor: Actor, looks: Sequence[Look]) -> dict[str, Any]:
    """What desk/view_requests.html needs."""
    own_rule = rule_for(actor.in_force, actor.roles)
    return {
        "waiting": [asked(actor, one) for one in looks if one.is_waiting],
        "open": [asked(actor, one) for one in looks if one.is_open],
        "reviews": [review(one) for one in looks if one.awaits_review and one.may_decide],
        "decided": [decided(one) for one in looks if not one.is_waiting and not one.is_open],
        "article": article_of(actor, own_rule.id) if own_rule else "",
        "register_url": reverse("desk:given_register")
        if possible(actor.in_force.policy, actor.roles, OVERSEES)
        else "",
    }


def asked(actor: Actor, one: Look) -> dict[str, Any]:
    """A request in a list."""
    rule = _rule(actor, one)
    return {
        "url": reverse("desk:view_request", args=[one.id]),
        "asker": one.asker,
        "asker_role": roles_in_words(actor.in_force.regulation, one.asker_roles),
        "dossier_number": one.number,
        "dossier_url": reverse("desk:dossier", args=[one.number]),
        "reason": one.words.reason,
        "wanted": _limit(rule),
        "asked_at": one.asked_at,
        "ends_at": one.ends_at,
        "article": article_of(actor, rule.id) if rule else "",
        "articles": [article_of(actor, rule.id)] if rule else [],
        "mine": one.mine,
    }


def review(one: Look) -> dict[str, Any]:
    """A view that waits for a look back."""
    return {
        "url": reverse("desk:view_review", args=[one.id]),
        "asker": one.asker,
        "dossier_number": one.number,
        "ended_at": one.ended_at,
        "due_on": one.review_by,
    }


def decided(one: Look) -> dict[str, Any]:
    """What was decided, in a list."""
    return {
        "url": reverse("desk:view_request", args=[one.id]),
        "asker": one.asker,
        "dossier_number": one.number,
        "granted": one.state == "granted",
        "decided_by": one.decided_by,
        "decided_at": one.decided_at,
        "until": one.ended_at,
    }


def request_page(actor: Actor, one: Look) -> dict[str, Any]:
    """What desk/view_request.html needs, without its form."""
    page: dict[str, Any] = {"asked": asked(actor, one), "back_url": reverse("desk:view_requests")}
    if one.mine:
        page["may_not_decide"] = _("You asked this yourself, so somebody else decides.")
    if one.decided_at:
        page["decision"] = {
            "granted": one.state == "granted",
            "by": one.decided_by,
            "at": one.decided_at,
            "until": one.ends_at,
            "reason": one.words.answer,
        }
    if one.ended_at:
        url = reverse("desk:view_review", args=[one.id]) if one.may_decide else ""
        page["view"] = {"ended_at": one.ended_at, "review_url": url}
    return page


def review_page(actor: Actor, one: Look, events: Sequence[LoggedEvent]) -> dict[str, Any]:
    """What desk/view_review.html needs, without its form."""
    page: dict[str, Any] = {
        "asked": asked(actor, one),
        "back_url": reverse("desk:view_requests"),
        "view": {"started_at": one.decided_at, "ended_at": one.ended_at},
        "seen": [_seen(actor, one, event) for event in events],
    }
    if one.reviewed_at:
        page["finding"] = {
            "fits": one.words.fits,
            "by": one.reviewed_by,
            "at": one.reviewed_at,
            "note": one.words.review,
        }
    return page


def kinds_to_choose(actor: Actor, one: Look) -> list[tuple[str, str]]:
    """The kinds of data that the rule could open for whoever asked."""
    rule = _rule(actor, one)
    entries = catalogue_of(actor.in_force).entries
    return [(category, entries[category].rule.title) for category in opens(actor.in_force, rule)] if rule else []


def needs_presence(actor: Actor, one: Look) -> bool:
    """Does the regulation want the colleague on the spot?"""
    rule = _rule(actor, one)
    return rule is not None and (rule.obliges.on_the_spot or "on_the_spot" in rule.when)


def article_of(actor: Actor, rule_id: str) -> Cited:
    """The article in which a rule of the agency stands."""
    return actor.in_force.article(rule_id.partition("/")[0])


def _rule(actor: Actor, one: Look) -> Permit | None:
    return rule_for(actor.in_force, one.asker_roles)


def _limit(rule: Permit | None) -> str:
    if rule is None:
        return ""
    if rule.obliges.ends_after is None:
        return _("until the end of the day")
    return period_in_words(rule.obliges.ends_after, reader_language())


def _seen(actor: Actor, one: Look, event: LoggedEvent) -> dict[str, Any]:
    where = event.articles[0] if event.articles else ""
    return {
        "at": event.at,
        "what": event_in_words(actor, event, one.asker, _("dossier %(number)s") % {"number": one.number}),
        "article": actor.in_force.article(where) if where else "",
    }
