"""The closed vocabulary that every regulation uses: dimensions of a question, facts, and other closed words.

A word's position in its list is a bit in compiled rules; lists only ever grow at their end.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

from waarborg.policy.problems import RegulationError, RegulationErrors
from waarborg.policy.reading import Document, read

DIMENSIONS = ("roles", "actions", "recipients", "principals", "channels", "grounds")
WORD_LISTS = ("starts", "rights", "remedies", "holds", "sources", "measures", "uses", "looked_at")

FactScope = Literal["actor", "dossier", "record", "claim"]
RoleKind = Literal["staff", "client", "outsider", "system"]


@dataclass(frozen=True)
class Term:
    """A word of a dimension: its position there and what people read."""

    key: str
    position: int
    nl: str
    en: str
    kind: RoleKind | None = None
    """Only for roles."""

    def label(self, language: str) -> str:
        """What is shown, in `nl` or `en`."""
        return self.en if language == "en" else self.nl


@dataclass(frozen=True)
class Fact:
    """What a rule may ask about a situation, and from what it is found."""

    key: str
    position: int
    scope: FactScope
    nl: str
    en: str

    @property
    def bit(self) -> int:
        """Its bit in a mask of facts."""
        return 1 << self.position

    def label(self, language: str) -> str:
        """What is shown, in `nl` or `en`."""
        return self.en if language == "en" else self.nl


@dataclass(frozen=True)
class Vocabulary:
    """All closed words. `dimensions["roles"]["coach"]`, `facts["assigned"]`, `words["starts"]`."""

    dimensions: dict[str, dict[str, Term]]
    facts: dict[str, Fact]
    words: dict[str, frozenset[str]]

    @cached_property
    def bits(self) -> dict[str, int]:
        """The bit of each fact."""
        return {key: fact.bit for key, fact in self.facts.items()}

    def mask(self, *keys: str) -> int:
        """The facts as one mask. Raises KeyError for a word that is no fact."""
        found, bits = 0, self.bits
        for key in keys:
            found |= bits[key]
        return found

    def facts_in(self, mask: int) -> tuple[str, ...]:
        """The facts of a mask, in the order of the vocabulary."""
        names, found = tuple(self.facts), []
        while mask:
            lowest = mask & -mask
            found.append(names[lowest.bit_length() - 1])
            mask ^= lowest
        return tuple(found)

    def roles_of_kind(self, *kinds: RoleKind) -> frozenset[str]:
        """The roles of these kinds."""
        return frozenset(term.key for term in self.dimensions["roles"].values() if term.kind in kinds)


def regulations_folder() -> Path:
    """Where the regulations are shipped: inside the installed package, or at the root of the repository.

    Raises FileNotFoundError when neither is there.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "regulations", package.parents[1] / "regulations"):
        if (folder / "vocabulary").is_dir():
            return folder
    raise FileNotFoundError("the folder `regulations` with its vocabulary is not beside the package")


@cache
def standard_vocabulary() -> Vocabulary:
    """The vocabulary shipped with the program."""
    return load_vocabulary(regulations_folder() / "vocabulary")


def load_vocabulary(folder: Path) -> Vocabulary:
    """Read access.yaml, facts.yaml, terms.yaml and the names in checks.yaml. Raises RegulationErrors."""
    access, facts, terms, checks = (read(folder / f"{name}.yaml") for name in ("access", "facts", "terms", "checks"))
    _has_exactly(access, DIMENSIONS)
    _has_exactly(terms, WORD_LISTS)
    dimensions = {
        name: {key: _part(access, (name, key), Term, position) for position, key in enumerate(access.value[name])}
        for name in DIMENSIONS
    }
    return Vocabulary(
        dimensions=dimensions,
        facts={key: _part(facts, (key,), Fact, position) for position, key in enumerate(facts.value)},
        words={name: frozenset(terms.value[name]) for name in WORD_LISTS} | {"findings": frozenset(checks.value)},
    )


def _has_exactly(document: Document, names: tuple[str, ...]) -> None:
    wrong = set(document.value) ^ set(names)
    if wrong:
        raise RegulationErrors([document.error((word,), f"`{word}` is missing or unknown") for word in wrong])


def _part(document: Document, place: tuple[str, ...], form: Any, position: int) -> Any:
    given: Any = document.value
    for key in place:
        given = given[key]
    try:
        return form(key=place[-1], position=position, **given)
    except TypeError as mistake:
        raise RegulationErrors([RegulationError(document.file, document.line(place), None, str(mistake))]) from None
