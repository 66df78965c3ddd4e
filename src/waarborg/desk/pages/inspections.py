"""Who comes and looks, by appointment, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.forms.time import AppointmentForm
from waarborg.desk.pages.rights import title_of
from waarborg.gate.actors import Actor
from waarborg.rights.inspecting import OFFERED
from waarborg.rights.offers import offers_of
from waarborg.rights.selectors import SeenRequest
from waarborg.work.agenda import SeenAppointment

INSPECTION = "inspection"
"""The kind of appointment for it, as the way of working comes."""


def coming(number: str, one: SeenAppointment) -> dict[str, Any]:
    """When somebody comes and looks, or came, and with whom."""
    return {
        "starts_at": one.starts_at,
        "place": one.place,
        "with": one.colleague,
        "state": "" if one.is_planned else one.state.label,
        "url": reverse("desk:dossier_appointments", args=[number]),
    }


def inspection_begins(parts: Mapping[str, Any]) -> dict[str, Any]:
    """What the form begins with: the agency's own kind for it, where it has one."""
    return {"kind": INSPECTION} if INSPECTION in dict(parts["kinds"]) else {}


def inspection_page(actor: Actor, name: str, one: SeenRequest, form: AppointmentForm) -> dict[str, Any]:
    """What desk/appointment_form.html needs for who comes and looks."""
    article = next(offer.article for offer in offers_of(actor.in_force, one.right) if offer.what == OFFERED)
    return {
        "number": one.number,
        "name": name,
        "back_url": reverse("desk:right_request", args=[one.number, one.id]),
        "back_title": title_of(one.right),
        "title": _("The client comes and looks"),
        "article": actor.in_force.article(article),
        "form": form,
        "moving": False,
    }
