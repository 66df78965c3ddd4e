"""What differs between two versions of a regulation, article by article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from waarborg.policy.model.regulation import Regulation


class How(StrEnum):
    """What became of an article."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """One article that is new, reads otherwise or does otherwise, or is not there any more."""

    number: str
    title: str
    how: How


def changes_between(old: Regulation, new: Regulation) -> Iterator[ArticleChange]:
    """The articles that differ, in the order of the newer version; those that are gone come last."""
    before, after = ({article.number: article for article in one.articles} for one in (old, new))
    for number, article in after.items():
        if before.get(number) != article:
            yield ArticleChange(number, article.title, How.CHANGED if number in before else How.NEW)
    for number, article in before.items():
        if number not in after:
            yield ArticleChange(number, article.title, How.GONE)
