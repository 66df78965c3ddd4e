"""Where a client can go with an answer: by the regulation and the law, with the last day where there is one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from waarborg.gate.policies import InForce
from waarborg.policy.calendar import day_of
from waarborg.policy.model.rights import Remedy
from waarborg.policy.objecting import open_for
from waarborg.policy.terms import dates
from waarborg.policy.terms_places import Placed, placed, placed_in_laws
from waarborg.policy.terms_written import Kind as Term


@dataclass(frozen=True, slots=True)
class WayOn:
    """One way to go on: a word of the vocabulary, the article, and the last day for it."""

    what: str
    article: str
    until: dt.date | None


def ways_on(in_force: InForce, right: str, answered_on: dt.date) -> list[WayOn]:
    """Every way for who is not content with the answer to a request for this right, each once.

    Of two terms for the same way the longer one is the client's, and its article is named.
    """
    found: dict[str, WayOn] = {}
    last = _last_days(in_force, answered_on)
    for one in _written(in_force, answered_on):
        if not open_for(one.rule, right):
            continue
        until, deciding = last.get(one.rule.remedy, (None, ""))
        article = f"{one.at.source} {one.at.article}" if one.at.is_law else one.at.article
        found.setdefault(one.rule.remedy, WayOn(one.rule.remedy, deciding or article, until))
    return list(found.values())


def ways_in_silence(in_force: InForce, right: str, today: dt.date) -> list[WayOn]:
    """Every way that stays open because no answer came in time: those that say so, without a last day, and those that
    wait for no answer."""
    found: dict[str, WayOn] = {}
    for one in _written(in_force, today):
        waits = one.rule.within is not None and not one.rule.after_silence
        if waits or not open_for(one.rule, right):
            continue
        article = f"{one.at.source} {one.at.article}" if one.at.is_law else one.at.article
        found.setdefault(one.rule.remedy, WayOn(one.rule.remedy, article, None))
    return list(found.values())


def _written(in_force: InForce, day: dt.date) -> Iterator[Placed[Remedy]]:
    yield from placed(in_force.regulation, Remedy)
    yield from placed_in_laws(in_force.laws, Remedy, day)


def _last_days(in_force: InForce, answered_on: dt.date) -> dict[str, tuple[dt.date | None, str]]:
    found: dict[str, tuple[dt.date | None, str]] = {}
    for one in dates(in_force.regulation, in_force.laws, {"answer_received": answered_on}, day=answered_on):
        if one.kind is Term.CLIENT_DEADLINE and one.date is not None:
            day, before = day_of(one.date), found.get(one.what)
            if before is None or before[0] is None or day > before[0]:
                found[one.what] = (day, one.article)
    return found
