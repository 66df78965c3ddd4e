"""Clients who have still to hear that the regulation changed, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from waarborg.desk.pages.intake import REGULATION
from waarborg.desk.words import words_of
from waarborg.dossiers.changed import MOST, ToTell, told_of_changes
from waarborg.gate.actors import Actor
from waarborg.letters.choices import RoundState
from waarborg.letters.rounds import Standing
from waarborg.parties.choices import GivenHow


def changed_page(actor: Actor, found: Sequence[ToTell], standing: Standing | None) -> dict[str, Any]:
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
        "most": MOST if len(found) == MOST else 0,
        "standing": standing,
        "busy": standing is not None and standing.state == RoundState.RUNNING,
        "url": reverse("desk:regulation_changed"),
        "since": actor.in_force.regulation.in_force_from,
        "article": actor.in_force.article(told.where) if told else None,
        "by_mail": bool(told and (GivenHow.EMAIL in told.rule.by or not told.rule.by)),
        "words": words_of(actor.in_force.regulation),
    }
