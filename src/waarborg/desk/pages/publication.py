"""Copies of the regulation, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from waarborg.gate.actors import Actor
from waarborg.gate.organisations import agency
from waarborg.publication.copies import Published, SeenCopy


def copies_page(
    actor: Actor, may_give: Sequence[Published], waiting: Sequence[SeenCopy], given: Sequence[SeenCopy]
) -> dict[str, Any]:
    """What desk/copies.html needs beside its form."""
    titles = {one.rule: one.title for one in may_give}
    day = actor.in_force.regulation.in_force_from.isoformat()
    return {
        "pdf_url": reverse("site:regulation_pdf", args=[agency(actor.organisation_id).slug, day]),
        "articles": [
            actor.in_force.article(number) for number in dict.fromkeys(one.article for one in may_give if one.article)
        ],
        "waiting": [_line(one, titles) for one in waiting],
        "given": [_line(one, titles) for one in given],
    }


def _line(one: SeenCopy, titles: dict[str, str]) -> dict[str, Any]:
    return {
        "what": titles.get(one.what, one.what),
        "asked_for": one.asked_for,
        "how": one.how,
        "asked_on": one.asked_on,
        "taken_by": one.taken_by,
        "given_on": one.given_on,
        "given_by": one.given_by,
        "since": one.since,
        "given_url": "" if one.given_on else reverse("desk:copy_given", args=[one.id]),
    }
