"""The parts of a dossier as tabs: at most eight, and what is seldom looked at behind one more."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.disclosures.showing import choosable
from waarborg.dossiers.frames import SeenFrame
from waarborg.dossiers.selectors import SeenDossier
from waarborg.gate.actors import Actor
from waarborg.invoicing.governing import may_see_invoices
from waarborg.paper.rules import paper_rules

MOST = 8
Named = list[tuple[str, str]]


def tabs_of(actor: Actor, seen: SeenDossier | SeenFrame, current: str) -> dict[str, Any]:
    """What desk/parts/tabs.html needs; `current` is the name of the address whose tab is open.

    A part that stands behind the last tab stands beside it while it is open.
    """
    names = [*_often(seen), *_seldom(actor, seen)]
    if len(names) <= MOST:
        return {"tabs": [_tab(seen, name, label, current) for name, label in names], "further": []}
    each = [_tab(seen, name, label, current) for name, label in names]
    most = MOST - 1 if any(tab["current"] for tab in each[MOST:]) else MOST
    return {
        "tabs": each[:most] + [tab for tab in each[most:] if tab["current"]],
        "further": [tab for tab in each[most:] if not tab["current"]],
    }


def _often(seen: SeenDossier | SeenFrame) -> Named:
    """What people come to a dossier for; without an answer for any kind of data only its outside."""
    if not seen.answers:
        return [("desk:trajectories", _("Trajectory"))]
    names = [
        ("desk:dossier", _("Overview")),
        ("desk:timeline", _("Timeline")),
        ("desk:documents", _("Documents")),
        ("desk:trajectories", _("Trajectory")),
    ]
    if seen.writable:
        names += [
            ("desk:dossier_hours", _("Hours")),
            ("desk:dossier_appointments", _("Appointments")),
            ("desk:own_notes", _("Own notes")),
        ]
    return names


def _seldom(actor: Actor, seen: SeenDossier | SeenFrame) -> Named:
    names = [("desk:disclosures", _("Given to others"))] if seen.answers else []
    if seen.name:
        names += [("desk:rights", _("Requests")), ("desk:letters", _("Letters"))]
    if seen.answers and seen.writable:
        names += [("desk:consents", _("Consents")), ("desk:admission", _("Own pages"))]
        if choosable(actor.in_force):
            names.append(("desk:showings", _("Let somebody look")))
    if seen.answers and may_see_invoices(actor):
        names.append(("desk:dossier_invoices", _("Invoices")))
    if seen.answers and paper_rules(actor.in_force):
        names.append(("desk:dossier_paper", _("Paper")))
    names += [("desk:who_has_access", _("Access")), ("desk:who_looked", _("Who looked"))]
    return [*names, ("desk:retention", _("Keeping"))] if seen.answers else names


def _tab(seen: SeenDossier | SeenFrame, name: str, label: str, current: str) -> dict[str, Any]:
    return {"label": label, "url": reverse(name, args=[seen.number]), "current": name == current}
