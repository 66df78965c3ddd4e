"""People from outside in words: as what they come to look, and what a client lets them look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse

from waarborg.desk.pages.dossier import dossier_page
from waarborg.desk.words import role_in_words
from waarborg.disclosures.lookers import LOOKING, ROLE
from waarborg.disclosures.showing import SeenShowing, choosable, titles
from waarborg.dossiers import values
from waarborg.dossiers.selectors import SeenDossier
from waarborg.gate.actors import Actor
from waarborg.kernel.identifiers import is_identifier


def looker_roles(actor: Actor) -> list[tuple[str, str]]:
    """As what somebody from outside may come to look: in the client's consent only where a rule knows it."""
    able = [role for role in LOOKING if role != ROLE or choosable(actor.in_force)]
    return [(role, role_in_words(actor.in_force.regulation, role).capitalize()) for role in able]


def chosen_in(sent: Iterable[str]) -> frozenset[UUID]:
    """The records that were ticked; what is no identifier was not sent by our form."""
    return frozenset(UUID(one) for one in sent if is_identifier(one))


def showing_page(
    actor: Actor, seen: SeenDossier, made: Sequence[SeenShowing], chosen: frozenset[UUID]
) -> dict[str, Any]:
    """What desk/showings.html needs beside its form."""
    names = titles(actor.in_force)
    rules = choosable(actor.in_force)
    kinds = [
        {
            "label": label,
            "article": actor.in_force.article(rules[key].rule.where),
            "records": [
                {
                    "id": str(one.id),
                    "title": values.title_of(one.entry, one.content.fields),
                    "on": one.occurred_on,
                    "ticked": one.id in chosen,
                }
                for one in seen.of(key)
                if one.moved_on is None and one.erased_on is None
            ],
        }
        for key, label in names.items()
    ]
    return dossier_page(actor, seen, "desk:showings") | {
        "kinds": [kind for kind in kinds if kind["records"]],
        "may_show": bool(names),
        "made": [
            {
                "name": one.name,
                "items": one.items,
                "ends_at": one.ends_at,
                "opened_at": one.opened_at,
                "runs_until": one.runs_until,
                "over": one.is_over,
                "end_url": "" if one.is_over else reverse("desk:showing_end", args=[seen.number, one.id]),
            }
            for one in made
        ],
    }
