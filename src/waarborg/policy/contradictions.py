"""Where a regulation contradicts itself or leaves something open, and no recorded reading decides it.

Nothing is chosen silently: what is found here keeps a version from being adopted until the agency has decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from waarborg.policy.compile import compile_regulation
from waarborg.policy.compiled import REGULATION, CompiledRule
from waarborg.policy.model.procedures import ProcedureElsewhere
from waarborg.policy.model.regulation import Law, Regulation
from waarborg.policy.model.retention import RetentionRule
from waarborg.policy.retention_collisions import collisions


@dataclass(frozen=True)
class Contradiction:
    """Rules that say different things about the same, or one that leaves a point open."""

    kind: str
    """`retention`, `never_fires`, `both_only` or `left_open`."""
    rules: tuple[str, ...]
    articles: tuple[str, ...]
    message: str
    about: tuple[str, ...] = ()
    """The categories it is about."""

    def as_data(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {
            "kind": self.kind,
            "rules": list(self.rules),
            "articles": list(self.articles),
            "message": self.message,
            "about": list(self.about),
        }


def contradictions(regulation: Regulation, laws: Sequence[Law]) -> tuple[Contradiction, ...]:
    """Everything that a person still has to decide, once per group of rules."""
    found = (*_terms(regulation, laws), *_access(regulation), *_open(regulation))
    read = [set(reading.about) for reading in regulation.readings]
    return tuple(each for each in found if not any(set(each.rules) <= about for about in read))


def _terms(regulation: Regulation, laws: Sequence[Law]) -> Iterator[Contradiction]:
    about: dict[tuple[str, ...], list[str]] = {}
    for collision in collisions(regulation, laws):
        about.setdefault(tuple(at.rule for at in collision.rules), []).append(collision.category)
    for rules, categories in about.items():
        where = tuple(dict.fromkeys(rule.partition("/")[0] for rule in rules))
        shown = ", ".join(dict.fromkeys(categories))
        yield Contradiction("retention", rules, where, f"different terms for {shown}", tuple(dict.fromkeys(categories)))


def _access(regulation: Regulation) -> Iterator[Contradiction]:
    rules = compile_regulation(regulation, ()).rules
    for permit in (rule for rule in rules if rule.permit):
        for other in rules:
            if not other.permit and _always_stops(other, permit):
                yield _pair("never_fires", permit, other, f"{other.id} forbids all that {permit.id} permits")
        for closing in permit.closed:
            mutual = [rule for rule in rules if rule.id == closing.by and any(c.by == permit.id for c in rule.closed)]
            for other in mutual:
                if permit.id < other.id and _overlaps(permit.actions, other.actions):
                    yield _pair("both_only", permit, other, "each article says that only it gives access")


def _pair(kind: str, one: CompiledRule, other: CompiledRule, message: str) -> Contradiction:
    return Contradiction(kind, (one.id, other.id), tuple(dict.fromkeys((one.article, other.article))), message)


def _always_stops(prohibition: CompiledRule, permit: CompiledRule) -> bool:
    """The prohibition covers all of the permit, needs nothing the permit does not need, and knows no exception."""
    if prohibition.unless or prohibition.when & ~permit.when or prohibition.source != REGULATION:
        return False
    dimensions = ("roles", "actions", "categories", "recipients", "principals", "channels", "purposes", "grounds")
    return all(_within(getattr(permit, name), getattr(prohibition, name)) for name in dimensions)


def _within(inner: frozenset[str] | None, outer: frozenset[str] | None) -> bool:
    return outer is None or (inner is not None and inner <= outer)


def _overlaps(one: frozenset[str] | None, other: frozenset[str] | None) -> bool:
    return one is None or other is None or bool(one & other)


def _open(regulation: Regulation) -> Iterator[Contradiction]:
    for article in regulation.articles:
        for rule in article.rules:
            if isinstance(rule, ProcedureElsewhere) and rule.absent:
                message = f"refers to {rule.stands_in}, which is not there"
                yield Contradiction("left_open", (rule.id,), (article.number,), message)
            if isinstance(rule, RetentionRule) and rule.as_long_as_necessary and not (rule.reviewed or rule.judged_by):
                message = "as long as necessary, and nobody judges when that ends"
                yield Contradiction("left_open", (rule.id,), (article.number,), message)
