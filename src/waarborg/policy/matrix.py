"""Every role, action and category of a policy: permitted when which facts hold, by which article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from waarborg.policy.compiled import CompiledPolicy, CompiledRule
from waarborg.policy.rows import cells


@dataclass(frozen=True)
class Line:
    """One permit in one cell, with what may still stand in its way."""

    role: str
    action: str
    category: str
    rule: str
    article: str
    when: tuple[str, ...]
    """Facts that must be known true."""
    only: tuple[tuple[str, tuple[str, ...]], ...]
    """Dimensions that must be answered, each with the words that do."""
    unless: tuple[tuple[str, str], ...]
    """Prohibitions that reach the cell: rule, and in words when it does not hold."""


def matrix(policy: CompiledPolicy) -> Iterator[Line]:
    """Every permit of every cell. A cell without a line is never permitted."""
    words = policy.vocabulary.facts_in
    for role, action, category, cell in cells(policy):
        barriers = tuple((test.rule.id, barrier(test.rule, policy)) for test in cell.prohibitions)
        for test in cell.permits:
            yield Line(
                role=role,
                action=action,
                category=category,
                rule=test.rule.id,
                article=test.rule.where,
                when=words(test.when),
                only=tuple((name, tuple(sorted(named))) for name, named in test.rule.named),
                unless=barriers,
            )


def barrier(rule: CompiledRule, policy: CompiledPolicy) -> str:
    """When a prohibition applies: `recipient: employer; if origin_uwv; unless acute_danger`."""
    parts = [f"{name}: {', '.join(sorted(words)) or '-'}" for name, words in rule.named]
    if rule.when:
        parts.append("if " + " and ".join(policy.vocabulary.facts_in(rule.when)))
    if rule.unless:
        parts.append("unless " + " or ".join(policy.vocabulary.facts_in(rule.unless)))
    return "; ".join(parts) or "always"
