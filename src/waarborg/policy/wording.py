"""An article's text and the numbers of its rules say the same: no promise without its words, no words without a rule.

A text holds `{rule.field}` (the word of a rule of this article), `{article/rule.field}` (of another) or `{field}`
when one rule of the article has it. `:ordinal` behind it makes `3e kalenderjaar` of three calendar years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import BaseModel

from waarborg.policy.model.access import ConsentRule, Minors, Permit
from waarborg.policy.model.base import Period, Rule, Unit
from waarborg.policy.model.procedures import BreachRule, ComplaintRule
from waarborg.policy.model.regulation import Article
from waarborg.policy.model.retention import KeepCounts, RetentionOverride, RetentionRule
from waarborg.policy.model.rights import Extension, Fee, Remedy, RightRule
from waarborg.policy.words import NUMBER_WORDS_NL, UNITS, number_of, ordinal_in_words, period_in_words, unit_of

PLACEHOLDER = re.compile(r"\{(?P<path>[A-Za-z0-9./_-]+)(?P<ordinal>:ordinal)?\}")
SAID = re.compile(
    rf"\b(?P<number>\d+|{'|'.join(word for word in NUMBER_WORDS_NL if word != 'een')})e? "
    rf"(?P<unit>{'|'.join(form for forms in UNITS['nl'].values() for form in forms)})\b",
    re.IGNORECASE,
)
PROMISES = (RetentionRule, RetentionOverride, RightRule, Remedy, ComplaintRule, BreachRule, ConsentRule, Permit)
"""Kinds of rules whose terms a reader must be able to read in the article."""
INTERNAL = frozenset({"obliges"})
"""Parts whose terms steer colleagues and promise a reader nothing."""

Rules = dict[str, Rule]


class UnknownPlaceholder(ValueError):
    """A text asks for a number that no rule has."""


def filled(article: Article, rules: Rules, text: str | None = None, language: str = "nl") -> str:
    """The article's text (or another text of it) with the numbers of its rules. Raises UnknownPlaceholder."""

    def number(found: re.Match[str]) -> str:
        value = _value(article, rules, found["path"])
        if found["ordinal"] and isinstance(value, Period):
            return ordinal_in_words(value, language)
        return _in_words(value, language)

    return PLACEHOLDER.sub(number, article.text if text is None else text)


def unsaid(article: Article, rules: Rules) -> Iterator[tuple[Rule, str]]:
    """Each rule of the article with a term that its text does not say."""
    said = set(_said(filled(article, rules)))
    for rule in article.rules:
        for period in _promised(rule):
            if period.number and (period.number, period.unit) not in said:
                yield rule, period_in_words(period)
        if isinstance(rule, Minors | KeepCounts):
            number = rule.under if isinstance(rule, Minors) else rule.minimum_group
            if not re.search(rf"\b{number}\b", filled(article, rules)):
                yield rule, str(number)


def unruled(article: Article) -> Iterator[str]:
    """Each term that the text says by itself and that no rule of the article has, nor any `by_hand` of it."""
    known = {(period.number, period.unit) for rule in article.rules for period in _periods(rule, frozenset())}
    known |= {(rule.under, Unit.YEARS) for rule in article.rules if isinstance(rule, Minors)}
    for part in article.by_hand:
        known |= set(_said(f"{part.says} {part.why}"))
    for found in SAID.finditer(PLACEHOLDER.sub("", article.text)):
        if _number_and_unit(found) not in known:
            yield found[0]


def terms_said(article: Article, rules: Rules, text: str) -> set[tuple[int, Unit]]:
    """The terms that a text of an article says, its numbers filled in. Raises UnknownPlaceholder."""
    return set(_said(filled(article, rules, text)))


def _said(text: str) -> Iterator[tuple[int, Unit]]:
    yield from (_number_and_unit(found) for found in SAID.finditer(" ".join(text.split())))
    for found in re.finditer(r"\been (?P<unit>\w+)", text):
        unit = unit_of(found["unit"])
        if unit:
            yield 1, unit


def _number_and_unit(found: re.Match[str]) -> tuple[int, Unit]:
    number, unit = number_of(found["number"]), unit_of(found["unit"])
    if number is None or unit is None:
        raise ValueError(found[0])
    return number, unit


def _promised(rule: Rule) -> Iterator[Period]:
    return _periods(rule, INTERNAL) if isinstance(rule, PROMISES) else iter(())


def _periods(part: object, leave_out: frozenset[str]) -> Iterator[Period]:
    if isinstance(part, Period):
        yield part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            if name not in leave_out:
                yield from _periods(getattr(part, name), leave_out)
    elif isinstance(part, tuple):
        for item in part:
            yield from _periods(item, leave_out)


def _value(article: Article, rules: Rules, path: str) -> object:
    head, _, rest = path.partition(".") if "/" not in path else _with_article(path)
    rule = rules.get(head) or next((rule for rule in article.rules if rule.id.endswith(f"/{head}")), None)
    if rule is not None and rest:
        return _follow(rule, rest, path)
    found = [value for rule in article.rules if (value := _field(rule, path)) is not None]
    if len(found) != 1:
        raise UnknownPlaceholder(f"{{{path}}} is no field of a rule of this article")
    return found[0]


def _with_article(path: str) -> tuple[str, str, str]:
    number, _, rest = path.partition("/")
    word, dot, fields = rest.partition(".")
    return f"{number}/{word}", dot, fields


def _follow(rule: Rule, fields: str, path: str) -> object:
    value: object = rule
    for name in fields.split("."):
        value = _field(value, name)
        if value is None:
            raise UnknownPlaceholder(f"{{{path}}} is not in {rule.id}")
    return value


def _field(part: object, name: str) -> object:
    """A field by its written name; a rule such as a complaint may be asked for what its one part holds."""
    if not isinstance(part, BaseModel):
        return None
    for field, about in type(part).model_fields.items():
        if name in (field, about.alias):
            return getattr(part, field)
    inner = [value for field in type(part).model_fields if isinstance(value := getattr(part, field), BaseModel)]
    return (
        next((value for item in inner if (value := _field(item, name)) is not None), None) if _is_rule(part) else None
    )


def _is_rule(part: object) -> bool:
    return isinstance(part, Rule)


def _in_words(value: object, language: str) -> str:
    if isinstance(value, Extension):
        value = value.within
    if isinstance(value, Period):
        return period_in_words(value, language)
    if isinstance(value, Fee) and value.maximum_cents is not None:
        return f"€ {value.maximum_cents / 100:.2f}".replace(".", "," if language == "nl" else ".")
    if isinstance(value, int | str):
        return str(value)
    raise UnknownPlaceholder(f"{value!r} is no number or period")
