"""The first and the last day that one retention rule gives, once its events are known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from waarborg.policy.calendar import Calendar, Event, add_hours, day_of, is_elapsed_time
from waarborg.policy.model.base import Keys, Period
from waarborg.policy.model.retention import RetentionRule
from waarborg.policy.terms_places import Placed, StandsIn

Events = Mapping[str, Event]
"""What happened and when, by the vocabulary's words for events."""

TRAJECTORY_EVENTS = frozenset({
    "trajectory_ended", "service_ended", "guidance_ended", "placement_ended", "principal_contract_ended",
    "agreement_ended", "commission_ended",
})  # fmt: skip
"""Events that each trajectory has of its own: a dossier has had them when all its trajectories have."""

ITEM_EVENTS = frozenset({"created", "item_ended", "visit", "consent_withdrawn"})
"""Events that each record has of its own."""

NECESSITY_ENDED = "purpose_ended"
"""What a review of necessity records when the data are no longer needed."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one rule says about the end of some data. `latest` None: it sets no last day, or not yet."""

    at: StandsIn
    triggers: tuple[tuple[str, dt.date], ...]
    """The events that count, with their days."""
    earliest: dt.date | None
    latest: dt.date | None
    waits_for: tuple[str, ...]
    """Events that must come first: those that start it, and `gates`."""
    gates: tuple[str, ...]
    """Events before which nothing of it goes, that have not come."""
    may_still_change: tuple[str, ...]
    """Events that have not come and would move the date."""

    @property
    def is_waiting(self) -> bool:
        """Nothing may go before an event that has not come."""
        return bool(self.waits_for)


def last_day(calendar: Calendar, period: Period, event: Event) -> dt.date:
    """Return the day on which `period` ends; hours and minutes end on the day of their moment."""
    return day_of(add_hours(period, event)) if is_elapsed_time(period) else calendar.add(period, event)


def started(starts: Keys, combine: str | None, events: Events) -> dict[str, dt.date]:
    """Return the events from which the term is counted (one, or several on one day), empty when it did not start."""
    known = {name: day_of(events[name]) for name in starts if name in events}
    if not known or (combine == "latest_of" and len(known) < len(starts)):
        return {}
    chosen = max(known.values()) if combine == "latest_of" else min(known.values())
    return {name: day for name, day in known.items() if day == chosen}


def bounds_of(placed: Placed[RetentionRule], events: Events, calendar: Calendar) -> Bounds:
    """Count one rule. What it says of days before an event that has not come is: wait."""
    rule = placed.rule
    triggers = started(rule.starts, rule.combine, events)
    lower, upper = rule.at_least or rule.exactly, rule.at_most or rule.exactly
    earliest = latest = None
    if triggers:
        counted_from = min(triggers)
        earliest = last_day(calendar, lower, events[counted_from]) if lower else triggers[counted_from]
        latest = last_day(calendar, upper, events[counted_from]) if upper else None
    no_longer_needed = _no_longer_necessary(rule, events)
    if no_longer_needed:
        triggers |= {NECESSITY_ENDED: no_longer_needed} if not triggers else {}
        earliest = min(earliest or no_longer_needed, no_longer_needed)
        latest = min(latest or no_longer_needed, no_longer_needed)
    passed = [day_of(events[name]) for name in rule.not_before if name in events]
    if passed:
        # "not while it runs" moves a last day that fell inside the running time
        earliest = max(earliest, *passed) if earliest else None
        latest = max(latest, *passed) if latest else None
    missing = tuple(name for name in rule.starts if name not in events)
    gates = tuple(name for name in rule.not_before if name not in events)
    return Bounds(
        at=placed.at,
        triggers=tuple(sorted(triggers.items())),
        earliest=earliest,
        latest=latest,
        waits_for=gates if triggers else tuple(dict.fromkeys((*missing, *gates))),
        gates=gates,
        may_still_change=missing if triggers and rule.combine == "earliest_of" else (),
    )


def _no_longer_necessary(rule: RetentionRule, events: Events) -> dt.date | None:
    """Return the day on which a review found that the data serve nothing any more, for a rule that asks it."""
    weighed = (rule.as_long_as_necessary or rule.reviewed) and not (rule.at_least or rule.exactly)
    return day_of(events[NECESSITY_ENDED]) if weighed and NECESSITY_ENDED in events else None


def seen_by(rule: RetentionRule, events: Events, others: Sequence[Events]) -> Events:
    """Return the events as this rule's scope sees them.

    A rule per dossier or person counts an event of trajectories when every trajectory has had it, on the last of
    those days; a rule per trajectory, item or commission looks at its own alone.
    """
    if not others or rule.per not in {"dossier", "person"}:
        return events
    return of_all({name: day for name, day in events.items() if name not in TRAJECTORY_EVENTS}, (events, *others))


def of_all(events: Events, trajectories: Sequence[Events]) -> Events:
    """Return the dossier's `events` with what all `trajectories` have had, on the last of their days.

    Without trajectories the events stay as they are.
    """
    seen = dict(events)
    for name in TRAJECTORY_EVENTS if trajectories else ():
        days = [day_of(each[name]) for each in trajectories if name in each]
        if len(days) == len(trajectories):
            seen[name] = max(days)
    return seen
