"""A regulation for people: its articles with their numbers filled in, what the rules do, and what was decided.

One structure, written out as HTML, Markdown or (by the letters' typesetter) PDF, so that all three say the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from waarborg.policy.model.regulation import Article, Regulation
from waarborg.policy.names import Names
from waarborg.policy.phrases import HEADINGS, Language, phrases
from waarborg.policy.plain import in_full, in_plain_words
from waarborg.policy.sentences import sentence
from waarborg.policy.wording import filled


@dataclass(frozen=True)
class Listing:
    """A list under a heading of its own."""

    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """An article, or one of the closing parts."""

    anchor: str
    heading: str
    title: str = ""
    """What the article is called, behind its number."""
    paragraphs: tuple[str, ...] = ()
    listings: tuple[Listing, ...] = ()


@dataclass(frozen=True)
class Page:
    """The whole regulation."""

    title: str
    language: Language
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    below: str = ""
    """What stands below every page on paper: of which version it is."""


def page(regulation: Regulation, language: Language = "nl") -> Page:
    """The regulation as a page; the text itself is Dutch in either language, and says so in another."""
    says, names = phrases(HEADINGS, language), Names(regulation, language)
    entities = ", ".join(entity.name for entity in regulation.controller.entities)
    facts = [(says["force"], regulation.in_force_from.isoformat()), (says["controller"], entities)]
    if regulation.version:
        facts.insert(0, (says["version"], regulation.version))
    below = ", ".join(f"{name.lower()} {value}" for name, value in facts[:-1])
    sections = [
        *_summary(regulation, says, language),
        *(_article(article, regulation, names) for article in regulation.articles),
    ]
    readings = tuple(
        names.own_text(f"{each.question} {each.explained or each.decided}") for each in regulation.readings
    )
    deviations = tuple(names.own_text(each.explained) for each in regulation.deviations)
    for anchor, items in (("readings", readings), ("deviations", deviations)):
        if items:
            sections.append(Section(anchor, says[anchor], listings=(Listing("", items),)))
    return Page(names.own_text(regulation.title), language, tuple(facts), tuple(sections), below)


def _summary(regulation: Regulation, says: dict[str, str], language: Language) -> tuple[Section, ...]:
    """The whole in plain words, made from the rules."""
    asked = tuple(
        Listing(one.question, tuple(map(in_full, one.answers))) for one in in_plain_words(regulation, language)
    )
    return (Section("summary", says["summary"], listings=asked),) if asked else ()


def _article(article: Article, regulation: Regulation, names: Names) -> Section:
    says = phrases(HEADINGS, names.language)
    rules = {rule.id: rule for each in regulation.articles for rule in each.rules}
    done = tuple(said for rule in article.rules if (said := sentence(rule, names)))
    by_hand = tuple(names.own_text(f"{part.says} {part.why}") for part in article.by_hand)
    short = [filled(article, rules, article.summary)] if article.summary else []
    text = short + [line for line in filled(article, rules, language="nl").splitlines() if line.strip()]
    paragraphs = [names.own_text(line) for line in text]
    if article.rests_on:
        paragraphs.append(f"{says['rests']}: {', '.join(article.rests_on)}.")
    listings = tuple(
        Listing(says[heading], items) for heading, items in (("rules", done), ("by_hand", by_hand)) if items
    )
    heading = f"{says['article']} {article.number}."
    title = names.own_text(article.title)
    return Section(f"article-{article.number}", heading, title, tuple(paragraphs), listings)
