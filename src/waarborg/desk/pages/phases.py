"""The phases of a trajectory as people see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from waarborg.dossiers.choices import Phase
from waarborg.dossiers.selectors import SeenDossier
from waarborg.gate.actors import Actor
from waarborg.kernel.languages import reader_language
from waarborg.practice.selectors import Practice

PHASES = (Phase.REFERRAL, Phase.INTAKE, Phase.RUNNING, Phase.PLACED, Phase.ENDED)


def phases_shown(actor: Actor, seen: SeenDossier) -> list[dict[str, str]]:
    """The phases of a trajectory, as the agency calls them, or else where it stands.

    Of several it is one that runs and that one works on oneself, the latest first.
    """
    if not seen.trajectories:
        return []
    mine = {work["trajectory"] for work in seen.assignments if work["account"] == str(actor.account_id)}
    given = max(reversed(seen.trajectories), key=lambda one: (one["ended_on"] is None, one["id"] in mine))
    own = phases_of(seen.practice, given)
    if own:
        return own
    at = PHASES.index(Phase(given["phase"])) if given["phase"] in set(PHASES) else PHASES.index(Phase.RUNNING)
    return [
        {"label": str(phase.label), "state": "done" if place < at else "now" if place == at else ""}
        for place, phase in enumerate(PHASES)
    ]


def phases_of(practice: Practice, given: Mapping[str, Any]) -> list[dict[str, str]]:
    """The phases of a trajectory's kind, and where this one is; nothing for a kind that is not known."""
    kind = practice.types.get(given["type"])
    if kind is None:
        return []
    steps = [phase for phase in kind.phases if not phase.retired or phase.key == given["own_phase"]]
    own = kind.phase(given["own_phase"]) or kind.phase_for(given["phase"])
    at = steps.index(own) if own in steps else 0
    return [
        {"label": phase.label(reader_language()), "state": "done" if place < at else "now" if place == at else ""}
        for place, phase in enumerate(steps)
    ]
