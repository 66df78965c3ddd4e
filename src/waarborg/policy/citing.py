"""An article as people meet it: its number, the law's short name where it is a law's, its title and its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from waarborg.policy.model.base import Rule
from waarborg.policy.model.catalogue import PurposeRule
from waarborg.policy.model.regulation import Article, Law, Regulation
from waarborg.policy.wording import filled

LONGEST_ACRONYM = 5


@dataclass(frozen=True, slots=True)
class Cited:
    """One article. `law` is empty for an article of the agency's own regulation."""

    number: str
    title: str = ""
    text: str = ""
    law: str = ""

    @property
    def numbered(self) -> str:
        """Its number as it stands in a sentence behind the word article: `4`, and of a law `6 AVG`."""
        return f"{self.number} {self.law}".strip()


def cited(where: str, regulation: Regulation, laws: Sequence[Law] = ()) -> Cited:
    """The article that a decision names: `4`, or `uavg 30`. What is not found keeps its number alone."""
    law_key, _space, number = where.rpartition(" ")
    for law in laws if law_key else ():
        if law.law == law_key:
            return _from(law.articles, number, short_name(law.law))
    if law_key:
        return Cited(number, law=short_name(law_key))
    return _from(regulation.articles, number, "")


def short_name(law: str) -> str:
    """How people write a law's key: AVG, UAVG, Participatiewet, Besluit SUWI."""
    words = law.split("_")
    return " ".join(word.upper() if len(word) <= LONGEST_ACRONYM else word.capitalize() for word in words)


def numbered(where: str) -> str:
    """The number of the article that a decision names, as it stands in a sentence (see `Cited`)."""
    law, _space, number = where.rpartition(" ")
    return Cited(number, law=short_name(law)).numbered


def citations(rule: Rule) -> Iterator[str]:
    """Every `law article` that a rule names."""
    yield from rule.rests_on
    for field in ("because", "exception", "secrecy"):
        citation = getattr(rule, field, None)
        if citation:
            yield citation
    if isinstance(rule, PurposeRule):
        yield from rule.basis


def rules_of(source: Regulation | Law) -> dict[str, Rule]:
    """Every rule by its id, as texts ask for their numbers."""
    return {rule.id: rule for article in source.articles for rule in article.rules}


def _from(articles: Sequence[Article], number: str, law: str) -> Cited:
    """The article with this number; a member's number (`30.4`) finds the article it belongs to."""
    for wanted in (number, number.partition(".")[0]):
        for article in articles:
            if article.number == wanted:
                return Cited(number, article.title, filled(article, {r.id: r for a in articles for r in a.rules}), law)
    return Cited(number, law=law)
