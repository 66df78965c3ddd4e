"""Which clauses of a source text are held, by what, and whether the tests of it passed.

`clauses.yaml` beside a regulation lists what its source says; the test run leaves `build/clauses.json` with, per
clause, the tests that carry it. A clause counts as shown when it has a test and all its tests passed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from waarborg.policy.loader import Folder
from waarborg.policy.model.base import Part
from waarborg.policy.parsing import message_of
from waarborg.policy.problems import RegulationError, RegulationErrors
from waarborg.policy.promised import Promised
from waarborg.policy.reading import Document, read

BY_HAND = "by_hand"
PACKAGE = Path(__file__).resolve().parents[1]
Held = Literal["test", "rule", "register", "definition", "open"]

Results = Mapping[str, Mapping[str, bool]]
"""Per clause its tests, each with whether it passed."""


class Clause(Part):
    """One thing that a source text says."""

    id: str
    says: str
    kind: str
    enforcement: Literal["system", "workflow", "evidence", "none"]
    mechanism: str
    held_by: tuple[str, ...] = ()
    """Rules (`article/word`), `by_hand`, or parts of the program (`dossiers.records`)."""
    promises: Promised = Promised()
    """Its numbers and names, as the source has them."""


@dataclass(frozen=True)
class Covered:
    """A clause with its tests."""

    clause: Clause
    tests: tuple[str, ...]
    passed: bool

    @property
    def held(self) -> Held:
        """By what, in one word: a test that passed goes before a rule, a rule before a register.

        A definition has no behaviour of its own. Somebody's judgement (`by_hand`) alone holds nothing, and neither does
        a part of the program that is not there.
        """
        if self.passed:
            return "test"
        if self.clause.enforcement == "none":
            return "definition"
        parts = [name for name in self.clause.held_by if "/" not in name and name != BY_HAND]
        if not all(map(is_built, parts)):
            return "open"
        if any("/" in name for name in self.clause.held_by):
            return "register" if self.clause.enforcement == "evidence" else "rule"
        return "register" if parts else "open"

    def as_data(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {
            "id": self.clause.id,
            "says": self.clause.says,
            "kind": self.clause.kind,
            "enforcement": self.clause.enforcement,
            "mechanism": self.clause.mechanism,
            "held_by": list(self.clause.held_by),
            "tests": list(self.tests),
            "passed": self.passed,
            "held": self.held,
        }


def is_built(part: str) -> bool:
    """Is there such a part of the program (`dossiers.records`)?"""
    place = PACKAGE / part.replace(".", "/")
    return place.is_dir() or place.with_suffix(".py").is_file()


def read_clauses(folder: Folder) -> tuple[Clause, ...]:
    """The clauses of a folder; none when it has no list. Raises RegulationErrors, also for a rule that is not there."""
    if folder.clauses_file is None:
        return ()
    document = read(folder.clauses_file)
    written = document.value.get("clauses") if isinstance(document.value, dict) else None
    if not isinstance(written, tuple):
        raise RegulationErrors([document.error((), "a list of clauses stands under `clauses`")])
    clauses = tuple(_clause(document, at, raw) for at, raw in enumerate(written))
    mistakes = list(_mistakes(document, clauses, folder))
    if mistakes:
        raise RegulationErrors(mistakes)
    return clauses


def read_results(file: Path) -> Results:
    """What a test run left; nothing when there was none. Raises ValueError for a file that is no such result."""
    if not file.is_file():
        return {}
    found = json.loads(file.read_text(encoding="utf-8"))
    if "clauses" not in found:
        raise ValueError(f"{file} holds no results of clauses")
    results: Results = found["clauses"]
    return results


def coverage(folder: Folder, results: Results) -> tuple[Covered, ...]:
    """Each clause of the folder with its tests."""
    return tuple(
        Covered(clause, tuple(sorted(tests)), bool(tests) and all(tests.values()))
        for clause in read_clauses(folder)
        for tests in (results.get(clause.id, {}),)
    )


def _clause(document: Document, at: int, raw: Any) -> Clause:
    try:
        return Clause.model_validate(raw, strict=True)
    except ValidationError as mistakes:
        raise RegulationErrors(
            document.error(("clauses", at, *mistake["loc"]), message_of(mistake)) for mistake in mistakes.errors()
        ) from None


def _mistakes(document: Document, clauses: Sequence[Clause], folder: Folder) -> Iterator[RegulationError]:
    rules = {rule.id for version in folder.versions for article in version.articles for rule in article.rules}
    seen: set[str] = set()
    for at, clause in enumerate(clauses):
        if clause.id in seen:
            yield document.error(("clauses", at), f"clause {clause.id} stands twice")
        seen.add(clause.id)
        for name in clause.held_by:
            if "/" in name and name not in rules:
                yield document.error(("clauses", at, "held_by"), f"there is no rule {name}", clause.id)
        if clause.enforcement != "none" and not clause.held_by:
            yield document.error(("clauses", at), f"nothing holds clause {clause.id}")
