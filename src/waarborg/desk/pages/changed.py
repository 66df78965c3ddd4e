"""Clients who have still to hear that the regulation changed, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from waarborg.desk.pages.intake import REGULATION
from waarborg.desk.words import words_of
from waarborg.dossiers.changed import ToTell, told_of_changes
from waarborg.gate.actors import Actor
from waarborg.parties.choices import GivenHow


def changed_page(actor: Actor, found: Sequence[ToTell]) -> dict[str, Any]:
    """What desk/regulation_changed.html needs."""
    told = told_of_changes(actor.in_force)
    return {
        "rows": [
            {
                "url": reverse("desk:intake_step", args=[one.number, REGULATION]),
                "number": one.number,
                "name": one.name,
                "got": one.got,
            }
            for one in found
        ],
        "since": actor.in_force.regulation.in_force_from,
        "article": actor.in_force.article(told.where) if told else None,
        "by_mail": bool(told and (GivenHow.EMAIL in told.rule.by or not told.rule.by)),
        "words": words_of(actor.in_force.regulation),
    }
