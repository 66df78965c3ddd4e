"""Every place where the retention rules of a regulation contradict each other and nobody has decided.

Found without any event, by going through all categories, media, kinds of principal and marks that the rules tell apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import chain, combinations, product

from waarborg.policy.model.regulation import Law, Regulation
from waarborg.policy.model.retention import RetentionRule
from waarborg.policy.retention import Retention
from waarborg.policy.retention_fates import Collision, Fate
from waarborg.policy.retention_order import Subject
from waarborg.policy.terms_places import placed

SOME_DAY = dt.date(2026, 1, 31)
"""A day for every event at once: two terms of the same start then show whether one outlasts the other."""


def collisions(regulation: Regulation, laws: Sequence[Law] = ()) -> tuple[Collision, ...]:
    """Return each group of rules that collide, with the data on which they do, once per category."""
    ends = Retention(regulation, laws)
    found: dict[tuple[object, ...], Collision] = {}
    for subject, overridden in product(subjects(regulation, ends.categories), (False, True)):
        reasons = _ended(ends, subject, overridden=overridden).reasons
        rules = tuple(reason.at for reason in reasons if reason.said == "collision" and reason.at)
        if rules:
            collision = Collision(
                subject.category, rules, tuple(sorted(subject.flags)), subject.medium, subject.principal
            )
            found.setdefault((subject.category, rules), collision)
    return tuple(found.values())


def without_rule(regulation: Regulation, laws: Sequence[Law] = ()) -> tuple[str, ...]:
    """Return the categories of which neither the regulation nor the law says how long they stay."""
    ends = Retention(regulation, laws)
    return tuple(
        category
        for category in ends.categories
        if any(reason.said == "no_rule" for reason in _ended(ends, Subject(category), overridden=False).reasons)
    )


def _ended(ends: Retention, subject: Subject, *, overridden: bool) -> Fate:
    """Return the fate of data all of whose events came on one day, with or without those of overrides."""
    names = {name for each in ends.every_rule() for name in (*each.rule.starts, *each.rule.not_before)}
    sets_aside = {name for override in ends.order.overrides.values() for name in override.rule.starts}
    names = names | sets_aside if overridden else names - sets_aside
    return ends.fate_of(subject, dict.fromkeys(names, SOME_DAY))


def subjects(regulation: Regulation, categories: Sequence[str]) -> Iterator[Subject]:
    """Yield data of every kind that the retention rules of a regulation tell apart."""
    rules = [each.rule for each in placed(regulation, RetentionRule)]
    marks = sorted({mark for rule in rules for mark in rule.chosen_by if not mark.startswith("medium_")})
    media = sorted({"digital", *(rule.medium for rule in rules if rule.medium != "any")} | _media(rules))
    principals = [None, *sorted({kind for rule in rules for kind in rule.principals})]
    flags = chain.from_iterable(combinations(marks, size) for size in range(len(marks) + 1))
    for category, medium, principal, shown in product(categories, media, principals, list(flags)):
        yield Subject(category, medium, frozenset(shown), principal=principal)


def _media(rules: Sequence[RetentionRule]) -> set[str]:
    return {mark.removeprefix("medium_") for rule in rules for mark in rule.chosen_by if mark.startswith("medium_")}
