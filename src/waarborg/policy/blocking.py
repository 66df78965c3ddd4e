"""Duties that something waits for: the kind of data in which each is written down, and what cannot go on before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from waarborg.policy.model.catalogue import CategoryRule
from waarborg.policy.model.procedures import Duty
from waarborg.policy.model.regulation import Regulation

LEAVING_INTAKE = "leaving_intake"
"""No trajectory leaves its intake before it is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow:
    """A duty that something waits for: `blocks` does not go on before `category` is written down."""

    rule: str
    article: str
    duty: str
    category: str
    per_trajectory: bool
    """Is it written for each trajectory by itself, or once for the person?"""
    blocks: str


def duty_rows(regulation: Regulation) -> Sequence[DutyRow]:
    """Every duty of a regulation that something waits for, in the order of its articles."""
    rules = [(article.number, rule) for article in regulation.articles for rule in article.rules]
    kinds = {rule.category: rule for _article, rule in rules if isinstance(rule, CategoryRule)}
    return [
        DutyRow(
            rule=rule.id,
            article=article,
            duty=rule.duty,
            category=rule.proof,
            per_trajectory=kinds[rule.proof].per_trajectory,
            blocks=rule.blocks,
        )
        for article, rule in rules
        if isinstance(rule, Duty) and rule.blocks and rule.proof
    ]


def awaited(regulation: Regulation) -> frozenset[str]:
    """The kinds of data that something waits for."""
    return frozenset(row.category for row in duty_rows(regulation))
