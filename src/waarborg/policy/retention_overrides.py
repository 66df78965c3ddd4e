"""Events that set retention terms aside, such as the end of a principal's contract, and what then happens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from waarborg.policy.calendar import Calendar
from waarborg.policy.model.retention import RetentionOverride, RetentionRule
from waarborg.policy.retention_bounds import Events, last_day, started
from waarborg.policy.retention_fates import HandedOver
from waarborg.policy.retention_order import Order, Subject, in_categories
from waarborg.policy.terms_places import Placed, StandsIn

BESIDE_THE_DOSSIER = frozenset({"complaint", "website"})
"""Scopes of files of their own, kept beside the dossier."""


@dataclass(frozen=True, slots=True)
class Begun:
    """An override whose event has come, with its days."""

    override: Placed[RetentionOverride]
    event: str
    on: dt.date
    hand_over: HandedOver | None
    rest_by: dt.date | None

    @property
    def at(self) -> StandsIn:
        """Where it stands."""
        return self.override.at

    @property
    def action(self) -> str | None:
        """What happens to what is not handed over."""
        return self.override.rule.rest.then if self.override.rule.rest else None


def overrides_about(order: Order, subject: Subject) -> list[Placed[RetentionOverride]]:
    """Return the overrides that can touch these data, begun or not."""
    return [
        each
        for each in order.overrides.values()
        if in_categories(subject.category, each.rule.categories)
        and (not each.rule.principals or subject.principal in each.rule.principals)
    ]


def begun(
    order: Order, subject: Subject, events: Events, calendar: Calendar, only: Collection[str] | None = None
) -> list[Begun]:
    """Return the overrides (or of `only` these) that have begun for these data and that no other sets aside."""
    about = [each for each in overrides_about(order, subject) if only is None or each.rule.id in only]
    found = [_begun(each, events, calendar) for each in about]
    running = [each for each in found if each is not None]
    names = [each.override.rule.id for each in running]
    return [each for each in running if not any(order.goes_before(name, each.override.rule.id) for name in names)]


def remaining(
    order: Order, candidates: list[Placed[RetentionRule]], running: list[Begun]
) -> tuple[list[Placed[RetentionRule]], list[Begun]]:
    """Return the rules that the begun overrides leave standing, and the overrides that those rules leave standing.

    An override over trajectories or dossiers does not reach files that stand beside them, such as a complaint's.
    """
    if candidates and all(each.rule.per in BESIDE_THE_DOSSIER for each in candidates):
        return candidates, []
    kept = [
        each
        for each in candidates
        if not any(order.goes_before(begun.override.rule.id, each.rule.id) for begun in running)
    ]
    still = [
        begun for begun in running if not any(order.goes_before(each.rule.id, begun.override.rule.id) for each in kept)
    ]
    return kept, still


def _begun(override: Placed[RetentionOverride], events: Events, calendar: Calendar) -> Begun | None:
    rule = override.rule
    triggers = started(rule.starts, None, events)
    if not triggers:
        return None
    event = min(triggers)
    hand_over = None
    if rule.hand_over:
        first = rule.hand_over.not_before
        hand_over = HandedOver(
            to=rule.hand_over.to,
            only=rule.hand_over.only,
            not_before=last_day(calendar, first, events[event]) if first else None,
            by=last_day(calendar, rule.hand_over.by, events[event]),
            at=override.at,
        )
    rest_by = last_day(calendar, rule.rest.by, events[event]) if rule.rest else None
    return Begun(override, event, triggers[event], hand_over, rest_by)
