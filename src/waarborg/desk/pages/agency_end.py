"""The end of the agency in words: its steps, what is still open, and where each is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from waarborg.desk.menu import shown_to
from waarborg.gate.actors import Actor
from waarborg.handing_over.agency_end import SeenEnd, SeenStep
from waarborg.handing_over.choices import EndStep

WHERE: Mapping[EndStep, str] = {
    EndStep.TRUSTEE_SIGNED: "desk:accounts",
    EndStep.PRINCIPALS_TOLD: "desk:principals",
    EndStep.AGREEMENTS_ENDED: "desk:principals",
    EndStep.CLIENTS_TOLD: "desk:group_message",
    EndStep.ANSWERED: "desk:rights_open",
    EndStep.HANDED_OVER: "desk:hand_overs",
    EndStep.DESTROYED: "desk:destructions",
    EndStep.ACCOUNTS_ENDED: "desk:accounts",
    EndStep.KEYS_DESTROYED: "desk:backups",
}
"""The page on which a step is done."""


def end_page(actor: Actor, found: SeenEnd | None) -> dict[str, Any]:
    """What desk/agency_end.html needs, but for its form."""
    if found is None:
        return {"end": None, "every_step": [step.label for step in EndStep]}
    return {
        "end": {
            "kind": found.kind.label,
            "last_day": found.last_day,
            "answers_after": found.answers_after.label,
            "decided_at": found.decided_at,
            "decided_by": found.decided_by,
            "over": found.over,
        },
        "steps": [_step(actor, one) for one in found.steps],
    }


def _step(actor: Actor, one: SeenStep) -> dict[str, Any]:
    name = WHERE.get(one.step, "")
    return {
        "label": one.step.label,
        "done_at": one.done_at,
        "done_by": one.done_by,
        "open": one.open or 0,
        "url": reverse(name) if name and shown_to(actor, name) else "",
        "tick_url": "" if one.done_at or one.open else reverse("desk:agency_end_tick", args=[one.step.value]),
    }
