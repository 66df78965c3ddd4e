"""A compiled policy: what a regulation and the law allow, flattened so that one question is a look-up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from waarborg.policy.model.access import Obligations
from waarborg.policy.model.base import Period
from waarborg.policy.question import Decision, Question
from waarborg.policy.vocabulary import Vocabulary

REGULATION = "regulation"

Words = frozenset[str] | None
"""The words of a dimension that a rule names; None when it names none and so matches any."""


@dataclass(frozen=True)
class Limits:
    """How far a permit goes once it allows: which items and fields, how old, how often, under which secrecy."""

    items: Literal["categories", "chosen"] = "categories"
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    recent: Period | None = None
    frequency: Period | None = None
    opt_out: str | None = None
    secrecy: str | None = None


FALSE = 128
"""Facts known false stand this many bits above those known true, so that one mask tells both."""
NO_OBLIGATIONS = Obligations()
NO_LIMITS = Limits()


@dataclass(frozen=True)
class Closed:
    """Where another article's `only: this_article` takes a permit away."""

    by: str
    roles: frozenset[str]
    actions: Words
    categories: Words
    principals: Words


@dataclass(frozen=True)
class CompiledRule:
    """One permit or one prohibition. A rule of the text may give several; `part` tells those apart."""

    id: str
    part: str
    article: str
    source: str
    """`regulation`, or the key of a law."""
    permit: bool
    roles: Words = None
    actions: Words = None
    categories: Words = None
    recipients: Words = None
    principals: Words = None
    channels: Words = None
    purposes: Words = None
    grounds: Words = None
    when: int = 0
    """Facts as bits of the vocabulary: a permit needs all; a prohibition lapses when one is known false."""
    unless: int = 0
    """Only prohibitions: it lapses when one of these is known true."""
    obliges: Obligations = NO_OBLIGATIONS
    limits: Limits = NO_LIMITS
    closed: tuple[Closed, ...] = ()

    @property
    def burden(self) -> int:
        """How much comes with a yes; of two permits that both fire, the lighter one is used."""
        obliged = sum(1 for name in type(self.obliges).model_fields if getattr(self.obliges, name))
        return (
            obliged
            + sum(1 for name in ("fields", "recent", "frequency") if getattr(self.limits, name))
            + (self.limits.items == "chosen")
        )

    @property
    def named(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """The dimensions beside role, action and category that the rule names, by their name in a question."""
        pairs = (
            ("recipient", self.recipients), ("principal_kind", self.principals), ("channel", self.channels),
            ("purpose", self.purposes), ("ground", self.grounds),
        )  # fmt: skip
        return tuple((name, words) for name, words in pairs if words is not None)

    @property
    def where(self) -> str:
        """The article as people cite it: `4`, or `uavg 30`."""
        return self.article if self.source == REGULATION else f"{self.source} {self.article}"


@dataclass(frozen=True, slots=True)
class Test:
    """What is left of a rule inside one cell, ready to be asked."""

    rule: CompiledRule
    when: int
    unless: int
    lapses: int
    """Of a prohibition: facts of which one known false (`FALSE` bits further) or one known true suffices to end it."""
    named: tuple[tuple[int, frozenset[str]], ...]
    """Position in a question, and the words."""
    weight: tuple[bool, int, str, str]
    """Which of several permits answers, whatever their order: the agency's own before the law's, so that a bare
    permission of law never undercuts what the agency promised with its yes; then the one that obliges least."""
    answer: Decision
    """The yes that a permit gives."""


@dataclass(frozen=True, slots=True)
class Cell:
    """All rules about one role, action and category; permits lightest first."""

    permits: tuple[Test, ...]
    prohibitions: tuple[Test, ...]


class Cells(dict[tuple[str, str, str | None], Cell]):
    """The cells of a policy by role, action and category, each made when it is first asked for."""

    def __init__(self, policy: CompiledPolicy) -> None:
        super().__init__()
        self.policy = policy

    def __missing__(self, key: tuple[str, str, str | None]) -> Cell:
        """Make the cell and keep it."""
        found = self[key] = self.policy.make_cell(*key)
        return found


@dataclass(frozen=True)
class CompiledPolicy:
    """One version of a regulation together with the law of a day."""

    regulation: str
    in_force_from: dt.date
    sha256: str
    """Of the canonical form of everything that decides."""
    roles: tuple[str, ...]
    kinds: dict[str, str]
    """Per role: staff, client, outsider or system."""
    actions: tuple[str, ...]
    categories: tuple[str, ...]
    """The catalogue, in its order."""
    forbidden: tuple[str, ...]
    purposes: tuple[str, ...]
    rules: tuple[CompiledRule, ...]
    titles: tuple[tuple[str, str], ...]
    """Articles as cited (`4`, `uavg 30`) with their titles."""
    vocabulary: Vocabulary = field(repr=False, compare=False)
    cells: Cells = field(init=False, repr=False, compare=False)
    refusals: dict[Question, Decision] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Answers that are no, by their question; pure, so that they may be kept."""
    derived: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What others read out of it, by a key of theirs; pure, so that it may be kept."""

    def __post_init__(self) -> None:
        if len(self.vocabulary.facts) > FALSE:
            raise ValueError("the vocabulary has more facts than a decision has bits for")
        object.__setattr__(self, "cells", Cells(self))

    def cell(self, role: str, action: str, category: str | None) -> Cell:
        """The rules that can matter there."""
        return self.cells[role, action, category]

    def rule(self, rule_id: str) -> tuple[CompiledRule, ...]:
        """What a rule of the text became."""
        return tuple(rule for rule in self.rules if rule.id == rule_id)

    def title(self, where: str) -> str:
        """The title of an article as cited. Raises KeyError."""
        return dict(self.titles)[where]

    def make_cell(self, role: str, action: str, category: str | None) -> Cell:
        """Gather the rules about a cell. Without a category: permits that need none, and every prohibition."""
        if role not in self.roles or action not in self.actions:
            return Cell((), ())
        if category is not None and category not in (*self.categories, *self.forbidden):
            return Cell((), ())
        here = [rule for rule in self.rules if _covers(rule, role, action, category)]
        every = frozenset(self.vocabulary.dimensions["principals"])
        permits = [left for rule in here if rule.permit and (left := _left_open(rule, role, action, category, every))]
        return Cell(
            permits=tuple(sorted((_test(rule, role) for rule in permits), key=lambda test: test.weight)),
            prohibitions=tuple(_test(rule, role) for rule in here if not rule.permit),
        )


def _covers(rule: CompiledRule, role: str, action: str, category: str | None) -> bool:
    if rule.roles is not None and role not in rule.roles:
        return False
    if rule.actions is not None and action not in rule.actions:
        return False
    if rule.categories is None:
        return True
    return category in rule.categories if category is not None else not rule.permit


def _left_open(
    rule: CompiledRule, role: str, action: str, category: str | None, every_principal: frozenset[str]
) -> CompiledRule | None:
    """The permit after other articles closed it, narrowed to other kinds of principal, or nothing."""
    for closed in rule.closed:
        if role not in closed.roles or (closed.actions is not None and action not in closed.actions):
            continue
        if closed.categories is not None and category is not None and category not in closed.categories:
            continue
        if closed.principals is None:
            return None
        still = every_principal if rule.principals is None else rule.principals
        rule = replace(rule, principals=still - closed.principals)
        if not rule.principals:
            return None
    return rule


def _test(rule: CompiledRule, role: str) -> Test:
    return Test(
        rule=rule,
        when=rule.when,
        unless=rule.unless,
        lapses=rule.unless | rule.when << FALSE,
        named=tuple((Question._fields.index(name), words) for name, words in rule.named),
        weight=(rule.source != REGULATION, rule.burden, rule.id, role),
        answer=Decision(
            allowed=rule.permit, rules=(rule.id,), articles=(rule.where,), obligations=rule.obliges, role=role
        ),
    )
