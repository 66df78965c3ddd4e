"""Lists beside the complaints, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.complaints.assigning import LeftBehind
from waarborg.complaints.flagged import FAIR, UNDONE, Act
from waarborg.complaints.measures import SeenMeasure
from waarborg.complaints.rules import Body


def bodies_page(found: Sequence[Body], changed_on: date | None, form: forms.Form) -> dict[str, Any]:
    """What desk/complaint_bodies.html needs."""
    return {
        "back_url": reverse("desk:complaints"),
        "bodies": [
            {
                "key": one.key,
                "name": one.name,
                "step": one.step.label,
                "step_key": one.step.value,
                "reach": one.reach,
                "ended": one.ended,
            }
            for one in sorted(found, key=lambda one: (one.ended, one.step, one.name))
        ],
        "changed_on": changed_on,
        "form": form,
    }


def left_page(one: LeftBehind, form: forms.Form) -> dict[str, Any]:
    """What desk/complaint_left.html needs."""
    return {
        "back_url": reverse("desk:complaints"),
        "number": one.number,
        "next_by": one.next_by,
        "was": one.was,
        "nobody": not one.handlers,
        "form": form,
    }


def acts_page(found: Sequence[Act]) -> dict[str, Any]:
    """What desk/complaint_acts.html needs."""
    words = {
        "trajectory_closed": _("a trajectory was closed"),
        "disclosure_made": _("data were given to somebody else"),
        "no_show": _("it was written down that the client did not come"),
    }
    return {
        "acts": [
            {
                "number": one.number,
                "what": words.get(one.kind, one.kind),
                "at": one.at,
                "url": reverse("desk:complaint_act_done", args=[one.id]),
                "dossier_url": reverse("desk:dossier", args=[one.number]),
            }
            for one in found
        ],
        "fair": FAIR,
        "undone": UNDONE,
    }


def measures_page(found: Sequence[SeenMeasure]) -> dict[str, Any]:
    """What desk/complaint_measures.html needs."""
    return {
        "measures": [
            {"what": one.what, "due_on": one.due_on, "url": reverse("desk:complaint_measure_done", args=[one.id])}
            for one in found
        ]
    }
