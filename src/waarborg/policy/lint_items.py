"""What a sentence of the lint speaks about: rules, articles, entities, the whole; and what stands at a place of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from waarborg.policy.model.access import Scope
from waarborg.policy.model.base import Rule
from waarborg.policy.model.catalogue import CategoryRule
from waarborg.policy.model.regulation import KINDS, Article, Law, Regulation

POSTCODE = re.compile(r"\b([1-9][0-9]{3}) ?([A-Z]{2})\b")


@dataclass(frozen=True)
class Whole:
    """A regulation as one thing, with what is worked out of it."""

    regulation: Regulation

    @property
    def principals(self) -> tuple[str, ...]:
        """The kinds of principal that it speaks of."""
        named = set(self.regulation.controller.acts_as)
        for article in self.regulation.articles:
            for rule in article.rules:
                named |= set(getattr(rule, "agency_acts_as", ()))
        return tuple(sorted(named))

    @property
    def postcodes(self) -> tuple[str, ...]:
        """Every postcode in its addresses and its text, once."""
        texts = [article.text for article in self.regulation.articles]
        texts += [entity.address or "" for entity in self.regulation.controller.entities]
        return tuple(sorted({"".join(found) for text in texts for found in POSTCODE.findall(text)}))


@dataclass(frozen=True)
class Item:
    """What a sentence is about: a rule with its article, an article, an entity or the whole."""

    of: Any
    article: Article | None
    categories: tuple[CategoryRule, ...]

    @property
    def rule(self) -> str | None:
        """The rule's id."""
        return self.of.id if isinstance(self.of, Rule) else None

    @property
    def where(self) -> str:
        """In a word: what is it?"""
        of = self.of
        return str(getattr(of, "title", "") or getattr(of, "name", "") or (self.article.title if self.article else ""))

    def at(self, place: str) -> tuple[Any, ...]:
        """Everything that stands at a place; what is not there, or is empty, is nothing."""
        if place in WORKED_OUT:
            return tuple(WORKED_OUT[place](self))
        return tuple(_walk((self.of,), place.split(".")))


def _text(item: Item) -> Iterator[str]:
    if item.article:
        yield " ".join((item.article.title, item.article.text, item.article.summary or ""))


def _labels(item: Item) -> Iterator[str]:
    if isinstance(item.of, CategoryRule):
        yield item.of.title
        yield from (field.label for field in item.of.fields.values())


def _audience(item: Item) -> Iterator[str]:
    if isinstance(item.of, Scope):
        yield from (*item.of.roles, *item.of.recipients)


def _sensitivities(item: Item) -> Iterator[str]:
    """How sensitive are the kinds of data that a permit or a prohibition reaches?"""
    scope = item.of
    if isinstance(scope, Scope):
        for kind in item.categories:
            named = "all" in scope.categories or kind.category in scope.categories
            narrowed = not scope.sensitivity or kind.sensitivity in scope.sensitivity
            if named and narrowed and kind.category not in scope.excepts:
                yield kind.sensitivity


WORKED_OUT: dict[str, Callable[[Item], Iterable[Any]]] = {
    "text": _text,
    "labels": _labels,
    "audience": _audience,
    "sensitivities": _sensitivities,
}


def _walk(values: Sequence[Any], names: Sequence[str]) -> Iterator[Any]:
    for value in values:
        if not names:
            yield from _spread(value)
        elif isinstance(value, dict):
            further = value.values() if names[0] == "*" else (value[names[0]],) if names[0] in value else ()
            yield from _walk(tuple(further), names[1:])
        elif isinstance(value, tuple):
            yield from _walk(value, names[1:] if names[0] == "*" else names)
        elif isinstance(value, BaseModel | Whole):
            yield from _walk((_attribute(value, names[0]),), names[1:])


def _spread(value: Any) -> Iterator[Any]:
    """Words one by one; an empty word and an absent value are nothing."""
    if isinstance(value, dict | tuple):
        yield from value
    elif value is not None and value != "":
        yield value


def _attribute(part: Any, name: str) -> Any:
    if isinstance(part, Whole):
        return getattr(part, name, None) or getattr(part.regulation, name, None)
    if name in type(part).model_fields:
        return getattr(part, name)
    alias = next((real for real, field in type(part).model_fields.items() if field.alias == name), None)
    return getattr(part, alias) if alias else None


def items(kind: str, of: Regulation | Law) -> Iterator[Item]:
    """Everything of a kind in a text."""
    if isinstance(of, Regulation) and kind == "document":
        yield Item(Whole(of), None, ())
    elif isinstance(of, Regulation) and kind == "entity":
        yield from (Item(entity, None, ()) for entity in of.controller.entities)
    elif kind == "article":
        yield from (Item(article, article, ()) for article in of.articles)
    else:
        rules = [(rule, article) for article in of.articles for rule in article.rules]
        categories = tuple(rule for rule, _article in rules if isinstance(rule, CategoryRule))
        yield from (Item(rule, article, categories) for rule, article in rules if isinstance(rule, KINDS[kind]))
