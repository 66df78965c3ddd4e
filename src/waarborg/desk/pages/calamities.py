"""The register of calamities, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.backups.calamities import SeenCalamity
from waarborg.desk.forms.calamities import CloseForm, StepForm
from waarborg.desk.pages.backups import run_in_words
from waarborg.gate.actors import Actor

FORMS: dict[str, type[Form]] = {"gedaan": StepForm, "sluiten": CloseForm}


def register_page(found: Sequence[SeenCalamity]) -> dict[str, Any]:
    """What desk/calamities.html needs."""
    return {
        "lines": [
            {"one": one, "kind": one.kind.label, "url": reverse("desk:calamity", args=[one.id])} for one in found
        ],
        "new_url": reverse("desk:calamity_new"),
        "back_url": reverse("desk:backups"),
    }


def calamity_page(actor: Actor, seen: SeenCalamity, given: dict[str, Form]) -> dict[str, Any]:
    """What desk/calamity.html needs; `given` are forms that were sent and not right."""
    titles = {"gedaan": _("Write down what was done"), "sluiten": _("Close it: it is over")}
    acts = [
        {
            "title": title,
            "url": reverse("desk:calamity_act", args=[seen.id, act]),
            "form": given.get(act) or FORMS[act](),
            "open": act in given,
        }
        for act, title in titles.items()
    ]
    return {
        "one": seen,
        "kind": seen.kind.label,
        "runs": [run_in_words(actor, run) for run in seen.runs],
        "acts": [] if seen.closed_at else acts,
        "plan_url": reverse("desk:calamity_plan"),
        "breach_url": reverse("desk:breach_new"),
        "back_url": reverse("desk:calamities"),
    }
