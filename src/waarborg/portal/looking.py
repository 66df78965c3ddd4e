"""The pages of somebody who comes to look: what a client lets them see, or by which article nothing opens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from waarborg.disclosures.lookers import ROLE
from waarborg.disclosures.showing import Looked, SeenShowing, choosable
from waarborg.gate.actors import Actor
from waarborg.policy.citing import Cited
from waarborg.portal.pages import article_on_reading, kinds_of

ACCOUNTANT = "auditor"
LETS_IN = "besluit_suwi 4.1"
"""The article of the law that has an agency let an accountant in; it opens no kind of data by itself."""


def looking_page(actor: Actor, shown: Sequence[SeenShowing]) -> dict[str, Any]:
    """What portal/looking.html needs."""
    rules = choosable(actor.in_force) if ROLE in actor.roles else {}
    return {
        "shown": [
            {
                "url": reverse("portal:shown", args=[one.id]),
                "items": one.items,
                "ends_at": one.runs_until or one.ends_at,
                "opened_at": one.opened_at,
            }
            for one in shown
        ],
        "article": next((actor.in_force.article(test.rule.where) for test in rules.values()), None),
        "nothing_article": article_on_reading(actor),
        "law": _law(actor) if ACCOUNTANT in actor.roles else None,
    }


def looked_page(actor: Actor, looked: Looked) -> dict[str, Any]:
    """What portal/shown.html needs."""
    return {"kinds": kinds_of(actor, looked.records, looked.answers), "until": looked.until}


def _law(actor: Actor) -> Cited:
    return actor.in_force.article(LETS_IN)
