"""The floor of the law under the retention rules of an agency."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from waarborg.policy.model.retention import RetentionRule
from waarborg.policy.retention_bounds import Bounds
from waarborg.policy.retention_fates import Reason
from waarborg.policy.retention_weighing import Counted, Weighed, is_open, lower, upper
from waarborg.policy.terms_places import Placed, StandsIn


def meet_law(result: Weighed, counted: Sequence[Counted]) -> None:
    """Let the law come over what the agency's rules gave. A maximum ends; a minimum keeps, whatever else is said."""
    ended_by: StandsIn | None = None
    for rule, bounds in counted:
        if bounds.latest and not bounds.is_waiting and _maximum(result, bounds.at, bounds.latest):
            ended_by = None if is_open(rule.rule) else rule.at  # what a statute keeps is necessary
    for rule, bounds in counted:
        if not lower(rule.rule):
            continue
        result.wait(bounds)
        if bounds.earliest:
            if ended_by and ended_by != rule.at and result.latest and result.latest < bounds.earliest:
                result.collide([ended_by, rule.at])
            _minimum(result, rule, bounds, bounds.earliest)


def _maximum(result: Weighed, at: StandsIn, last: dt.date) -> bool:
    if result.latest and result.latest <= last:
        return False
    result.latest = last
    result.earliest = min(result.earliest or last, last)
    result.reasons.append(Reason("law_maximum", at))
    result.decided_by.append(at)
    result.stop_waiting()
    return True


def _minimum(result: Weighed, rule: Placed[RetentionRule], bounds: Bounds, first: dt.date) -> None:
    if result.earliest is None or result.earliest < first:
        result.earliest = first
        result.reasons.append(Reason("law_minimum", rule.at))
        result.decided_by.append(rule.at)
        result.triggers |= dict(bounds.triggers)
        result.action = result.action or rule.rule.then
    if result.latest and result.latest < first:
        result.latest = first


def covered(law: RetentionRule, own: Sequence[RetentionRule]) -> bool:
    """Say whether a rule of the law changes nothing: the agency's own term of the same start is as strict."""
    if is_open(law):
        return bool(own)
    return any(
        set(law.starts) == set(mine.starts)
        and (
            not (need := lower(law))
            or bool((has := lower(mine)) and has.unit is need.unit and has.number >= need.number)
        )
        and (
            not (most := upper(law))
            or bool((end := upper(mine)) and end.unit is most.unit and end.number <= most.number)
        )
        for mine in own
    )


def law_alone(result: Weighed, law: list[Counted]) -> list[Counted]:
    """Where the regulation is silent the law's rules govern by themselves."""
    for rule, bounds in law:
        if upper(rule.rule) and bounds.is_waiting:
            result.wait(bounds)
        if is_open(rule.rule):
            result.decide_by(bounds, rule.rule.then)
            result.reasons.append(Reason("open_norm", rule.at))
        result.action = result.action or rule.rule.then
    return law
