"""Where a rule stands: its regulation or law, and its article. Every date names the places it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from waarborg.policy.loader import laws_in_force
from waarborg.policy.model.base import Rule
from waarborg.policy.model.regulation import Law, Regulation

RuleT = TypeVar("RuleT", bound=Rule)


@dataclass(frozen=True, slots=True)
class StandsIn:
    """The place of one rule. `source` is the regulation's id, or the key of a law."""

    source: str
    article: str
    rule: str
    """Its id. A law's rules carry the law's key in front, so that an id is never both a law's and an agency's."""
    is_law: bool = False


@dataclass(frozen=True, slots=True)
class Placed(Generic[RuleT]):
    """A rule with its place."""

    rule: RuleT
    at: StandsIn


def placed(source: Regulation | Law, kind: type[RuleT]) -> Iterator[Placed[RuleT]]:
    """Yield the rules of one kind in the order of the text."""
    is_law = isinstance(source, Law)
    name = source.law if isinstance(source, Law) else source.regulation
    for article in source.articles:
        for rule in article.rules:
            if isinstance(rule, kind):
                yield Placed(rule, StandsIn(name, article.number, rule.id, is_law))


def placed_in_laws(laws: Sequence[Law], kind: type[RuleT], day: dt.date | None = None) -> Iterator[Placed[RuleT]]:
    """Yield the rules of one kind of the laws in force on `day` (of all given laws when no day is given).

    Rules that bind only as policy, a supervisor's view, are left out: they warn and never decide.
    """
    for law in laws if day is None else laws_in_force(laws, day):
        yield from (rule for rule in placed(law, kind) if rule.rule.binds != "policy")


def as_json(value: object) -> object:
    """Return a dataclass, or a tuple or mapping of them, in plain JSON values; days and moments in ISO 8601."""
    if hasattr(value, "__dataclass_fields__"):
        value = asdict(value)  # type: ignore[call-overload]
    if isinstance(value, dict):
        return {str(key): as_json(part) for key, part in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [as_json(part) for part in (sorted(value) if isinstance(value, frozenset) else value)]
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value
