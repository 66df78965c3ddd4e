"""Answers to worked cases about terms: what was given, as a jurist writes it, becomes dates by rule, thing and data.

    given: {guidance_ended: 2026-01-31}                        events by name
    given: {guidance_ended: 2024-01-31, holds: [legal_claim]}  what is pending
    given: {marks: [statutory], medium: paper, principal: uwv} what the data are
    given: {trajectories: [{principal: a, contract_ended: 2026-03-31}, {principal: b}]}

The answer holds each date under the rule's id, its last word (`dossier`), the thing (`access`, `complaint_decision`)
and the categories of data. A trajectory is `trajectory_<principal>`, or `unchanged` when nothing follows for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from waarborg.policy.calendar import Event
from waarborg.policy.model.regulation import Law, Regulation
from waarborg.policy.retention import Retention
from waarborg.policy.retention_bounds import Events
from waarborg.policy.retention_fates import Status
from waarborg.policy.retention_order import Subject
from waarborg.policy.terms import dates, unused_events
from waarborg.policy.terms_dates import DueDate
from waarborg.policy.terms_of_retention import dates_of
from waarborg.policy.terms_written import Kind
from waarborg.policy.vocabulary import standard_vocabulary

Rules = tuple[str, ...]
Found = dict[str, Any]
DATA = frozenset({"marks", "medium", "principal", "holds", "facts", "trajectories"})
"""What a case may give beside events."""
SHORT = {"contract_ended": "principal_contract_ended"}
"""A word a case may use for an event of its trajectories."""


def answer_terms(
    given: Mapping[str, Any], day: dt.date | None, regulation: Regulation, laws: Sequence[Law]
) -> tuple[Found, Rules]:
    """Return the dates that follow, by name, and the rules they rest on.

    `day` is the day of the case: what lies before it is `overdue`. Raises ValueError for an unknown event or a value
    that is no day.
    """
    events = _events({name: value for name, value in given.items() if name not in DATA}, regulation, laws)
    holds = tuple(given.get("holds", ()))
    found: Found = {}
    rules: dict[str, None] = {}
    for each in _dates(given, events, holds, regulation, laws):
        _tell(found, each, day)
        rules |= dict.fromkeys(place.rule for place in each.rests_on)
    trajectories = [_trajectory(each, regulation, laws) for each in given.get("trajectories", ())]
    for at, (name, own) in enumerate(trajectories):
        others = [other for place, (_, other) in enumerate(trajectories) if place != at]
        told, its_rules = _of_trajectory({**events, **own}, others, holds, regulation, laws)
        found[f"trajectory_{name}"] = told or "unchanged"
        rules |= dict.fromkeys(its_rules)
    return found, tuple(rules)


def _dates(
    given: Mapping[str, Any], events: Events, holds: Collection[str], regulation: Regulation, laws: Sequence[Law]
) -> Iterable[DueDate]:
    """Yield dates of procedures, and of all data, or of data as the case describes them."""
    described = {"marks", "medium", "principal", "facts"} & set(given)
    every = dates(regulation, laws, events, holds=holds)
    if not described:
        yield from every
        return
    yield from (each for each in every if not each.categories)
    ends = Retention(regulation, laws)
    for category in ends.categories:
        subject = Subject(
            category,
            medium=given.get("medium", "digital"),
            flags=frozenset(given.get("marks", ())),
            principal=given.get("principal"),
        )
        fate = ends.fate_of(subject, events, holds=holds, facts=given.get("facts", ()))
        if fate.status is not Status.WAITING:
            yield from dates_of(fate)


def _of_trajectory(
    events: Events, others: Sequence[Events], holds: Collection[str], regulation: Regulation, laws: Sequence[Law]
) -> tuple[Found, Rules]:
    """Tell what follows for the data of one trajectory, the strictest first."""
    ends = Retention(regulation, laws)
    found: Found = {}
    rules: dict[str, None] = {}
    for category in ends.categories:
        fate = ends.fate_of(Subject(category), events, others=others, holds=holds)
        if fate.status is Status.WAITING:
            continue
        for each in dates_of(fate):
            found.setdefault(str(each.kind), each.date)
            found.setdefault("then", each.action)
            _tell(found, each, None)
            rules |= dict.fromkeys(place.rule for place in each.rests_on)
    return found, tuple(rules)


def _tell(found: Found, date: DueDate, day: dt.date | None) -> None:
    """Put one date under every name it can be asked by; the first under a name stays."""
    names = [date.what, *date.categories]
    if not date.marks:
        names = [place.rule for place in date.rests_on[:1]] + names
    for rule in date.what.split("+") if date.categories else [date.rule]:
        names += [rule, rule.rpartition("/")[2]]
    for name in dict.fromkeys(names):
        told = found.setdefault(name, {})
        told.setdefault(str(date.kind), date.date)
        told.setdefault("status", str(date.status))
        told.setdefault("article", date.article)
        if date.kind not in {Kind.DESTROY_BY, Kind.NOT_BEFORE, Kind.REVIEW}:
            told.setdefault("latest", date.latest)
        if date.action:
            told.setdefault("then", date.action)
        if date.kept_because:
            told.setdefault("kept_because", date.kept_because)
        if day:
            told.setdefault("overdue", date.has_passed(day))


def _trajectory(given: Mapping[str, Any], regulation: Regulation, laws: Sequence[Law]) -> tuple[str, Events]:
    events = {SHORT.get(name, name): value for name, value in given.items() if name != "principal"}
    return str(given.get("principal", "")), _events(events, regulation, laws)


def _events(given: Mapping[str, Any], regulation: Regulation, laws: Sequence[Law]) -> dict[str, Event]:
    unknown = set(unused_events(regulation, laws, tuple(given))) - standard_vocabulary().words["starts"]
    if unknown:
        raise ValueError(f"no rule and no vocabulary knows the event {', '.join(sorted(unknown))}")
    return {name: event_from(value) for name, value in given.items()}


def event_from(value: Any) -> Event:
    """Return a day or moment, also from ISO 8601 text. Raises ValueError for anything else."""
    if isinstance(value, str):
        return dt.datetime.fromisoformat(value) if "T" in value else dt.date.fromisoformat(value)
    if isinstance(value, dt.date):
        return value
    raise ValueError(f"{value!r} is no day")
