"""Who complains stays covered, where the regulation says so, until who handles it looks with a reason."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from waarborg.complaints.choices import StepKind
from waarborg.complaints.files import File, handling, in_words
from waarborg.complaints.rules import CATEGORY, PURPOSE, covered_of, require
from waarborg.complaints.sealing import Said
from waarborg.gate.actors import Actor
from waarborg.gate.door import Claims

NEEDED = "necessity_recorded"
"""The fact that it was written down why."""


def look(actor: Actor, complaint_id: UUID, words: str) -> None:
    """Look who complains, with the reason; it stands among what happened. Raises as `handling` does."""
    claims = Claims(purpose=PURPOSE if CATEGORY in actor.in_force.policy.categories else None, facts=(NEEDED,))
    with handling(actor, complaint_id, action="reveal", ended=True, claims=claims) as (door, file):
        require(door, "reveal", true=(NEEDED,))
        file.add(door, StepKind.REVEALED, words=in_words(words))


def is_covered(actor: Actor, file: File) -> bool:
    """Does it stay covered for who looks: does the regulation cover it, and did they give no reason yet?"""
    looked = any(step.kind == StepKind.REVEALED and step.account_id == actor.account_id for step in file.steps)
    return bool(covered_of(actor)) and not looked


def covered(actor: Actor, said: Said) -> Said:
    """What was said, without who it was."""
    return replace(said, **dict.fromkeys(covered_of(actor), ""))  # type: ignore[arg-type]
