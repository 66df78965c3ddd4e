"""What stands in the form before anything is typed: days, the period, the goal, what the document is called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.composing.gathering import Material
from waarborg.composing.known import always_known, day_in_words
from waarborg.composing.wishes import field_for
from waarborg.policy.model.catalogue import FieldUse


def suggested(material: Material) -> Mapping[str, str]:
    """The first values of the fields that serve as something, as they are typed."""
    wish = material.wish
    first, until = material.first.isoformat(), material.until.isoformat()
    with translation.override(wish.language):
        words = {"first": day_in_words(first), "until": day_in_words(until)}
        said: dict[FieldUse, str] = {
            "day": wish.on.isoformat(),
            "period_from": first,
            "period_until": until,
            "period": _("%(first)s until %(until)s") % words,
            "goal": _goal(material),
        }
        if field_for(wish.entry, "body") is None:
            said["subject"] = wish.template.label(wish.language)
    return {name: value for use, value in said.items() if (name := field_for(wish.entry, use)) and value}


def _goal(material: Material) -> str:
    """As it stood in the last one, or else as the trajectory has it."""
    name = field_for(material.wish.entry, "goal")
    if material.before is not None and name and material.before.content.fields.get(name):
        return material.before.content.fields[name]
    return always_known(material)["trajectory.goal"]()
