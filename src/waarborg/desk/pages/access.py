"""Who has access and why, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from waarborg.desk.words import role_in_words, roles_in_words, words_of
from waarborg.dossiers.access import Access, Holder
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.policy.citing import Cited
from waarborg.policy.possible import always, possible

FEW = 4
"""Kinds of data that are named one by one; of more, the ones left out are named."""


def access_page(actor: Actor, seen: Access) -> dict[str, Any]:
    """What desk/who_has_access.html needs beside the shared part."""
    return {
        "holders": [_holder(actor, holder) for holder in sorted(seen.holders, key=lambda holder: not holder.name)],
        "closed_roles": [_closed(actor, role) for role in _shut_out(actor)],
    }


def _holder(actor: Actor, holder: Holder) -> dict[str, Any]:
    regulation = actor.in_force.regulation
    return {
        "name": holder.name or words_of(regulation)["client"].capitalize(),
        "role": roles_in_words(regulation, holder.roles),
        "what": kinds_in_words(actor, holder.answers),
        "since": holder.since,
        "until": holder.until,
        "granted_by": holder.granted_by,
        "articles": articles_behind(actor, holder.answers),
        "sentence": _why(actor, holder),
        "badge": _("for a while") if holder.looks_along else "",
    }


def kinds_in_words(actor: Actor, answers: Mapping[str, Answer]) -> str:
    """What may be read, as short as can be."""
    every = {entry.key: entry.rule.title for entry in catalogue_of(actor.in_force)}
    left_out = [title for key, title in every.items() if key not in answers]
    if not left_out:
        return _("everything")
    if len(left_out) <= FEW:
        return _("everything but %(kinds)s") % {"kinds": ", ".join(left_out)}
    named = [every[key] for key in answers]
    if len(named) <= FEW:
        return ", ".join(named)
    return _("%(kinds)s and %(number)s other kinds") % {
        "kinds": ", ".join(named[:FEW]),
        "number": len(named) - FEW,
    }


def articles_behind(actor: Actor, answers: Mapping[str, Answer]) -> list[Cited]:
    """The articles of some answers, each once."""
    places = dict.fromkeys(where for answer in answers.values() for where in answer.articles)
    return [actor.in_force.article(where) for where in places]


def _why(actor: Actor, holder: Holder) -> str:
    facts = {fact for answer in holder.answers.values() for fact in _facts(actor, answer)}
    if "assigned" in facts:
        return _("Works on this dossier.")
    if holder.looks_along:
        return _("Looks along for a while.")
    if "own_dossier" in facts:
        return _("It is their own dossier.")
    if "own_commission" in facts:
        return _("It is their own commission.")
    return _("May read this in every dossier.")


def _facts(actor: Actor, answer: Answer) -> tuple[str, ...]:
    policy = actor.in_force.policy
    return tuple(
        fact for name in answer.rules for rule in policy.rule(name) for fact in policy.vocabulary.facts_in(rule.when)
    )


def _shut_out(actor: Actor) -> list[str]:
    """The roles of the agency that an article closes every dossier for."""
    policy = actor.in_force.policy
    staff = [role for role in policy.roles if policy.kinds.get(role) == "staff"]
    return [role for role in staff if not possible(policy, [role], "read") and _closing(actor, role)]


def _closing(actor: Actor, role: str) -> list[str]:
    policy = actor.in_force.policy
    closing = {
        test.rule.where: None
        for category in policy.categories
        for test in policy.cell(role, "read", category).prohibitions
        if always(test)
    }
    return list(closing)


def _closed(actor: Actor, role: str) -> dict[str, Any]:
    in_force = actor.in_force
    return {
        "role": role_in_words(in_force.regulation, role),
        "sentence": _("The regulation closes every dossier for this role."),
        "articles": [in_force.article(where) for where in _closing(actor, role)],
    }
