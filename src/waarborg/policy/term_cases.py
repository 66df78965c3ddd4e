"""Cases and questions about terms: events in the words of a jurist, dates by the words of their rules.

given: {guidance_ended: 2026-01-31}                                     events by name
given: {guidance_ended: 2024-01-31, holds: [legal_claim]}               what is pending
given: {guidance_ended: 2026-01-31, marks: [statutory], medium: paper}  what the data are
given: {trajectories: [{principal: a, contract_ended: 2026-03-31}, {principal: b}]}
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
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
from waarborg.policy.vocabulary import standard_vocabulary

SITUATION = frozenset({"holds", "principal", "principals", "day", "marks", "medium", "facts", "trajectories"})
"""What may be given beside events."""
SHORT = {"contract_ended": "principal_contract_ended"}
"""How a trajectory's event may be called in a case."""

Found = dict[str, Any]


class UnclearEvent(ValueError):
    """An event without a day, or one that does not exist."""


def dates_from(
    given: Mapping[str, Any], day: dt.date | None, regulation: Regulation, laws: Sequence[Law]
) -> tuple[DueDate, ...]:
    """Every date that follows from the events of a case. Raises UnclearEvent."""
    events = _events({name: value for name, value in given.items() if name not in SITUATION}, regulation, laws)
    kinds = given.get("principals") or given.get("principal")
    holds = _words(given.get("holds") or ())
    asked_on = _moment("day", given["day"]) if "day" in given else day
    every = dates(regulation, laws, events, day=asked_on, principals=_words(kinds) if kinds else None, holds=holds)
    if not {"marks", "medium", "facts"} & set(given):
        return every
    subject = Subject(
        category="",
        medium=given.get("medium", "digital"),
        flags=frozenset(_words(given.get("marks") or ())),
        principal=_words(kinds)[0] if kinds else None,
    )
    facts = _words(given.get("facts") or ())
    described = _of_data(Retention(regulation, laws, day=asked_on), subject, events, holds=holds, facts=facts)
    return (*(each for each in every if not each.categories), *described)


def answer_terms(
    given: Mapping[str, Any], day: dt.date | None, regulation: Regulation, laws: Sequence[Law]
) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """Dates as a case expects them, and all rules they rest on.

    Each stands under the id of its rule, the word of that id, what it is for and the categories it is about; there
    under its kind (`destroy_by`, `deadline` ...), with `status`, `action` (or `then`), `article`, `kept_because` and
    `rules`. A trajectory is `trajectory_<principal>`, or the word `unchanged` when nothing follows for it.
    """
    due = dates_from(given, day, regulation, laws)
    found: Found = _by_name(due)
    rules = [at.rule for each in due for at in each.rests_on]
    trajectories = [_trajectory(each, regulation, laws) for each in given.get("trajectories") or ()]
    for at, (name, events) in enumerate(trajectories):
        others = [other for place, (_, other) in enumerate(trajectories) if place != at]
        ends = Retention(regulation, laws, day=day)
        own = tuple(_of_data(ends, Subject(""), events, others=others, holds=_words(given.get("holds") or ())))
        found[f"trajectory_{name}"] = {**_by_name(own), **_plainly(own)} if own else "unchanged"
        rules += [at.rule for each in own for at in each.rests_on]
    return found, tuple(dict.fromkeys(rules))


def _of_data(
    ends: Retention,
    like: Subject,
    events: Events,
    *,
    others: Sequence[Events] = (),
    holds: Sequence[str] = (),
    facts: Sequence[str] = (),
) -> Iterator[DueDate]:
    """The dates of every category, on data that are otherwise like this subject."""
    for category in ends.categories:
        subject = Subject(category, like.medium, like.flags, like.purposes, like.principal)
        fate = ends.fate_of(subject, events, others=others, holds=holds, facts=facts)
        if fate.status is not Status.WAITING:
            yield from dates_of(fate)


def _by_name(due: Sequence[DueDate]) -> Found:
    found: dict[str, Found] = {}
    for each in due:
        names = [name for at in each.rests_on[:1] for name in (at.rule, at.rule.rpartition("/")[2])]
        if each.categories:
            names += [name for rule in each.what.split("+") for name in (rule, rule.rpartition("/")[2])]
        for name in dict.fromkeys((*names, each.what, *each.categories)):
            here = found.setdefault(name, {"rules": [], "kept_because": []})
            here["rules"] = list(dict.fromkeys([*here["rules"], *(at.rule for at in each.rests_on)]))
            here["kept_because"] = list(dict.fromkeys([*here["kept_because"], *each.kept_because]))
            for key, value in _plainly([each]).items():
                here.setdefault(key, value)
    return found


def _plainly(due: Sequence[DueDate]) -> Found:
    """The first date of each kind, with what happens then."""
    found: Found = {}
    for each in due:
        told = {"status": each.status.value, "action": each.action, "then": each.action, "article": each.article}
        found = {each.kind.value: each.date, **told} | found
    return found


def _trajectory(given: Mapping[str, Any], regulation: Regulation, laws: Sequence[Law]) -> tuple[str, Events]:
    events = {SHORT.get(name, name): value for name, value in given.items() if name != "principal"}
    return str(given.get("principal", "")), _events(events, regulation, laws)


def _events(given: Mapping[str, Any], regulation: Regulation, laws: Sequence[Law]) -> dict[str, Event]:
    unknown = set(unused_events(regulation, laws, tuple(given))) - standard_vocabulary().words["starts"]
    if unknown:
        raise UnclearEvent(f"`{min(unknown)}` is no event that a rule or the vocabulary knows")
    return {name: _moment(name, value) for name, value in given.items()}


def _moment(name: str, value: Any) -> Event:
    if isinstance(value, str):
        try:
            value = dt.datetime.fromisoformat(value) if "T" in value else dt.date.fromisoformat(value)
        except ValueError:
            raise UnclearEvent(f"`{name}` needs a day such as 2026-01-31, or a moment with its time zone") from None
    if not isinstance(value, dt.date):
        raise UnclearEvent(f"`{name}` needs a day such as 2026-01-31, or a moment with its time zone")
    return value


def _words(given: Any) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
