"""What another version of a regulation means: what articles say now, who may do more or less, which terms change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from waarborg.policy.changes import How, changes_between
from waarborg.policy.citing import rules_of
from waarborg.policy.compiled import CompiledPolicy
from waarborg.policy.matrix import Line, matrix
from waarborg.policy.model.base import Period
from waarborg.policy.model.regulation import Article, Regulation
from waarborg.policy.periods import longer
from waarborg.policy.terms_written import Term, terms_of
from waarborg.policy.wording import UnknownPlaceholder, filled

Direction = Literal["more", "less", "otherwise"]


@dataclass(frozen=True)
class ArticleDiffers:
    """An article with what it said and what it says."""

    number: str
    title: str
    how: How
    before: str
    after: str
    rules: tuple[str, ...]
    """Rules that are new, gone or do otherwise."""


@dataclass(frozen=True)
class AccessDiffers:
    """Who may do more, or less, or under other conditions, with which kinds of data."""

    role: str
    action: str
    direction: Direction
    categories: tuple[str, ...]


@dataclass(frozen=True)
class TermDiffers:
    """A term that is longer, shorter, new or gone. None: not there."""

    rule: str
    what: str
    before: Period | None
    after: Period | None

    @property
    def shorter(self) -> bool:
        """Does it end sooner than it did?"""
        return self.after is not None and (self.before is None or longer(self.before, self.after))


def articles_that_differ(old: Regulation, new: Regulation) -> tuple[ArticleDiffers, ...]:
    """Every article that differs, with both texts."""
    before, after = ({article.number: article for article in one.articles} for one in (old, new))
    return tuple(
        ArticleDiffers(
            change.number,
            change.title,
            change.how,
            _text(before.get(change.number), old),
            _text(after.get(change.number), new),
            tuple(_rules_that_differ(before.get(change.number), after.get(change.number))),
        )
        for change in changes_between(old, new)
    )


def access_that_differs(old: CompiledPolicy, new: CompiledPolicy) -> tuple[AccessDiffers, ...]:
    """Per role and act the kinds of data for which it is permitted more, less or otherwise."""
    before, after = _by_cell(old), _by_cell(new)
    found: dict[tuple[str, str, Direction], list[str]] = {}
    for cell in sorted(set(before) | set(after)):
        role, action, category = cell
        was, now = before.get(cell, frozenset()), after.get(cell, frozenset())
        if was != now:
            direction: Direction = "more" if not was else "less" if not now else "otherwise"
            found.setdefault((role, action, direction), []).append(category)
    return tuple(AccessDiffers(*key, tuple(categories)) for key, categories in found.items())


def terms_that_differ(old: Regulation, new: Regulation) -> tuple[TermDiffers, ...]:
    """Every written term that is another one, those of keeping too."""
    before, after = _terms(old), _terms(new)
    return tuple(
        TermDiffers(rule, what, before.get((rule, what)), after.get((rule, what)))
        for rule, what in sorted(set(before) | set(after))
        if before.get((rule, what)) != after.get((rule, what))
    )


def _text(article: Article | None, regulation: Regulation) -> str:
    if article is None:
        return ""
    try:
        return filled(article, rules_of(regulation))
    except UnknownPlaceholder:
        return article.text


def _rules_that_differ(old: Article | None, new: Article | None) -> Iterator[str]:
    before, after = ({rule.id: rule for rule in one.rules} if one else {} for one in (old, new))
    yield from (name for name in {**before, **after} if before.get(name) != after.get(name))


def _by_cell(policy: CompiledPolicy) -> Mapping[tuple[str, str, str], frozenset[Line]]:
    cells: dict[tuple[str, str, str], set[Line]] = {}
    for line in matrix(policy):
        cells.setdefault((line.role, line.action, line.category), set()).add(line)
    return {cell: frozenset(lines) for cell, lines in cells.items()}


def _terms(regulation: Regulation) -> Mapping[tuple[str, str], Period]:
    found = {_key(term): term.period for term in terms_of(regulation)}
    for article in regulation.articles:
        for rule in article.rules:
            for name in ("at_most", "at_least", "exactly"):
                period = getattr(rule, name, None)
                if isinstance(period, Period):
                    found[(rule.id, name)] = period
    return found


def _key(term: Term) -> tuple[str, str]:
    return term.at.rule, f"{term.what} {term.kind.value}"
