"""What the program sees of a check, read as data: one sentence over the rules of a regulation, and few kinds of it.

    each: right                      every rule of this kind, or `article`, `entity`, or the whole `document`
    with: {right: [access]}          and only those of which this is so
    must: {window.closes: empty}     of which all of this must be so
    some: notice                     or: at least one of which it is so
    unless: {prohibit: {...}}        nothing is found where the regulation has such a rule; a law's mends it

A place is a path of names (`breach.register`, `fields.*.type`); some are worked out (`text`, `labels`, `audience`).
What is asked of it: words of which one is there, `filled`, `empty`, true or false, or one of `ASKED`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import Field

from waarborg.policy.lint_items import Item, items
from waarborg.policy.model.base import Part, Period
from waarborg.policy.model.regulation import Law, Regulation
from waarborg.policy.periods import longer
from waarborg.policy.reading import read
from waarborg.policy.vocabulary import regulations_folder

Conditions = Mapping[str, Any]


class Seen(Part):
    """One sentence that the program can judge."""

    each: str | None = None
    some: str | None = None
    with_: dict[str, Any] = Field(default={}, alias="with")
    must: dict[str, Any] = {}
    any_of: dict[str, Any] = {}
    """Of which at least one must be so."""
    unless: dict[str, dict[str, Any]] = {}
    when: dict[str, dict[str, Any]] = {}
    """Only looked at when the regulation has such a rule."""
    law_mends: bool = True
    """False where the law asks for what only the agency can have."""
    mended_by: str | None = None
    """The place at which a rule names the law that sets it aside."""


class Asked(Part):
    """What no program can judge: a question that a person answers on record."""

    nl: str
    en: str
    when: dict[str, dict[str, Any]] = {}


def _says(found: Sequence[Any], patterns: Sequence[str]) -> bool:
    text = " ".join(map(str, found))
    return all(re.search(pattern, text, re.IGNORECASE) for pattern in patterns)


def _never(found: Sequence[Any], patterns: Sequence[str]) -> bool:
    text = " ".join(map(str, found))
    return not any(re.search(pattern, text, re.IGNORECASE) for pattern in patterns)


def _at_most(found: Sequence[Any], bound: Any) -> bool:
    """A number no higher, or a term that is said and no longer."""
    if isinstance(bound, int):
        return all(value <= bound for value in found)
    return bool(found) and not any(longer(value, Period.model_validate(bound)) for value in found)


ASKED: dict[str, Callable[[Sequence[Any], Any], bool]] = {
    "all": lambda found, words: set(words) <= set(found),
    "only": lambda found, words: set(found) <= set(words),
    "none": lambda found, words: not set(found) & set(words),
    "beyond": lambda found, words: bool(set(found) - set(words)),
    "says": _says,
    "never": _never,
    "at_most": _at_most,
    "at_least": lambda found, bound: bool(found) and all(value >= bound for value in found),
    "count_at_most": lambda found, most: len(found) <= most,
    "said": lambda found, said: bool(found) == said,
}
"""What can be asked of what stands at a place."""


def holds(item: Item, conditions: Conditions) -> bool:
    """Is all of it so?"""
    return all(_so(item.at(place), asked) for place, asked in conditions.items())


def _so(found: Sequence[Any], asked: Any) -> bool:
    if asked == "filled":
        return bool(found)
    if asked == "empty":
        return not found
    if isinstance(asked, bool):
        return bool(found) and all(value is asked for value in found)
    if isinstance(asked, tuple | list):
        return bool(set(found) & set(asked))
    return all(ASKED[name](found, words) for name, words in asked.items())


def has(conditions: Mapping[str, Conditions], of: Regulation | Law) -> str | None:
    """The first rule of a text that is as said, by its id; `-` for what has none, and None without any."""
    for kind, asked in conditions.items():
        for item in items(kind, of):
            if holds(item, asked):
                return item.rule or "-"
    return None


@dataclass(frozen=True)
class Look:
    """One thing of which a sentence does not hold, and the law that mends it."""

    rule: str | None
    article: str | None
    where: str
    mended_by: str | None


def looks(seen: Seen, regulation: Regulation, floor: Sequence[Law]) -> Iterator[Look]:
    """Where a sentence does not hold."""
    if seen.when and not has(seen.when, regulation):
        return
    if seen.unless and has(seen.unless, regulation):
        return
    laws = floor if seen.law_mends else ()
    mended = next((found for law in laws if (found := has(seen.unless, law))), None)
    if seen.some:
        asked = {**seen.with_, **seen.must}
        if not has({seen.some: asked}, regulation):
            by_law = mended or next((found for law in laws if (found := _some(seen.some, asked, law))), None)
            yield Look(None, None, regulation.title, by_law)
        return
    for item in items(seen.each or "document", regulation):
        if holds(item, seen.with_) and not _well(item, seen):
            own = next(iter(item.at(seen.mended_by)), None) if seen.mended_by else None
            number = item.article.number if item.article else None
            yield Look(item.rule, number, item.where, own or mended)


def _well(item: Item, seen: Seen) -> bool:
    if not seen.must and not seen.any_of:
        return False
    either = not seen.any_of or any(holds(item, {place: asked}) for place, asked in seen.any_of.items())
    return holds(item, seen.must) and either


def _some(kind: str, asked: Conditions, law: Law) -> str | None:
    """A rule of law that does the same. Its texts are in short, so they mend nothing by what they say."""
    return None if kind in {"article", "document", "entity"} else has({kind: asked}, law)


@cache
def seen_as_data() -> dict[str, tuple[Seen, ...]]:
    """Per check what the program sees of it."""
    written = read(regulations_folder() / "vocabulary" / "lint.yaml").value
    return {
        name: tuple(Seen.model_validate(one) for one in given["sees"])
        for name, given in written.items()
        if "sees" in given
    }


@cache
def questions() -> dict[str, Asked]:
    """Per check what a person is asked."""
    written = read(regulations_folder() / "vocabulary" / "lint.yaml").value
    return {name: Asked.model_validate(given["asks"]) for name, given in written.items() if "asks" in given}
