"""New clients in words: who waits for what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from waarborg.dossiers.beginnings import Beginning
from waarborg.dossiers.choices import Phase
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.policy.possible import possible


def list_page(actor: Actor, found: Sequence[Beginning]) -> dict[str, Any]:
    """What desk/referrals.html needs."""
    stages = [(phase, [one for one in found if one.phase is phase]) for phase in (Phase.REFERRAL, Phase.INTAKE)]
    return {
        "stages": [
            {"label": phase.label, "key": phase.value, "rows": [_row(one) for one in rows]}
            for phase, rows in stages
            if rows
        ],
        "imports_url": reverse("desk:imports") if possible(actor.in_force.policy, actor.roles, "open_dossier") else "",
        "principals_url": reverse("desk:principals"),
    }


def _row(one: Beginning) -> dict[str, Any]:
    return {
        "url": reverse("desk:dossier", args=[one.number]),
        "number": one.number,
        "name": one.name,
        "principal": one.principal,
        "type": one.type,
        "referred_on": one.referred_on,
        "days": (clock.today() - one.referred_on).days,
        "handed_out_on": one.handed_out_on,
    }
