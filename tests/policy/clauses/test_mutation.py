"""Take a rule away, in memory, and something that carries its clause fails: so a clause counts for its rule alone.

Every single rule is missed by at least one case or promise of a clause that it carries; every case that carries a
clause fails when all rules of that clause are gone; and every term that is one longer breaks a promise.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.policy.clauses.promises import DAYS, broken
from tests.policy.clauses.register import Placed, Registered, register, shown_by_deciding
from waarborg.policy.cases import Standing, outcome_of
from waarborg.policy.coverage import Clause
from waarborg.policy.model.access import Linkage
from waarborg.policy.model.base import Part, Period, Rule
from waarborg.policy.model.catalogue import Sources
from waarborg.policy.model.procedures import (
    Confidentiality,
    ControllerRole,
    Definition,
    Duty,
    Measure,
    Overview,
    ProcedureElsewhere,
    Processor,
)
from waarborg.policy.model.regulation import Regulation
from waarborg.policy.model.retention import Destruction
from waarborg.policy.problems import RegulationErrors
from waarborg.policy.promised import Promised
from waarborg.policy.term_cases import answer_terms

DECIDES_NOTHING: Mapping[type[Rule], str] = {
    Definition: "says what a word means",
    ControllerRole: "says in which capacity the agency works",
    Processor: "says under what agreement a party works",
    Measure: "names what the program or the register of measures does",
    Confidentiality: "is kept by declarations signed before access",
    Duty: "becomes a task",
    ProcedureElsewhere: "names a document that another room follows",
    Overview: "is kept where figures are made",
    Destruction: "is kept where data are destroyed",
    Sources: "is kept where records are written",
    Linkage: "is kept where links are set",
}
"""Kinds of rules that no decision and no date rests on: what they promise is tried where the program does it."""

A_STATUTE_GOES_FIRST = "a statute's minimum goes before an agency's maximum, also when no article says so"
ALSO_SAID_ELSEWHERE: Mapping[tuple[str, str], str] = {
    ("bijstand-naar-werk", "p04/order"): A_STATUTE_GOES_FIRST,
    ("bijstand-naar-werk", "p04/order-person"): A_STATUTE_GOES_FIRST,
    ("partner-in-werk", "7/order"): "7/statutory and 7/contract-end each say what they set aside",
    ("partner-in-werk", "11/holds"): "what is pending keeps data, also when no article names it",
}
"""Rules without which everything still holds, each with what says the same."""

ONE_DAY = DAYS[:1]
REGISTERED = pytest.mark.parametrize("here", register(), ids=[here.name for here in register()])


class Without:
    """A regulation less some rules, compiled once per day that a case asks about."""

    def __init__(self, here: Registered, rules: Iterable[str]) -> None:
        self.here, self.rules = here, frozenset(rules)
        self.days: dict[dt.date | None, Standing] = {}

    def standing(self, day: dt.date | None) -> Standing:
        if day not in self.days:
            self.days[day] = self.here.standing(day, self.rules)
        return self.days[day]

    def fails(self, placed: Placed) -> bool:
        """Does a worked case come out otherwise, or can it not be asked at all any more?"""
        try:
            here = self.standing(placed.case.day)
            return not outcome_of(placed.case, (placed.file, placed.line), here, answer_terms).passed
        except RegulationErrors:
            return True

    def breaks(self, clause: Clause) -> bool:
        """Is a promise of the clause not kept any more?"""
        return any(broken(clause, self.standing(None), ONE_DAY))


def carriers(here: Registered) -> dict[str, list[Placed]]:
    """Per clause the worked cases that carry it."""
    found: dict[str, list[Placed]] = {}
    for placed in here.cases:
        for clause in here.carried(placed.case):
            found.setdefault(clause, []).append(placed)
    return found


def unmissed(here: Registered) -> Iterator[str]:
    """The rules that decide and that no case or promise misses, of those with a clause that deciding shows."""
    carried = carriers(here)
    for rule in here.rules.values():
        clauses = [here.clauses[name] for name in rule.clauses]
        cases = [placed for clause in clauses for placed in carried.get(clause.id, ())]
        promising = [clause for clause in clauses if clause.promises != Promised()]
        shown = [clause for clause in clauses if shown_by_deciding(clause) and (cases or clause in promising)]
        if type(rule) in DECIDES_NOTHING or not shown:
            continue
        without = Without(here, [rule.id])
        near = sorted(cases, key=lambda placed: rule.id not in str(placed.case.expect))
        if not (any(map(without.fails, near)) or any(map(without.breaks, promising))):
            yield rule.id


@REGISTERED
def test_no_rule_can_be_missed(here: Registered) -> None:
    named = {rule for name, rule in ALSO_SAID_ELSEWHERE if name == here.name}
    assert set(unmissed(here)) == named


@REGISTERED
def test_a_case_fails_without_the_rules_of_a_clause_that_it_carries(here: Registered) -> None:
    unmoved = [
        f"{clause}: {placed.case.case}"
        for clause, cases in carriers(here).items()
        for without in (Without(here, [part for part in here.clauses[clause].held_by if part in here.rules]),)
        for placed in cases
        if not without.fails(placed)
    ]
    assert unmoved == []


WITHOUT_A_PROMISE: Mapping[tuple[str, str], str] = {
    ("click-re-integratie", "4/visitors"): "nothing is kept of visitors of a website yet",
    ("working-progression", "2.5/administration"): "no sentence of the source says it; the law does",
}
"""Rules with a term of which no clause promises the length, each with why."""

TERMS = ("at_most", "at_least", "exactly", "answer_within", "execute_within", "within")


@REGISTERED
def test_a_term_that_is_one_longer_breaks_a_promise(here: Registered) -> None:
    named = {rule for name, rule in WITHOUT_A_PROMISE if name == here.name}
    assert {rule.id for rule in here.rules.values() if lengthened(rule) and not missed_when_longer(here, rule)} == named


def missed_when_longer(here: Registered, rule: Rule) -> bool:
    """Does a promise break for every term of the rule that becomes one longer?"""
    standing = here.standing()
    return all(
        any(
            any(broken(here.clauses[name], replace(standing, regulation=changed(here, longer)), ONE_DAY))
            for name in rule.clauses
        )
        for longer in lengthened(rule)
    )


def lengthened(rule: Rule) -> list[Rule]:
    """The rule with one of its terms made one longer, for each of its terms."""
    found = [_longer(rule, name) for name in TERMS if getattr(rule, name, None)]
    for inner in ("complaint", "breach", "latest"):
        steps = getattr(rule, inner, None)
        names = [name for name in type(steps).model_fields if isinstance(getattr(steps, name), Period)] if steps else []
        found += [rule.model_copy(update={inner: _longer(steps, name)}) for name in names]
    return found


def _longer(part: Part, name: str) -> Any:
    term: Period = getattr(part, name)
    return part.model_copy(update={name: Period(number=term.number + 1, unit=term.unit)})


def changed(here: Registered, rule: Rule) -> Regulation:
    """The regulation with this rule in the place of the one of that name."""
    articles = [
        article.model_copy(update={"rules": tuple(rule if rule.id == each.id else each for each in article.rules)})
        for article in here.regulation.articles
    ]
    return here.regulation.model_copy(update={"articles": tuple(articles)})
