"""What may I see? The regulation read for one person's roles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from waarborg.desk.words import fact_in_words, role_in_words, term
from waarborg.dossiers.catalogue import Entry, catalogue_of
from waarborg.gate.actors import Actor
from waarborg.policy.citing import Cited
from waarborg.policy.compiled import Cell, Test
from waarborg.policy.model.access import Prohibition
from waarborg.policy.possible import always, possible

ACTIONS = ("read", "write", "correct", "reveal", "print")
GIVING = "disclose"
DIMENSIONS = {"recipient": "recipients", "principal_kind": "principals", "channel": "channels", "ground": "grounds"}
FOR_EVERYBODY = frozenset({"confidentiality_signed", "strong_sign_in"})
"""What holds for whoever gets in at all, and so is no condition to be named in each cell."""


def my_access_page(actor: Actor) -> dict[str, Any]:
    """What desk/my_access.html needs."""
    catalogue = list(catalogue_of(actor.in_force))
    shown = [action for action in ACTIONS if any(_cells(actor, action, entry) for entry in catalogue)]
    return {
        "roles": [role_in_words(actor.in_force.regulation, role) for role in actor.roles],
        "actions": [term("actions", action).capitalize() for action in shown],
        "rows": _alike([(entry.rule.title, [_cell(actor, action, entry) for action in shown]) for entry in catalogue]),
        "giving": _giving(actor, catalogue),
        "sentences": _never(actor),
        "practice_url": reverse("desk:practice") if possible(actor.in_force.policy, actor.roles, "propose") else "",
    }


def _alike(rows: Sequence[tuple[str, list[dict[str, Any]]]]) -> list[dict[str, Any]]:
    """Kinds of data of which the same holds stand in one row."""
    found: dict[str, dict[str, Any]] = {}
    for title, cells in rows:
        row = found.setdefault(repr(cells), {"titles": [], "cells": cells})
        row["titles"].append(title)
    return [{"category": _together(row["titles"]), "cells": row["cells"]} for row in found.values()]


def _together(titles: Sequence[str]) -> str:
    """The titles with a comma between them; each that there is in Dutch alone says so."""
    return format_html_join(", ", "{}", ((title,) for title in titles))


def _giving(actor: Actor, catalogue: Sequence[Entry]) -> list[dict[str, Any]]:
    """To whom and when something may go, each way once, with the kinds of data that may go along."""
    ways: dict[tuple[str, str], list[str]] = {}
    for entry in catalogue:
        for cell in _cells(actor, GIVING, entry):
            for permit in cell.permits:
                kinds = ways.setdefault((_conditions(actor, permit), permit.rule.where), [])
                if entry.rule.title not in kinds:
                    kinds.append(entry.rule.title)
    return [
        {
            "text": text,
            "kinds": [] if len(kinds) == len(catalogue) else kinds,
            "article": _cited(actor, where),
        }
        for (text, where), kinds in ways.items()
    ]


def _cells(actor: Actor, action: str, entry: Entry) -> list[Cell]:
    """The cells of one's own roles in which something is permitted that is not always prohibited."""
    found = [actor.in_force.policy.cell(role, action, entry.key) for role in actor.roles]
    return [cell for cell in found if cell.permits and not any(always(test) for test in cell.prohibitions)]


def _cell(actor: Actor, action: str, entry: Entry) -> dict[str, Any]:
    label = term("actions", action).capitalize()
    permits = [permit for cell in _cells(actor, action, entry) for permit in cell.permits]
    if not permits:
        return {"label": label, "state": "no", "text": "", "articles": _against(actor, action, entry)}
    conditions = list(dict.fromkeys(_conditions(actor, permit) for permit in permits))
    articles = dict.fromkeys(permit.rule.where for permit in permits)
    free = "" in conditions
    return {
        "label": label,
        "state": "yes" if free else "if",
        "text": "" if free else _("; or ").join(conditions),
        "articles": [_cited(actor, where) for where in articles],
    }


def _conditions(actor: Actor, permit: Test) -> str:
    """What must be so, in words; empty when it is so for everybody who gets in."""
    facts = [fact for fact in actor.in_force.policy.vocabulary.facts_in(permit.when) if fact not in FOR_EVERYBODY]
    said = {
        "recipient": _("to %(whom)s"),
        "principal_kind": _("commissioned by %(whom)s"),
        "channel": _("by %(whom)s"),
        "ground": _("because of %(whom)s"),
    }
    named = [
        said[name] % {"whom": ", ".join(term(DIMENSIONS[name], word) for word in sorted(words))}
        for name, words in permit.rule.named
        if name in said
    ]
    return ", ".join([*named, *(fact_in_words(fact) for fact in facts)])


def _against(actor: Actor, action: str, entry: Entry) -> list[Cited]:
    places = {
        test.rule.where: None
        for role in actor.roles
        for test in actor.in_force.policy.cell(role, action, entry.key).prohibitions
        if always(test)
    }
    return [_cited(actor, where) for where in places]


def _never(actor: Actor) -> list[dict[str, Any]]:
    """What a rule of the regulation closes for one of these roles, whatever happens."""
    found = []
    for article in actor.in_force.regulation.articles:
        for rule in article.rules:
            if isinstance(rule, Prohibition) and set(rule.roles) & set(actor.roles) and not (rule.when or rule.unless):
                deeds = ", ".join(term("actions", action) for action in rule.prohibit)
                found.append(
                    {"text": _("Never for your role: %(deeds)s.") % {"deeds": deeds}, "article": article.number}
                )
    return found


def _cited(actor: Actor, where: str) -> Cited:
    return actor.in_force.article(where)
