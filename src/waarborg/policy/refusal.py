"""Why not, and what would help: the prohibitions that stand in the way and the nearest step that is legitimate."""

from __future__ import annotations

from collections.abc import Callable

from waarborg.policy.compiled import Cell, CompiledPolicy, Test
from waarborg.policy.question import Decision, Question
from waarborg.policy.vocabulary import Vocabulary

Fires = Callable[[Test, Question], bool]


REMEMBERED = 20_000
"""How many refusals a policy keeps at hand: pages ask the same of each of many categories, again and again."""


def refuse(policy: CompiledPolicy, question: Question, fires: Fires) -> Decision:
    """The refusal of a question that no role allows, told for the role that comes nearest to a yes."""
    known = policy.refusals.get(question)
    if known is None:
        if len(policy.refusals) >= REMEMBERED:
            policy.refusals.clear()
        known = policy.refusals[question] = _refusal(policy, question, fires)
    return known


def _refusal(policy: CompiledPolicy, question: Question, fires: Fires) -> Decision:
    found = []
    for role in question.roles:
        cell = policy.cell(role, question.action, question.category)
        step = _nearest_step(cell, question, fires, policy.vocabulary)
        found.append((step is None, len(step or ()), role, cell, step))
    if not found:
        return Decision(allowed=False, rules=(), articles=())
    _, _, role, cell, step = min(found, key=lambda item: item[:3])
    against = [test.rule for test in cell.prohibitions if fires(test, question)]
    return Decision(
        allowed=False,
        rules=tuple(dict.fromkeys(rule.id for rule in against)),
        articles=tuple(dict.fromkeys(rule.where for rule in against)),
        missing=step or (),
        role=role,
    )


def _nearest_step(cell: Cell, question: Question, fires: Fires, vocabulary: Vocabulary) -> tuple[str, ...] | None:
    steps = [_step(permit, cell, question, fires, vocabulary) for permit in cell.permits]
    return min((step for step in steps if step is not None), key=len, default=None)


def _step(permit: Test, cell: Cell, question: Question, fires: Fires, vocabulary: Vocabulary) -> tuple[str, ...] | None:
    """What this permit still needs; None when no step leads there, such as another recipient than it names."""
    if any(question[at] is not None and question[at] not in words for at, words in permit.named):
        return None
    open_dimensions = [Question._fields[at] for at, _ in permit.named if question[at] is None]
    wanting = permit.when & ~(question.known & question.true)
    missing = [*vocabulary.facts_in(wanting), *open_dimensions]
    asked = question._replace(known=question.known | permit.when, true=question.true | permit.when)
    for prohibition in cell.prohibitions:
        if fires(prohibition, asked):
            way_out = _way_out(prohibition, asked, vocabulary)
            if way_out is None:
                return None
            missing.append(way_out)
            if way_out in vocabulary.facts:
                bit = vocabulary.facts[way_out].bit
                asked = asked._replace(known=asked.known | bit, true=asked.true | bit)
    return tuple(dict.fromkeys(missing))


def _way_out(prohibition: Test, question: Question, vocabulary: Vocabulary) -> str | None:
    """An open answer first; then an exception that is a state of affairs before one that somebody claims."""
    for at, _ in prohibition.named:
        if question[at] is None:
            return Question._fields[at]
    exceptions = [vocabulary.facts[key] for key in vocabulary.facts_in(prohibition.unless)]
    if exceptions:
        return min(exceptions, key=lambda fact: (fact.scope == "claim", fact.position)).key
    unknown = vocabulary.facts_in(prohibition.when & ~question.known)
    return f"not {unknown[0]}" if unknown else None
