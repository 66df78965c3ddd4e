"""The register of complaints in words: numbers and days, no names; and what of them went to others."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from waarborg.complaints.choices import Complainant, Subject
from waarborg.complaints.rules import looks_back
from waarborg.complaints.selectors import Line, Register
from waarborg.desk.words import term
from waarborg.gate.actors import Actor


def list_page(actor: Actor, register: Register) -> dict[str, Any]:
    """What desk/complaints.html needs."""
    found = register.lines
    lines = [line_of(one) for one in found]
    return {
        "open": [one for one in lines if not one["ended_on"]],
        "ended": [one for one in lines if one["ended_on"]],
        "new_url": reverse("desk:complaint_new"),
        "bodies_url": reverse("desk:complaint_bodies"),
        "figures_url": reverse("desk:complaint_figures"),
        "acts_url": reverse("desk:complaint_acts") if looks_back(actor) else "",
        "gone": [
            {
                "what": one.what,
                "to": term("recipients", one.recipient),
                "on": one.on,
                "channel": term("channels", one.channel),
                "ground": term("grounds", one.ground),
                "articles": [actor.in_force.article(where) for where in one.articles],
            }
            for one in register.gone
        ],
    }


def line_of(one: Line) -> dict[str, Any]:
    """One complaint in the register."""
    return {
        "url": reverse("desk:complaint_left" if one.left else "desk:complaint", args=[one.id]),
        "number": one.number,
        "subject": str(Subject(one.subject).label).capitalize(),
        "who": str(Complainant(one.complainant).label),
        "written": one.written,
        "received_on": one.received_on or one.recorded_on,
        "next_by": one.next_by,
        "confirming": one.confirm_by is not None and one.confirmed_on is None,
        "late": one.late,
        "handled": one.handled,
        "own": one.own,
        "left": one.left,
        "outcome": one.outcome.label if one.outcome else "",
        "ended_on": one.ended_on,
        "appeal": one.appeal.label if one.appeal else "",
    }
