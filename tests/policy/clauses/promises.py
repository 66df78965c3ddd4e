"""Are the promises of a clause kept? Each mistake as a sentence, so that a mutation run can ask as well as a test.

Ends of terms are reckoned here by plain calendar arithmetic, not by the program's own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TypeVar

from dateutil.relativedelta import relativedelta

from waarborg.policy.calendar import Event, day_of
from waarborg.policy.cases import Standing
from waarborg.policy.compiled import CompiledPolicy
from waarborg.policy.coverage import Clause
from waarborg.policy.decision import decide
from waarborg.policy.model.access import ConsentRule, Minors
from waarborg.policy.model.base import Period
from waarborg.policy.model.catalogue import CategoryRule
from waarborg.policy.promised import Due, Kept
from waarborg.policy.question import Question
from waarborg.policy.retention import Retention
from waarborg.policy.retention_fates import Fate
from waarborg.policy.retention_order import Subject
from waarborg.policy.terms import dates

Kind = TypeVar("Kind")
DAYS = [dt.date.fromisoformat(day) for day in ("2024-02-29", "2025-08-31", "2026-01-31", "2026-12-31", "2027-06-15")]
"""A leap day, the end of long months before short ones, a year's end, and an ordinary day."""


def broken(clause: Clause, here: Standing, days: Sequence[dt.date] = DAYS) -> Iterator[str]:
    """Everything that a clause promises and the rules do not keep, with terms begun on some days."""
    yield from _records(clause, here)
    yield from _purposes(clause, here)
    for due in clause.promises.due:
        yield from _due(due, clause, here, days)
    for kept in clause.promises.kept:
        yield from _kept(kept, here, days)
    alone = clause.promises.alone_from
    if alone is not None and [rule.under for rule in _rules(here, Minors)] != [alone]:
        yield f"a client decides alone from {alone}"
    for consent in clause.promises.consent:
        forms = {rule.form: set(rule.by) for rule in _rules(here, ConsentRule) if rule.consent == consent.to}
        if set(forms) != {consent.form} or not set(consent.by) <= forms[consent.form]:
            yield f"consent to {consent.to} is {consent.form} by {', '.join(consent.by)}, found {forms}"


def _records(clause: Clause, here: Standing) -> Iterator[str]:
    catalogue = {rule.category: rule for rule in _rules(here, CategoryRule)}
    for category, fields in clause.promises.records.items():
        known = catalogue[category].fields if category in catalogue else {}
        yield from (f"{category}.{field} cannot be recorded" for field in fields if field not in known)
    for category, fields in clause.promises.choices.items():
        known = catalogue[category].fields if category in catalogue else {}
        for field in fields:
            if field not in known or known[field].type != "choice" or not known[field].choices:
                yield f"{category}.{field} is no choice from a list"


def _purposes(clause: Clause, here: Standing) -> Iterator[str]:
    policy = here.policy
    for purpose in clause.promises.purposes:
        if not any(recordable(policy, category, purpose) for category in policy.categories):
            yield f"nothing can be recorded for {purpose}"
    for purpose, categories in clause.promises.not_for.items():
        for category in categories:
            others = [other for other in policy.purposes if other != purpose]
            if not any(recordable(policy, category, other) for other in others):
                yield f"{category} can be recorded for no purpose"
            if recordable(policy, category, purpose):
                yield f"{category} can be recorded for {purpose}"


def recordable(policy: CompiledPolicy, category: str, purpose: str) -> bool:
    """May anybody write this for that purpose, in the situation that favours it most?"""
    if purpose not in policy.purposes:
        return False
    return any(
        decide(policy, question).allowed
        for role in policy.roles
        for question in most_favourable(policy, role, category, purpose)
    )


def most_favourable(policy: CompiledPolicy, role: str, category: str, purpose: str) -> Iterator[Question]:
    """Per permit and kind of principal: every fact it needs is true, whatever lapses a prohibition is so."""
    cell = policy.cell(role, "write", category)
    everything = policy.vocabulary.mask(*policy.vocabulary.facts)
    lifts = against = 0
    for prohibition in cell.prohibitions:
        lifts |= prohibition.unless
        against |= prohibition.when & ~prohibition.unless
    for permit in cell.permits:
        true = permit.when | (lifts & ~against)
        for kind in policy.vocabulary.dimensions["principals"]:
            yield Question(
                (role,), "write", category, principal_kind=kind, purpose=purpose, known=everything, true=true
            )


def _due(due: Due, clause: Clause, here: Standing, days: Sequence[dt.date]) -> Iterator[str]:
    for day in days:
        event = dt.datetime.combine(day, dt.time(16, 30), dt.UTC) if _hours(due.within) else day
        expected = _end(event, due.within)
        found = [
            each
            for each in dates(here.regulation, here.laws, {due.starts: event}, day=day)
            if each.kind == due.kind and {at.rule for at in each.rests_on} & set(clause.held_by)
        ]
        for what in due.what:
            promised = [each.promise or each.nominal for each in found if each.what == what]
            if expected not in promised:
                yield f"{what} from {event}: {expected}, found {promised or 'nothing'}"


def _kept(kept: Kept, here: Standing, days: Sequence[dt.date]) -> Iterator[str]:
    try:
        ends = Retention(here.regulation, here.laws)
    except ValueError as mistake:
        yield str(mistake)
        return
    for day in days:
        events = dict.fromkeys((kept.starts, *kept.after), day)
        for category in kept.categories:
            fate = ends.fate_of(Subject(category, flags=frozenset(kept.marks)), events)
            plain = ends.fate_of(Subject(category), events)
            for mistake in _of_fate(kept, day, fate, plain):
                yield f"{category} from {day}: {mistake}"


def _of_fate(kept: Kept, day: dt.date, fate: Fate, unmarked: Fate) -> Iterator[str]:
    last, first = kept.at_most or kept.exactly, kept.at_least or kept.exactly
    if last and fate.latest != _end(day, last):
        yield f"gone by {_end(day, last)}, found {fate.latest}"
    if first and fate.earliest != _end(day, first):
        yield f"not before {_end(day, first)}, found {fate.earliest}"
    if first and fate.may_go(day_of(_end(day, first)) - dt.timedelta(days=1)):
        yield "it may go earlier"
    if kept.shielded != fate.shielded:
        yield f"out of daily sight: {kept.shielded}, found {fate.shielded}"
    if kept.marks and (unmarked.latest, unmarked.earliest) == (fate.latest, fate.earliest):
        yield "the mark makes no difference"


def _hours(period: Period) -> bool:
    return period.unit in {"hours", "minutes"}


def _end(event: Event, period: Period) -> Event:
    return event + relativedelta(**{str(period.unit): period.number})


def _rules(here: Standing, kind: type[Kind]) -> list[Kind]:
    return [rule for article in here.regulation.articles for rule in article.rules if isinstance(rule, kind)]
