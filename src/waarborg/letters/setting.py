"""A letter set in type: from the agency's own text where it has one, in its own colours and with its own logo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from waarborg.letters.filling import Values, fill
from waarborg.letters.said import values_of
from waarborg.letters.typesetting import typeset
from waarborg.practice.document import Way
from waarborg.practice.letter_texts import in_use, standard_letters

TEXT = "text"
"""The template in which every text is set."""
FACTS = ("date", "number")
"""What stands below the name of the agency, where it is known."""


def set_letter(kind: str, language: str, said: Mapping[str, Any], *, at: datetime, way: Way) -> bytes:
    """The PDF of a letter from what it says. The same letter of the same moment is the same file."""
    if standard_letters().letter(kind) is None:
        return typeset(kind, language, said, at=at, house=way.house)
    values = values_of(kind, said, language)
    return set_text(kind, language, values, said["organisation"], at=at, way=way)


def set_text(kind: str, language: str, values: Values, organisation: str, *, at: datetime, way: Way) -> bytes:
    """The PDF of a text with these words in its places."""
    letters, wording = standard_letters(), in_use(way.letter_texts, kind, language)
    assert wording is not None  # noqa: S101 - the kind is one of those that came along
    given = {
        "language": language,
        "organisation": organisation,
        "title": wording.title,
        "facts": _facts(values, language),
        "page": letters.word("heading", "page", language),
        "blocks": [
            asdict(part) for part in fill(wording, letters.places(kind), {**values, "organisation": organisation})
        ],
    }
    return typeset(TEXT, "", given, at=at, house=way.house)


def _facts(values: Values, language: str) -> Sequence[str]:
    return [
        f"{standard_letters().word('heading', name, language)}: {values[name]}" for name in FACTS if values.get(name)
    ]


def preview(kind: str, language: str, organisation: str, *, at: datetime, way: Way) -> bytes:
    """A letter in which each place says what will be filled in there: of nobody."""
    places = standard_letters().places(kind)
    shown = {name: f"[{place.of(language)}]" for name, place in places.items()}
    values = {name: [words] if places[name].lines else words for name, words in shown.items()}
    return set_text(kind, language, values, organisation, at=at, way=way)
