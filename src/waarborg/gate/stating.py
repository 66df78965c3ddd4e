"""A question of which whoever asks knows the facts, because what it is about is no dossier: a complaint.

The program looked them up; the database looks again when the rows are written.
"""

from __future__ import annotations

from collections.abc import Iterable

from waarborg.gate.answers import Answer
from waarborg.gate.door import Door
from waarborg.policy.decision import decide
from waarborg.policy.vocabulary import standard_vocabulary


def answer_stating(door: Door, category: str, action: str, *, true: Iterable[str], false: Iterable[str]) -> Answer:
    """The policy's answer when these facts are so and those are not."""
    vocabulary = standard_vocabulary()
    asked = door.question(category, action=action)
    yes, no = vocabulary.mask(*true), vocabulary.mask(*false)
    question = asked._replace(known=asked.known | yes | no, true=(asked.true | yes) & ~no)
    return Answer(question, decide(door.actor.in_force.policy, question))
