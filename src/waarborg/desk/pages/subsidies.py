"""An application for a subsidy, in words: where it begins, and what it may hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from waarborg.desk.pages.disclosures import labelled
from waarborg.disclosures import ways
from waarborg.disclosures.subsidies import PROVIDER, application, closed_list, is_application
from waarborg.disclosures.weighing import Weighed
from waarborg.gate.actors import Actor


def application_url(number: str, trajectory_id: str) -> str:
    """Where an application for a subsidy begins, for this trajectory."""
    asked = urlencode({"recipient": PROVIDER, "trajectory": trajectory_id})
    return f"{reverse('desk:disclosure_new', args=[number])}?{asked}"


def closed_list_of(actor: Actor, weighed: Weighed) -> list[dict[str, Any]]:
    """Of an application what may be in it at all, and of each kind whether it is there; else nothing."""
    if not is_application(actor.in_force, weighed.asked):
        return []
    return [
        {
            "label": one.entry.rule.title,
            "fields": [one.entry.rule.fields[name].label for name in one.fields],
            "article": actor.in_force.article(one.article),
            "lacking": one.lacking,
            "too_old": one.too_old,
        }
        for one in closed_list(actor, weighed)
    ]


def recipients_of(actor: Actor, chosen: Mapping[str, str]) -> list[tuple[str, str]]:
    """To whom something may ever go, in words; who decides on subsidies only from within an application."""
    found = ways.recipients(actor)
    if application(actor.in_force) and chosen["recipient"] == PROVIDER:
        found = [PROVIDER]
    elif application(actor.in_force):
        found = [one for one in found if one != PROVIDER]
    return labelled("recipients", found)
