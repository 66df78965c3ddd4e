"""The terms of complaints in words: which hold, and which of them the agency sets itself."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from waarborg.complaints.rules import procedure, shipped
from waarborg.gate.actors import Actor
from waarborg.kernel.languages import reader_language
from waarborg.policy.words import period_in_words
from waarborg.practice.document import Way
from waarborg.practice.selectors import practice_of


def complaint_words() -> dict[str, str]:
    """What the terms of complaints are called."""
    return {
        "confirm_within": _("Confirm receipt within"),
        "meeting_within": _("Plan a meeting within"),
        "status_within": _("Say how it stands within"),
        "refuse_within": _("Say that it is not taken up within"),
        "decide_within": _("Decide within"),
        "kept_for": _("Keep the file after its end for"),
    }


def complaint_terms(actor: Actor, way: Way) -> dict[str, Any]:
    """The terms that hold for complaints, those that the agency may set itself, and whose they are."""
    holds = procedure(actor.in_force, practice_of(actor.organisation_id))
    kept = {"kept_for": way.complaints.kept_for or shipped().kept_for}
    own = {name: getattr(way.complaints, name) for name in complaint_words()}
    return {
        "own": holds.own,
        "article": actor.in_force.article(holds.at.article) if holds.at.article else None,
        "rows": [
            (label, period_in_words(period, reader_language()))
            for name, label in complaint_words().items()
            if (period := kept.get(name) or getattr(holds.steps, name, None))
        ],
        "settable": {name: label for name, label in complaint_words().items() if name in kept or not holds.own},
        "initial": {
            part: value
            for name, period in own.items()
            if period
            for part, value in ((name, period.number), (f"{name}_unit", period.unit.value))
        },
    }
