"""A way of working with another letter in it, or with letters that look otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from waarborg.practice.document import Way, valid


def with_letter(way: Way, kind: str, language: str, given: Mapping[str, str]) -> Way:
    """The same way of working with its own title and text for a letter in one language. Raises `InvalidInput`."""
    own = {"kind": kind, "language": language, "title": given["title"], "text": given["text"]}
    return _with(way, letter_texts=(*_others(way, kind, language), own))


def without_letter(way: Way, kind: str, language: str) -> Way:
    """The same way of working in which this letter says what came along."""
    return _with(way, letter_texts=_others(way, kind, language))


def with_house(way: Way, given: Mapping[str, Any] | None) -> Way:
    """The same way of working in which letters look so; None: with the name alone. Raises `InvalidInput`."""
    return _with(way, house=dict(given) if given else None)


def _others(way: Way, kind: str, language: str) -> tuple[dict[str, Any], ...]:
    return tuple(one.model_dump() for one in way.letter_texts if (one.kind, one.language) != (kind, language))


def _with(way: Way, **changed: Any) -> Way:
    return valid({**way.model_dump(by_alias=True), **changed})
