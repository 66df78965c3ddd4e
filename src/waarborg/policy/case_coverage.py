"""What the worked cases leave untried: rules that none decides, permits without a refused neighbour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from waarborg.policy.compiled import REGULATION, CompiledPolicy, CompiledRule
from waarborg.policy.decision import facts_of, surely
from waarborg.policy.model.procedures import BreachRule, ComplaintRule
from waarborg.policy.model.regulation import Regulation
from waarborg.policy.model.retention import HoldRule, RetentionOverride, RetentionRule
from waarborg.policy.model.rights import Remedy, RightRule
from waarborg.policy.question import Question
from waarborg.policy.terms_written import terms_of

if TYPE_CHECKING:
    from waarborg.policy.cases import Outcome

RETENTION = (RetentionRule, RetentionOverride, HoldRule)
PROCEDURES = (RightRule, Remedy, ComplaintRule, BreachRule)
"""Kinds of rules that a case can try when they hold a term; without one they decide no date."""


def undecided(regulation: Regulation, policy: CompiledPolicy, outcomes: Iterable[Outcome]) -> Iterator[str]:
    """The rules of the regulation that decide access or a term, and that no passing case rests on."""
    decided = {rule for outcome in outcomes if outcome.passed for rule in outcome.decided_by}
    compiled = {rule.id for rule in policy.rules if rule.source == REGULATION}
    dated = {term.at.rule for term in terms_of(regulation)}
    for article in regulation.articles:
        for rule in article.rules:
            decides = (
                rule.id in compiled
                or isinstance(rule, RETENTION)
                or (isinstance(rule, PROCEDURES) and rule.id in dated)
            )
            if decides and rule.id not in decided:
                yield rule.id


def without_neighbour(policy: CompiledPolicy, outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Permits of the regulation for which no passing case shows a refusal of the same act on the same data."""
    refused = [
        outcome.question
        for outcome in outcomes
        if outcome.passed and outcome.question is not None and not outcome.found["allowed"]
    ]
    for rule in policy.rules:
        if rule.permit and rule.source == REGULATION and not any(_same_act(rule, question) for question in refused):
            yield rule.id


def permitted_by(policy: CompiledPolicy, question: Question) -> tuple[str, ...]:
    """The permits that fire, whatever prohibits."""
    return tuple(
        permit.rule.id
        for role in question.roles
        for permit in policy.cell(role, question.action, question.category).permits
        if surely(permit, question, facts_of(question))
    )


def _same_act(rule: CompiledRule, question: Question) -> bool:
    if rule.actions is not None and question.action not in rule.actions:
        return False
    return rule.categories is None or question.category in rule.categories
