"""Controls, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waarborg.controls.sampling import SORTS, SampledLine
from waarborg.controls.selectors import Line, Operation, Register, oversees
from waarborg.controls.services import Looking
from waarborg.desk.words import role_in_words, roles_in_words
from waarborg.gate.actors import Actor
from waarborg.ledger.sentences import sentence

TITLES: Mapping[str, Promise] = {
    "unusual": gettext_lazy("Out of the ordinary"),
    "lent": gettext_lazy("Paper dossiers"),
    "ordinary": gettext_lazy("A sample of the rest"),
}


def register_page(actor: Actor, found: Register) -> dict[str, Any]:
    """What desk/controls.html needs."""
    regulation = actor.in_force.regulation
    return {
        "controls": [_line(actor, line) for line in found.lines],
        "late": sum(line.is_late for line in found.lines),
        "holders": [
            {
                "role": role_in_words(regulation, role),
                "article": actor.in_force.article(article),
                "names": list(names),
            }
            for role, article, names in found.holders
        ],
        "operations_url": reverse("desk:operations") if oversees(actor) else "",
    }


def _line(actor: Actor, line: Line) -> dict[str, Any]:
    rule, last = line.rule, line.last
    return {
        "title": rule.title,
        "article": actor.in_force.article(rule.article),
        "role": role_in_words(actor.in_force.regulation, rule.role),
        "due_on": line.due_on,
        "late": line.is_late,
        "url": reverse("desk:control", args=[line.task_id]) if line.task_id else "",
        "last": {
            "at": last.done_at,
            "by": last.signed_as,
            "outcome": last.outcome.label,
            "to_mend": last.outcome == "to_mend",
            "version": last.number if rule.lays_down else 0,
            "looked_at": last.looked_at,
            "text": last.text,
        }
        if last
        else None,
    }


def control_page(actor: Actor, seen: Looking) -> dict[str, Any]:
    """What desk/control.html needs beside the form."""
    return {
        "title": seen.title,
        "article": actor.in_force.article(seen.article),
        "lays_down": seen.lays_down,
        "looks_at_log": seen.looks_at_log,
        "groups": [
            {"title": str(TITLES[sort]), "lines": [_sampled(actor, line) for line in seen.sample.of(sort)]}
            for sort in SORTS
            if seen.sample.of(sort)
        ],
        "back_url": reverse("desk:controls"),
    }


def _sampled(actor: Actor, line: SampledLine) -> dict[str, Any]:
    number = _("dossier %(number)s") % {"number": line.dossier} if line.dossier else ""
    shown = number or _("%(number)s dossiers in a list") % {"number": line.dossiers}
    return {
        "at": line.at,
        "what": sentence(line.kind, actor=line.who, dossier=shown),
        "why": actor.in_force.purposes_said().get(line.purpose, "") if line.allowed else "",
        "article": actor.in_force.article(line.articles[0]) if line.articles else "",
        "refused": not line.allowed,
    }


def operations_page(actor: Actor, found: Sequence[Operation]) -> dict[str, Any]:
    """What desk/operations.html needs."""
    return {
        "lines": [
            {
                "at": one.at,
                "what": sentence(one.kind, actor=one.who),
                "role": roles_in_words(actor.in_force.regulation, one.roles),
                "article": actor.in_force.article(one.articles[0]) if one.articles else "",
            }
            for one in found
        ],
        "back_url": reverse("desk:controls"),
    }
