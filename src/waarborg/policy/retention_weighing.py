"""Bringing the bounds of several rules together: the agency's own, an override's, and then the law's.

The result is mutable on purpose: each step narrows it and leaves a reason behind.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from waarborg.policy.model.base import Key, Period
from waarborg.policy.model.regulation import Reading
from waarborg.policy.model.retention import RetentionRule
from waarborg.policy.retention_bounds import Bounds
from waarborg.policy.retention_fates import Reason
from waarborg.policy.retention_overrides import Begun
from waarborg.policy.terms_places import Placed, StandsIn

Counted = tuple[Placed[RetentionRule], Bounds]
SETTLES = frozenset({"earliest_of", "latest_of", "first_named", "last_named"})
"""The decisions of a reading that say which of several terms counts."""


@dataclass(slots=True)
class Weighed:
    """What is known so far about the end of some data."""

    earliest: dt.date | None = None
    latest: dt.date | None = None
    action: str | None = None
    triggers: dict[str, dt.date] = field(default_factory=dict)
    waits_for: list[str] = field(default_factory=list)
    gates: set[str] = field(default_factory=set)
    decided_by: list[StandsIn] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    collides: bool = False

    def decide_by(self, bounds: Bounds, action: str | None) -> None:
        """Take over a rule's place, events and action."""
        self.decided_by.append(bounds.at)
        self.triggers |= dict(bounds.triggers)
        self.action = self.action or action
        self.reasons.append(Reason("governs", bounds.at))

    def wait(self, bounds: Bounds) -> None:
        """Wait for what the rule waits for."""
        self.waits_for += bounds.waits_for
        self.gates |= set(bounds.gates)

    def stop_waiting(self) -> None:
        """Another date was found: wait only for the events before which nothing may go."""
        self.waits_for = [name for name in self.waits_for if name in self.gates]

    def collide(self, rules: Sequence[StandsIn]) -> None:
        """Say that these rules contradict each other."""
        self.collides = True
        self.reasons += [Reason("collision", at, ", ".join(o.rule for o in rules if o != at) or None) for at in rules]


def upper(rule: RetentionRule) -> Period | None:
    """Return how long the data may stay at most."""
    return rule.at_most or rule.exactly


def lower(rule: RetentionRule) -> Period | None:
    """Return how long the data must stay at least."""
    return rule.at_least or rule.exactly


def is_open(rule: RetentionRule) -> bool:
    """Say whether the rule is an open norm alone: no longer than necessary, without a number."""
    return rule.as_long_as_necessary and not (upper(rule) or lower(rule))


def differing_terms(rules: Sequence[Placed[RetentionRule]]) -> bool:
    """Say whether more than one last day is asked for."""
    ends = [each.rule for each in rules if upper(each.rule)]
    return len({(upper(rule), frozenset(rule.starts), rule.combine, rule.not_before, rule.per) for rule in ends}) > 1


def settled(reading: Reading | None) -> Key | None:
    """Return the word by which a reading decides between terms, or None when it does not."""
    return reading.decided if reading and reading.decided in SETTLES else None


def chosen_of(rules: Sequence[Placed[RetentionRule]], reading: Reading) -> Placed[RetentionRule]:
    """Return the rule that a reading prefers by the order in which it names them."""

    def position(each: Placed[RetentionRule]) -> int:
        names = {each.rule.id, *each.rule.clauses}
        return min(place for place, name in enumerate(reading.about) if name in names)

    pick = min if reading.decided == "first_named" else max
    return pick(rules, key=position)


def weigh(counted: Sequence[Counted], reading: Reading | None, running: Sequence[Begun]) -> Weighed:
    """Bring the bounds of the strongest rules and the begun overrides together."""
    result = Weighed()
    ends = [each for each in counted if upper(each[0].rule)]
    if differing_terms([rule for rule, _ in ends]):
        ends = _decided_by_reading(result, ends, reading)
    elif ends:
        _take(result, ends, "earliest_of")
    for rule, bounds in counted:
        if is_open(rule.rule):
            _open_norm(result, bounds, rule.rule, alone=not ends)
    _overrides(result, running)
    for rule, bounds in counted:
        if lower(rule.rule) and not upper(rule.rule):
            _at_least(result, rule, bounds)
    _lower_meets_upper(result, [rule.at for rule, _ in counted], reading)
    return result


def _decided_by_reading(result: Weighed, ends: list[Counted], reading: Reading | None) -> list[Counted]:
    decision = settled(reading)
    if reading is None or decision is None:
        result.collide([rule.at for rule, _ in ends])
        result.action = ends[0][0].rule.then
        return ends
    result.reasons.append(Reason("reading", about=decision))
    if decision in {"first_named", "last_named"}:
        chosen = chosen_of([rule for rule, _ in ends], reading)
        ends = [each for each in ends if each[0] is chosen]
    _take(result, ends, decision)
    return ends


def _take(result: Weighed, ends: Sequence[Counted], decision: str) -> None:
    """Take the last day from these rules: the earliest known, or the latest when all are known."""
    known = [each for each in ends if each[1].latest and not each[1].is_waiting]
    if not known or (decision == "latest_of" and len(known) < len(ends)):
        for rule, bounds in ends:
            result.decide_by(bounds, rule.rule.then)
            result.wait(bounds)
        return
    pick = max if decision == "latest_of" else min
    rule, bounds = pick(known, key=lambda each: each[1].latest or dt.date.max)
    result.decide_by(bounds, rule.rule.then)
    result.earliest, result.latest = bounds.earliest, bounds.latest


def _open_norm(result: Weighed, bounds: Bounds, rule: RetentionRule, *, alone: bool) -> None:
    """No longer than necessary: a review can bring the last day forward; alone it gives none."""
    result.reasons.append(Reason("open_norm", bounds.at))
    if bounds.latest and not bounds.is_waiting:
        result.latest = min(result.latest or bounds.latest, bounds.latest)
        result.earliest = min(result.earliest or bounds.latest, bounds.latest)
        result.stop_waiting()
        result.decide_by(bounds, rule.then)
    elif alone:
        result.decide_by(bounds, rule.then)
        result.earliest = bounds.earliest
        result.wait(bounds)


def _overrides(result: Weighed, running: Sequence[Begun]) -> None:
    for each in running:
        result.reasons.append(Reason("override", each.at, each.event))
        result.triggers[each.event] = each.on
        if each.rest_by is None:
            continue
        if result.latest is None or each.rest_by <= result.latest:
            result.latest = each.rest_by
            result.action = each.action
            result.decided_by.insert(0, each.at)
        first = (each.hand_over.not_before if each.hand_over else None) or each.on
        result.earliest = min(result.earliest or first, first)
        result.stop_waiting()


def _at_least(result: Weighed, rule: Placed[RetentionRule], bounds: Bounds) -> None:
    result.decide_by(bounds, rule.rule.then)
    result.wait(bounds)
    if bounds.earliest:
        result.earliest = max(result.earliest or bounds.earliest, bounds.earliest)


def _lower_meets_upper(result: Weighed, rules: Sequence[StandsIn], reading: Reading | None) -> None:
    """Where data must stay longer than they may, only a reading decides."""
    if not (result.earliest and result.latest and result.earliest > result.latest):
        return
    match settled(reading):
        case "earliest_of":
            result.earliest = result.latest
        case "latest_of":
            result.latest = result.earliest
        case _:
            result.collide(rules)
            return
    result.reasons.append(Reason("reading", about=settled(reading)))
