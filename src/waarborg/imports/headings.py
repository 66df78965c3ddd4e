"""From the heading of a column to what it is: guessed by words of the field, corrected by people, remembered elsewhere.

The words stand in `data/headers.yaml`, so that another way of writing is a line of data.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.utils import translation

from waarborg.dossiers.catalogue import Catalogue, Entry, catalogue_of
from waarborg.gate.policies import InForce
from waarborg.imports.targets import FILES, Target, choices, exists
from waarborg.policy.reading import read

NEAR: Final = 0.88
"""How alike a heading must be to a known one, from 0 to 1, to count as a mistake in typing."""
LONG_ENOUGH: Final = 6
"""Letters from which a heading may be a known one with a mistake in it."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What a heading seems to be: a target, or a kind of data that the regulation shuts out."""

    target: Target | None
    forbidden: str = ""


def _same(one: Target, other: Target) -> bool:
    """Would two columns fill the same, other than as parts of it?"""
    return one == other or (one.whole == other.whole and not (one.part and other.part))


@cache
def _data() -> Any:
    return read(Path(__file__).parent / "data" / "headers.yaml").value


def plain(heading: str) -> str:
    """A heading as it is compared: no capitals, accents or punctuation, and single spaces."""
    folded = unicodedata.normalize("NFKD", heading).casefold()
    letters = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[a-z0-9]+", letters))


def phase_of(written: str) -> str | None:
    """The phase that a word means; None when it means none."""
    wanted = plain(written)
    for phase, words in _data()["phases"].items():
        if wanted in {plain(word) for word in (phase, *words)}:
            return str(phase)
    return None


def guesses(headings: Sequence[str], in_force: InForce, catalogue: Catalogue) -> list[Guess]:
    """What each heading seems to be. No two columns are guessed to be the same, unless each is a part of it."""
    known = dict(_known(in_force, catalogue))
    shut = _shut(catalogue)
    taken: set[Target] = set()
    found: list[Guess] = []
    for heading in headings:
        word = plain(heading)
        target = known.get(word)
        kind = shut.get(word, "")
        if target is None and not kind:
            target = _nearly(word, known)
        if target is None or any(_same(target, one) for one in taken):
            found.append(Guess(None, kind))
            continue
        taken.add(target)
        found.append(Guess(target))
    return found


def _shut(catalogue: Catalogue) -> dict[str, str]:
    """Headings of kinds of data that this regulation never lets be recorded."""
    kinds = [kind for kind in _data()["forbidden"] if kind in catalogue.forbidden]
    return {plain(word): kind for kind in reversed(kinds) for word in _data()["forbidden"][kind]}


def _nearly(word: str, known: Mapping[str, Target]) -> Target | None:
    if len(word) < LONG_ENOUGH:
        return None
    near = difflib.get_close_matches(word, known, n=1, cutoff=NEAR)
    return known[near[0]] if near else None


def _known(in_force: InForce, catalogue: Catalogue) -> Iterator[tuple[str, Target]]:
    """Headings with what they are; of two that look the same the later one counts, so the surest come last."""
    for language in ("en", "nl"):
        yield from _by_label(catalogue_of(in_force, language))
    for row in reversed(_data()["fields"]):
        target = _of_field(row, catalogue)
        if target is not None:
            yield from ((plain(word), target) for word in row["headers"])
    for kind in ("declared", "frame"):
        for name, words in _data()[kind].items():
            if exists(target := Target(kind, name), in_force, catalogue):
                yield from ((plain(word), target) for word in words)
    for language in ("en", "nl"):  # as the empty template writes them
        with translation.override(language):
            for choice in choices(in_force, catalogue_of(in_force, language), language):
                yield plain(heading_of(choice.group, choice.label)), choice.target


def heading_of(group: str, label: str) -> str:
    """How the empty template heads a column."""
    return f"{group}: {label}"


def _by_label(catalogue: Catalogue) -> Iterator[tuple[str, Target]]:
    """Labels of the catalogue that are used once."""
    named: dict[str, list[Target]] = {}
    for entry in catalogue:
        for field, rule in entry.rule.fields.items():
            if rule.type not in FILES:
                named.setdefault(plain(rule.label), []).append(Target("field", entry.key, field))
    yield from ((word, targets[0]) for word, targets in named.items() if len(targets) == 1)


def _of_field(row: Mapping[str, Any], catalogue: Catalogue) -> Target | None:
    """The field of this catalogue that a line of the data means; who the client is comes first."""
    for name in row.get("fields", ("",)):
        for entry in _in_order(catalogue, row):
            for field, rule in entry.rule.fields.items():
                if (not name or field == name) and row.get("type", rule.type) == rule.type and rule.type not in FILES:
                    return Target("field", entry.key, field, row.get("part", 0))
    return None


def _in_order(catalogue: Catalogue, row: Mapping[str, Any]) -> Iterable[Entry]:
    if "categories" in row:
        return [entry for entry in catalogue if entry.key in row["categories"]]
    if "of" in row:
        return [entry for use in row["of"] if (entry := catalogue.serving_as(use)) is not None]
    # A telephone number without more is the client's own: of whoever else it would be, comes later in the catalogue.
    return sorted(catalogue, key=lambda entry: (not entry.rule.identifies, entry.rule.sensitivity != "contact"))
