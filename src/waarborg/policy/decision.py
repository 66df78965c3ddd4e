"""The decision: the part an auditor reads.

1. Nothing is allowed that no rule permits.
2. One prohibition outweighs every permission.
3. What is not known never permits and always prohibits; less knowledge never allows more.
4. Order does not matter. Each role held is judged by itself, and one role's full yes suffices.
"""

from __future__ import annotations

from waarborg.policy.compiled import FALSE, Cell, CompiledPolicy, Test
from waarborg.policy.question import Decision, Question
from waarborg.policy.refusal import refuse


def decide(policy: CompiledPolicy, question: Question) -> Decision:
    """Judge every role held; of several yeses, the one that obliges least answers."""
    facts, yes = facts_of(question), None
    for role in question.roles:
        permit = _permitted(policy.cells[role, question.action, question.category], question, facts)
        if permit is not None and (yes is None or permit.weight < yes.weight):
            yes = permit
    return yes.answer if yes is not None else refuse(policy, question, lambda test, q: perhaps(test, q, facts_of(q)))


def _permitted(cell: Cell, question: Question, facts: int) -> Test | None:
    """The lightest permit that surely fires, unless a prohibition perhaps fires."""
    for permit in cell.permits:
        if surely(permit, question, facts):
            for prohibition in cell.prohibitions:
                if perhaps(prohibition, question, facts):
                    return None
            return permit
    return None


def facts_of(question: Question) -> int:
    """The facts known to be true and, `FALSE` bits further, those known to be false. The others are unknown."""
    true = question.known & question.true
    return true | (question.known ^ true) << FALSE


def surely(permit: Test, question: Question, facts: int) -> bool:
    """Every fact it needs is known to be true, and every dimension it names is answered by one of its words."""
    if facts & permit.when != permit.when:
        return False
    for position, words in permit.named:  # noqa: SIM110 - a plain loop is three times faster than all(...)
        if question[position] not in words:
            return False
    return True


def perhaps(prohibition: Test, question: Question, facts: int) -> bool:
    """No fact it needs is known to be false, no exception is known true, no named dimension is answered otherwise."""
    if facts & prohibition.lapses:
        return False
    for position, words in prohibition.named:
        if question[position] is not None and question[position] not in words:
            return False
    return True
