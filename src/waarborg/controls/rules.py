"""Which controls a version asks: whose they are, how often, and what is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.policy.calendar import shipped_calendar
from waarborg.policy.model.base import Period
from waarborg.policy.model.procedures import Duty, Measure, Publication
from waarborg.policy.model.regulation import Article

ACCESS_LOG, LENDING_LOG = "access_log", "lending_log"
"""What is looked at, in the words of a rule: who saw what, and who took which paper dossier out."""
ONLINE = frozenset({"website", "staff"})
"""Where a text is read without anybody putting it there: the public page, and every colleague's own."""
DOCUMENT = "document"
"""Nothing is looked back on: a text is laid down, anew each time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlRule:
    """One control that comes again: the rule and article that ask it, whose it is, how often."""

    rule: str
    article: str
    title: str
    role: str
    every: Period | None
    """None for what comes again with every version: that the text lies where anybody can read it."""
    looks_at: frozenset[str]
    since: date | None = None
    """The day of the version for which it is done once."""

    @property
    def lays_down(self) -> bool:
        """Is a text laid down by it?"""
        return DOCUMENT in self.looks_at

    @property
    def looks_at_log(self) -> bool:
        """Is the log looked at?"""
        return bool({ACCESS_LOG, LENDING_LOG} & self.looks_at)

    def next_after(self, done_on: date | None) -> date | None:
        """By which day it is done again; what was never done is due at once. None until there is another version."""
        if done_on is None or (self.since and done_on < self.since):
            return clock.today()
        if self.every is None:
            return None
        due = shipped_calendar().add(self.every, done_on)
        return clock.day_of(due) if isinstance(due, datetime) else due


def controls_of(in_force: InForce) -> Sequence[ControlRule]:
    """The controls of a version, in the order of its articles."""
    return list(_controls(in_force))


def _controls(in_force: InForce) -> Iterator[ControlRule]:
    for article in in_force.regulation.articles:
        for rule in article.rules:
            if isinstance(rule, Publication):
                yield from _deposited(in_force, article, rule)
                continue
            if isinstance(rule, Measure):
                role, every = rule.owner or "", rule.review
            elif isinstance(rule, Duty) and not rule.at:  # else it comes with an event, and for each who it concerns
                role, every = rule.role, rule.every
            else:
                continue
            if every is not None and role in in_force.policy.roles:
                yield ControlRule(
                    rule=rule.id,
                    article=article.number,
                    title=in_force.said(rule.title or article.title),
                    role=role,
                    every=every,
                    looks_at=frozenset(rule.looks_at),
                )


def _deposited(in_force: InForce, article: Article, rule: Publication) -> Iterator[ControlRule]:
    """That the version in force lies at the places that are no website, for whom the rule names."""
    if rule.owner in in_force.policy.roles and set(rule.where) - ONLINE:
        yield ControlRule(
            rule=rule.id,
            article=article.number,
            title=in_force.said(rule.title or article.title),
            role=rule.owner,
            every=None,
            looks_at=frozenset(),
            since=in_force.regulation.in_force_from,
        )


def answerable(in_force: InForce) -> dict[str, tuple[str, str]]:
    """The roles that must never stand empty, each with the rule and article that name it.

    Where a duty comes with an event, such as a request, that is what somebody answers for; else it is a control.
    """
    named = sorted(_named(in_force), key=lambda one: not one[1])
    found: dict[str, tuple[str, str]] = {}
    for role, _with_event, rule, article in named:
        if in_force.policy.kinds.get(role) == "staff":
            found.setdefault(role, (rule, article))
    return found


def _named(in_force: InForce) -> Iterator[tuple[str, bool, str, str]]:
    """Each role that a duty or a measure names, whether it comes with an event, its rule and article."""
    for article in in_force.regulation.articles:
        for rule in article.rules:
            if isinstance(rule, Duty):
                yield rule.role, bool(rule.at), rule.id, article.number
            elif isinstance(rule, Measure) and rule.owner:
                yield rule.owner, False, rule.id, article.number
