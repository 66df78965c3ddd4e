"""Checks on the regulation as a document: the laws it cites, what it refers to, what it says twice or otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from waarborg.policy.citing import citations
from waarborg.policy.contradictions import contradictions
from waarborg.policy.lint import Found, Subject, check
from waarborg.policy.model.catalogue import PurposeRule, Sources
from waarborg.policy.wording import UnknownPlaceholder, terms_said

REFERENCE = re.compile(r"\bartikel(?:en)? (?P<number>[0-9]+(?:\.[0-9]+)*)(?P<law> (?:van de|van het|[A-Z]{2,}))?")


@check("LAW-001")
def no_repealed_law(subject: Subject) -> Iterator[Found]:
    """No law is cited that is no longer in force, or that nobody knows."""
    in_force = {law.law for law in subject.floor}
    known = {law.law for law in subject.every_law}
    for law in subject.every_law:
        if law.law in subject.regulation.cites and law.law not in in_force and law.repealed_on:
            instead = f"; now {law.replaced_by}" if law.replaced_by else ""
            yield Found(None, f"{law.title} was repealed on {law.repealed_on}{instead}")
    for name in sorted(set(subject.regulation.cites) - known):
        yield Found(None, f"no law is known as `{name}`")
    for rule, citation in _cited(subject):
        name = citation.split(" ", maxsplit=1)[0]
        if name not in known and name not in subject.regulation.cites:
            yield Found(rule, f"no law is known as `{name}`")


def _cited(subject: Subject) -> Iterator[tuple[str | None, str]]:
    for article in subject.regulation.articles:
        yield from ((None, citation) for citation in article.rests_on)
        for rule in article.rules:
            yield from ((rule.id, citation) for citation in citations(rule))


@check("INF-006")
def sources_named(subject: Subject) -> Iterator[Found]:
    """Where data come from."""
    general = any("all" in rule.categories for rule in subject.own(Sources))
    named = {category for rule in subject.own(Sources) for category in rule.categories}
    for kind in subject.catalogue:
        if not (general or kind.sources or kind.category in named):
            yield Found(kind.id, f"{kind.title}: no source")


@check("STR-001")
def defined_once(subject: Subject) -> Iterator[Found]:
    """No word of the catalogue or of the purposes has two meanings."""
    words = [(kind.id, f"category {kind.category}") for kind in subject.catalogue]
    words += [(purpose.id, f"purpose {purpose.purpose}") for purpose in subject.own(PurposeRule)]
    seen: set[str] = set()
    for rule, word in words:
        if word in seen:
            yield Found(rule, f"{word} is defined twice")
        seen.add(word)


@check("STR-002")
def references_resolve(subject: Subject) -> Iterator[Found]:
    """Articles referred to are there. A number followed by a law is the law's."""
    numbers = {article.number for article in subject.regulation.articles}
    for article in subject.regulation.articles:
        for found in REFERENCE.finditer(article.text):
            if not found["law"] and not any(_same_article(found["number"], number) for number in numbers):
                message = f"article {article.number} refers to article {found['number']}, which is not there"
                yield Found(None, message, article=article.number)


def _same_article(one: str, other: str) -> bool:
    """The same article, or a paragraph of it."""
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


@check("STR-003")
def no_contradiction(subject: Subject) -> Iterator[Found]:
    """Rules on access do not stop each other."""
    for found in contradictions(subject.regulation, subject.floor):
        if found.kind != "retention":
            yield Found(found.rules[0], found.message)


@check("STR-004")
def said_once(subject: Subject) -> Iterator[Found]:
    """Two articles of one title say the same, or one of them goes."""
    first: dict[str, str] = {}
    for article in subject.regulation.articles:
        title = article.title.casefold()
        other = first.setdefault(title, article.number)
        if other != article.number:
            yield Found(None, f"articles {other} and {article.number} have one title", article=article.number)


@check("STR-005")
def summary_agrees(subject: Subject) -> Iterator[Found]:
    """A summary says no term that its article does not say."""
    rules = {rule.id: rule for article in subject.regulation.articles for rule in article.rules}
    for article in subject.regulation.articles:
        if article.summary:
            try:
                beyond = terms_said(article, rules, article.summary) - terms_said(article, rules, article.text)
            except UnknownPlaceholder:
                continue
            if beyond:
                yield Found(None, f"the summary of article {article.number} says another term", article=article.number)
