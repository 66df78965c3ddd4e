"""What is restricted in a dossier, for who may see the dossier and perhaps not what is restricted in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor


def restricted_lines(actor: Actor, found: Iterable[Mapping[str, Any]], category: str = "") -> list[dict[str, Any]]:
    """What desk/parts/restricted.html needs: the kind of data, since when, by which article; of one kind or of all."""
    return [restricted_line(actor, one) for one in found if category in ("", one["category"])]


def restricted_line(actor: Actor, one: Mapping[str, Any]) -> dict[str, Any]:
    """One of them."""
    entry = catalogue_of(actor.in_force).entries.get(one["category"])
    return {
        "label": entry.rule.title if entry else one["category"],
        "since": dt.datetime.fromisoformat(one["since"]),
        "article": actor.in_force.article(one["article"]) if one["article"] else "",
        "lifts_on": dt.date.fromisoformat(one["lifts_on"]) if one["lifts_on"] else None,
    }


def restricted_article(actor: Actor) -> Any:
    """The article by which something restricted is out of sight of who works here."""
    policy = actor.in_force.policy
    asked = policy.vocabulary.mask("restricted")
    found = (rule for rule in policy.rules if not rule.permit and rule.when & asked)
    return next((actor.in_force.article(rule.where) for rule in found), "")
