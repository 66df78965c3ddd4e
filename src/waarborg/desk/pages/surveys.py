"""Surveys of satisfaction, in words: by what clients are invited, and what came back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from waarborg.disclosures.reviewing import OVERSEES
from waarborg.gate.actors import Actor
from waarborg.mailings.invited import SeenSurvey, Standing
from waarborg.mailings.rules import lists_open
from waarborg.policy.possible import possible


def surveys_page(actor: Actor, found: Standing, surveys: Sequence[SeenSurvey]) -> dict[str, Any]:
    """What desk/surveys.html needs, but for its form."""
    reading = found.reading
    writes = possible(actor.in_force.policy, actor.roles, "write")
    return {
        "consent_by": actor.in_force.article(found.consent_by) if found.consent_by else None,
        "lists_url": reverse("desk:address_lists") if lists_open(actor) else "",
        "reading": {
            "article": actor.in_force.article(reading.article),
            "reasons": reading.reasons,
            "recorded_at": reading.recorded_at,
            "recorded_by": reading.recorded_by,
            "of_this_version": reading.of_this_version,
        }
        if reading
        else None,
        "may_record": found.may_record and not found.consent_by and reading is None,
        "end_url": reverse("desk:survey_reading_end") if found.may_record and reading else "",
        "invite_url": reverse("desk:survey_invite") if reading and reading.of_this_version and writes else "",
        "surveys": [_line(one) for one in surveys],
    }


def survey_page(actor: Actor, one: SeenSurvey) -> dict[str, Any]:
    """What desk/survey.html needs, but for its form."""
    return {
        **_line(one),
        "back_url": reverse("desk:surveys"),
        "article": actor.in_force.article(one.article),
        "figures": one.figures,
        "may_count": not one.running and possible(actor.in_force.policy, actor.roles, OVERSEES),
    }


def _line(one: SeenSurvey) -> dict[str, Any]:
    return {
        "url": reverse("desk:survey", args=[one.id]),
        "made_at": one.made_at,
        "made_by": one.made_by,
        "running": one.running,
        "invited": one.figures.invited,
        "questions": len(one.figures.questions),
    }
