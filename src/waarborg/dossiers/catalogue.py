"""The catalogue of the regulation in force, as this room uses it: categories, their fields, where they belong.

It is read in the language of whoever looks: titles, headings, labels, choices and advice are said in it. What is kept
of a choice is the word of the regulation whatever the language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from waarborg.gate.policies import InForce
from waarborg.kernel.errors import InvalidInput
from waarborg.kernel.languages import language_named, reader_language
from waarborg.policy.english import category_in
from waarborg.policy.model.access import Condition
from waarborg.policy.model.catalogue import CategoryRule, Forbid, Sources
from waarborg.policy.phrases import Language
from waarborg.policy.retention import Retention
from waarborg.policy.vocabulary import standard_vocabulary

AGREED = "other_sources_consent"
"""The fact that the client agreed that others give data."""
NECESSITY = "necessity_recorded"
"""The fact that somebody states by writing down why a record is necessary."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One category of the catalogue, with the article that names it."""

    rule: CategoryRule
    article: str
    sources: tuple[str, ...]
    """Who may provide it: as the category says, or else as the regulation says for all; never nobody in particular."""
    agreed: Mapping[str, str]
    """Sources that give it with the client's agreement alone, each with the article that says so."""
    asks_why: bool
    """Is it recorded only with the reason why: since the category says so, or since a rule asks that?"""

    @property
    def key(self) -> str:
        """The word by which rules name it."""
        return self.rule.category

    @property
    def of_trajectory(self) -> bool:
        """Does it belong to a trajectory? So does what only some kinds of principal may have."""
        return self.rule.per_trajectory or bool(self.rule.only_for.principals)

    def serves(self, main_purpose: str | None) -> str | None:
        """The purpose it is recorded for when nobody says another: the main one, or else the first of its own."""
        own = self.rule.purposes
        return main_purpose if not own or main_purpose in own else own[0]


@dataclass(frozen=True)
class Catalogue:
    """What may be recorded under one version of a regulation."""

    entries: Mapping[str, Entry]
    forbidden: Mapping[str, str]
    """Kinds of data that are never recorded, with the article."""
    closing_article: str
    retention: Retention

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def entry(self, category: str) -> Entry:
        """A category. Raises `InvalidInput`, naming the article, for what the catalogue does not know."""
        if category in self.entries:
            return self.entries[category]
        article = self.forbidden.get(category, self.closing_article)
        raise InvalidInput(
            f"The regulation does not allow this kind of data to be recorded (article {article}).",
            {"category": f"Article {article} does not name this kind of data."},
        )

    def title(self, category: str) -> str:
        """What a category is called; of one that this version does not know any more, its key in words."""
        return self.entries[category].rule.title if category in self.entries else category.replace("_", " ")

    @property
    def identity(self) -> Entry:
        """The category that carries the person's name."""
        return next(entry for entry in self if entry.rule.identifies)

    def serving_as(self, use: str) -> Entry | None:
        """The category that serves as something in daily work, such as `contact_note`; None where there is none."""
        return next((entry for entry in self if entry.rule.serves_as == use), None)

    @property
    def birth_date(self) -> tuple[Entry, str] | None:
        """Where the person's own birth date stands: the kind of data and its field; None where there is none."""
        for entry in sorted(self, key=lambda one: not one.rule.identifies):
            if not (entry.of_trajectory or entry.rule.redacts or entry.rule.sensitivity == "third_person"):
                for name, field in entry.rule.fields.items():
                    if field.type == "birth_date":
                        return entry, name
        return None

    @property
    def name_fields(self) -> tuple[str, ...]:
        """The fields of the identity that together are the name, in the order of the catalogue."""
        return tuple(key for key, field in self.identity.rule.fields.items() if field.type == "name")


def catalogue_of(in_force: InForce, language: str | None = None) -> Catalogue:
    """The catalogue of a version in force, read once per language: that of the reader, or of a letter being made."""
    key = (in_force.version_id, reader_language() if language is None else language_named(language))
    kept = _READ.get(key)
    if kept is None:
        kept = _READ[key] = _read(in_force, key[1])
    return kept


_READ: dict[tuple[UUID, Language], Catalogue] = {}
"""Adopted versions never change, so neither do their catalogues."""


def _read(in_force: InForce, language: Language) -> Catalogue:
    entries: dict[str, Entry] = {}
    forbidden: dict[str, str] = {}
    articles = in_force.regulation.articles
    everywhere = [(rule, article.number) for article in articles for rule in article.rules if isinstance(rule, Sources)]
    asked = any(AGREED in rule.needs for article in articles for rule in article.rules if isinstance(rule, Condition))
    for article in articles:
        for rule in article.rules:
            if isinstance(rule, CategoryRule):
                asks_why = bool(rule.needs_note) or _rules_ask_why(in_force, rule.category)
                about = [each for each in everywhere if {"all", rule.category} & set(each[0].categories)]
                agreed = {one: where for each, where in about for one in each.with_agreement_of_client} if asked else {}
                said = category_in(rule, in_force.regulation, language)
                entries[rule.category] = Entry(said, article.number, _sources(rule, about), agreed, asks_why)
            elif isinstance(rule, Forbid):
                forbidden |= dict.fromkeys(rule.forbid, article.number)
    closing = next((entry.article for entry in entries.values()), "")
    retention = Retention(in_force.regulation, in_force.laws)
    return Catalogue(entries=entries, forbidden=forbidden, closing_article=closing, retention=retention)


def _rules_ask_why(in_force: InForce, category: str) -> bool:
    """Is there anybody who may write this only with the necessity written down?"""
    policy = in_force.policy
    asked = policy.vocabulary.mask(NECESSITY)
    cells = (policy.cell(role, "write", category) for role in policy.roles)
    tests = (test for cell in cells if cell.permits for test in (*cell.permits, *cell.prohibitions))
    return any(asked & (test.rule.when if test.rule.permit else test.rule.unless) for test in tests)


def _sources(rule: CategoryRule, about: Sequence[tuple[Sources, str]]) -> tuple[str, ...]:
    named = rule.sources or tuple(dict.fromkeys(source for each, _where in about for source in each.sources))
    return named or tuple(sorted(standard_vocabulary().words["sources"]))
