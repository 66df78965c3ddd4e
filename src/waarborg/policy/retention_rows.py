"""The retention rules of a version as plans, which PostgreSQL counts with: one per kind of data that rules tell apart.

A plan holds what can be known without any event: which rules govern, which give way, what a reading decides, and the
same again for each set of overrides that may have begun. What is left is counting, which `gate.fate` does in SQL and
`Retention.fate_of` here; a test holds one against the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product
from typing import Any

from waarborg.policy.compiled import CompiledPolicy
from waarborg.policy.model.base import Period, Unit
from waarborg.policy.model.catalogue import CategoryRule
from waarborg.policy.model.regulation import Law, Regulation
from waarborg.policy.model.retention import Destruction, HoldRule, KeepCounts, LogKept, RetentionOverride, RetentionRule
from waarborg.policy.possible import possible
from waarborg.policy.retention import Retention
from waarborg.policy.retention_order import Subject, is_statutory
from waarborg.policy.retention_overrides import Begun, overrides_about
from waarborg.policy.retention_weighing import chosen_of, differing_terms, is_open, lower, settled, upper
from waarborg.policy.terms_places import Placed, StandsIn, as_json, placed, placed_in_laws

ANY_PURPOSE = "-"
"""A purpose that no rule chooses by."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """How one kind of data ends. An empty word stands for every other one: kind of principal, purpose."""

    category: str
    principal: str
    purpose: str
    statutory: bool
    of_trajectory: bool
    plan: dict[str, Any]


def plan_rows(regulation: Regulation, laws: Sequence[Law] = ()) -> Iterator[PlanRow]:
    """Yield the plan of every kind of data that the rules of a version tell apart."""
    ends = Retention(regulation, laws)
    rules = [rule.rule for rule in ends.every_rule()]
    purposes = {one.removeprefix("purpose_") for rule in rules for one in rule.chosen_by if one.startswith("purpose_")}
    scoped = [each.rule.principals for each in ends.order.overrides.values()] + [rule.principals for rule in rules]
    principals = sorted({kind for named in scoped for kind in named})
    marks = any("statutory" in rule.chosen_by for rule in rules)
    for entry in placed(regulation, CategoryRule):
        of_trajectory = entry.rule.per_trajectory or bool(entry.rule.only_for.principals)
        for principal, purpose, statutory in product(
            ("", *principals), ("", *sorted(purposes)), (False, True) if marks else (False,)
        ):
            subject = Subject(
                entry.rule.category,
                flags=frozenset({"statutory"} if statutory else ()),
                purposes=frozenset({purpose or ANY_PURPOSE}),
                principal=principal or None,
                of_trajectory=of_trajectory,
            )
            plan = _plan(ends, subject)
            yield PlanRow(entry.rule.category, principal, purpose, statutory, of_trajectory, plan)


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """How destruction is approved under a version. Nobody approves alone, whatever a text forgets to say."""

    rule: str
    article: str
    approvals: int
    cooling_off: dict[str, Any] | None
    covers: tuple[str, ...]
    decides: tuple[str, ...]
    """Roles of which one at least approves: those that may destroy."""
    looks: tuple[str, ...]
    """Roles whose approval counts beside it."""
    log_kept: dict[str, Any] | None = None
    """How long it stays who did and saw what; None where nobody says so."""


FEWEST = 2
"""Nobody destroys alone."""


def log_kept(regulation: Regulation, laws: Sequence[Law] = ()) -> Placed[LogKept] | None:
    """The rule that says how long the log stays: the regulation's own, or else the law's."""
    return next(iter((*placed(regulation, LogKept), *placed_in_laws(laws, LogKept))), None)


def approval_row(regulation: Regulation, policy: CompiledPolicy, laws: Sequence[Law] = ()) -> ApprovalRow:
    """Who approves a destruction: the roles of staff that may destroy, and beside them whom the regulation names."""
    log = log_kept(regulation, laws)
    kept = _period(log.rule.exactly) if log else None
    decides = tuple(
        role for role in policy.roles if policy.kinds.get(role) == "staff" and possible(policy, (role,), "destroy")
    )
    said = next(iter(placed(regulation, Destruction)), None)
    if said is None:
        return ApprovalRow("", "", FEWEST, None, (), decides, decides, kept)
    rule = said.rule.destruction
    return ApprovalRow(
        rule=said.at.rule,
        article=said.at.article,
        approvals=max(FEWEST, rule.approvals),
        cooling_off=_period(rule.cooling_off),
        covers=rule.covers,
        decides=decides,
        looks=tuple(dict.fromkeys((*decides, *rule.approved_by))),
        log_kept=kept,
    )


@dataclass(frozen=True, slots=True)
class HoldRow:
    """One thing that stops destruction while it lasts, with the article that says so."""

    hold: str
    rule: str
    article: str
    source: str


def hold_rows(regulation: Regulation, laws: Sequence[Law] = ()) -> list[HoldRow]:
    """What stops destruction: the regulation's own words first, then the law's."""
    found: dict[str, HoldRow] = {}
    for each in (*placed(regulation, HoldRule), *placed_in_laws(laws, HoldRule)):
        for word in each.rule.hold:
            source = each.at.source if each.at.is_law else ""
            found.setdefault(word, HoldRow(word, each.at.rule, each.at.article, source))
    return list(found.values())


def closed_periods(regulation: Regulation, laws: Sequence[Law] = ()) -> dict[str, Period]:
    """By rule how long what it makes inaccessible stays so, before it is destroyed."""
    found: dict[str, Period] = {}
    for each in (*placed(regulation, RetentionRule), *placed_in_laws(laws, RetentionRule)):
        if each.rule.closed_for:
            found[each.at.rule] = each.rule.closed_for
    for other in placed(regulation, RetentionOverride):
        if other.rule.rest and other.rule.rest.closed_for:
            found[other.at.rule] = other.rule.rest.closed_for
    return found


@dataclass(frozen=True, slots=True)
class CountRow:
    """What may stay as counts of what is destroyed, and the smallest group of which anything stays."""

    rule: str
    article: str
    measures: tuple[str, ...]
    minimum_group: int


def count_row(regulation: Regulation) -> CountRow | None:
    """What a version keeps as counts; None where it keeps nothing."""
    found = list(placed(regulation, KeepCounts))
    if not found:
        return None
    measures = tuple(dict.fromkeys(word for each in found for word in each.rule.keep_counts))
    least = max(each.rule.minimum_group for each in found)
    return CountRow(found[0].at.rule, found[0].at.article, measures, least)


def _plan(ends: Retention, subject: Subject) -> dict[str, Any]:
    about = [each.rule.id for each in overrides_about(ends.order, subject)]
    sets = chain.from_iterable(combinations(about, size) for size in range(len(about) + 1))
    return {
        "class": ends.class_of(subject).id,
        "overrides": [
            {"id": each.rule.id, "starts": list(each.rule.starts)} for each in overrides_about(ends.order, subject)
        ],
        "variants": {"+".join(names): _variant(ends, subject, names) for names in sets},
    }


def _variant(ends: Retention, subject: Subject, names: Sequence[str]) -> dict[str, Any]:
    found, running = ends.standing_when(subject, names)
    law = ends.law_about(subject)
    law = [each for each in law if not (is_open(each.rule) and any(is_statutory(mine.rule) for mine in found))]
    alone = not found and not running
    reading = ends.order.reading_about(found) if len(found) > 1 else None
    decision, bounding = "earliest_of", [each for each in found if upper(each.rule)]
    if differing_terms(bounding):
        decision = settled(reading) or "collide"
        if reading is not None and decision in {"first_named", "last_named"}:
            bounding, decision = [chosen_of(bounding, reading)], "earliest_of"
    rules = [each.rule for each in (*found, *law)]
    return {
        "ends": [_rule(each) for each in bounding],
        "decision": decision,
        "open": [_rule(each) for each in found if is_open(each.rule)],
        "open_alone": not bounding,
        "running": [_override(each) for each in running],
        "least": [_rule(each) for each in found if lower(each.rule) and not upper(each.rule)],
        "reading": settled(reading) or "",
        "law": [_rule(each) for each in law],
        "alone": alone,
        "shielded": any(rule.shielded for rule in rules),
        "reviewed": sorted({word for rule in rules for word in rule.reviewed}),
    }


def _rule(each: Placed[RetentionRule]) -> dict[str, Any]:
    rule = each.rule
    return {
        "at": _at(each.at),
        "starts": list(rule.starts),
        "combine": rule.combine or "",
        "lower": _period(lower(rule)),
        "upper": _period(upper(rule)),
        "not_before": list(rule.not_before),
        "whole": rule.per in {"dossier", "person"},
        "weighed": (rule.as_long_as_necessary or bool(rule.reviewed)) and not (rule.at_least or rule.exactly),
        "open": is_open(rule),
        "then": rule.then,
    }


def _override(each: Begun) -> dict[str, Any]:
    rule = each.override.rule
    return {
        "at": _at(each.at),
        "starts": list(rule.starts),
        "rest": _period(rule.rest.by) if rule.rest else None,
        "then": rule.rest.then if rule.rest else None,
        "first": _period(rule.hand_over.not_before) if rule.hand_over and rule.hand_over.not_before else None,
    }


def _at(place: StandsIn) -> dict[str, Any]:
    made = as_json(place)
    assert isinstance(made, dict)  # noqa: S101 - a dataclass becomes a mapping
    return made


def _period(period: Period | None) -> dict[str, Any] | None:
    if period and period.unit is Unit.WORKING_DAYS:
        raise ValueError(f"data cannot end after {period}: say how many days, weeks, months or years")
    return {"number": period.number, "unit": period.unit.value} if period else None
