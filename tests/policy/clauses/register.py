"""Every shipped regulation with its register of clauses and its worked cases, and which of them carries which clause.

A case or a promise carries a clause that the system holds, and one that nothing but rules holds. What people must do
beside a rule, such as send a letter or sign, is shown where the program has them do it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from waarborg.policy.cases import Case, Standing, read_cases
from waarborg.policy.compile import compile_regulation
from waarborg.policy.coverage import Clause, read_clauses
from waarborg.policy.loader import Folder, laws_in_force, load_folder, load_laws
from waarborg.policy.model.base import Rule
from waarborg.policy.model.regulation import Law, Regulation
from waarborg.policy.vocabulary import regulations_folder

DECIDING_PARTS = frozenset({"by_hand", "gate"})
"""What may hold a clause beside rules when a decision or a date shows all of it."""


@dataclass(frozen=True)
class Placed:
    """A worked case and where it is written."""

    case: Case
    file: Path
    line: int


@dataclass(frozen=True)
class Registered:
    """One shipped regulation."""

    folder: Folder
    laws: tuple[Law, ...]

    @property
    def name(self) -> str:
        return self.folder.path.name

    @property
    def newest(self) -> dt.date:
        """The day on which a case without a day is judged."""
        return max((self.folder.versions[-1].in_force_from, *(law.in_force_from for law in self.laws)))

    @property
    def regulation(self) -> Regulation:
        """The version in force now."""
        return self.folder.in_force(self.newest)

    @cached_property
    def clauses(self) -> dict[str, Clause]:
        return {clause.id: clause for clause in read_clauses(self.folder)}

    @cached_property
    def cases(self) -> tuple[Placed, ...]:
        return tuple(Placed(case, file, line) for file in self.folder.case_files for case, line in read_cases(file))

    @cached_property
    def rules(self) -> dict[str, Rule]:
        return {rule.id: rule for article in self.regulation.articles for rule in article.rules}

    def standing(self, day: dt.date | None = None, without: Collection[str] = ()) -> Standing:
        """What a case of that day is held against, with some rules taken away."""
        on = day or self.newest
        regulation, laws = less(self.folder.in_force(on), without), laws_in_force(self.laws, on)
        return Standing(regulation, laws, compile_regulation(regulation, laws))

    def carried(self, case: Case) -> tuple[str, ...]:
        """The clauses that a case shows: those it names, and those the system holds by a rule that it must name."""
        because = set(reasons(case.expect))
        inferred = {
            clause.id
            for clause in self.clauses.values()
            if clause.enforcement == "system" and because & set(clause.held_by)
        }
        return tuple(sorted(name for name in {*case.clauses, *inferred} if shown_by_deciding(self.clauses[name])))


def shown_by_deciding(clause: Clause) -> bool:
    """Does a decision or a date alone show this clause?"""
    rules_alone = all("/" in part or part in DECIDING_PARTS for part in clause.held_by)
    return clause.enforcement == "system" or rules_alone or clause.promises.dates_suffice


def less(regulation: Regulation, without: Collection[str]) -> Regulation:
    """The same regulation without some rules."""
    if not without:
        return regulation
    articles = [
        article.model_copy(update={"rules": tuple(rule for rule in article.rules if rule.id not in without)})
        for article in regulation.articles
    ]
    return regulation.model_copy(update={"articles": tuple(articles)})


def reasons(expected: Any) -> Iterator[str]:
    """Every rule that a case says must be named."""
    for key, value in expected.items():
        if key == "because":
            yield from (value,) if isinstance(value, str) else value
        elif isinstance(value, dict):
            yield from reasons(value)


@cache
def register() -> tuple[Registered, ...]:
    """Every shipped regulation that has a register of clauses, by name."""
    laws = load_laws()
    found = sorted(file.parent for file in regulations_folder().glob("*/clauses.yaml"))
    return tuple(Registered(load_folder(path, laws), laws) for path in found)
