"""The decision: the part an auditor reads.

1. Nothing is allowed that no rule permits.
2. One prohibition outweighs every permission.
3. What is not known never permits and always prohibits; less knowledge never allows more.
4. Order does not matter. Each role held is judged by itself, and one role's full yes suffices.
"""

from __future__ import annotations

from waarborg.policy.compiled import Cell, CompiledPolicy, Test
from waarborg.policy.question import Decision, Question
from waarborg.policy.refusal import refuse

__all__ = ["Decision", "Question", "decide"]


def decide(policy: CompiledPolicy, question: Question) -> Decision:
    """Judge every role held; of several yeses, the one that obliges least answers."""
    yes: Test | None = None
    for role in question.roles:
        permit = _permitted(policy.cell(role, question.action, question.category), question)
        if permit is not None and (yes is None or permit.weight < yes.weight):
            yes = permit
    return yes.answer if yes is not None else refuse(policy, question, perhaps)


def _permitted(cell: Cell, question: Question) -> Test | None:
    """The lightest permit that surely fires, unless a prohibition perhaps fires."""
    for permit in cell.permits:
        if surely(permit, question):
            for prohibition in cell.prohibitions:
                if perhaps(prohibition, question):
                    return None
            return permit
    return None


def surely(permit: Test, question: Question) -> bool:
    """Every fact it needs is known to be true, and every dimension it names is answered by one of its words."""
    if permit.when & ~(question.known & question.true):
        return False
    return not permit.named or all(question[position] in words for position, words in permit.named)


def perhaps(prohibition: Test, question: Question) -> bool:
    """No fact it needs is known to be false, no exception is known true, no named dimension is answered otherwise."""
    if prohibition.when & question.known & ~question.true or prohibition.unless & question.known & question.true:
        return False
    return not prohibition.named or all(
        question[position] is None or question[position] in words for position, words in prohibition.named
    )
