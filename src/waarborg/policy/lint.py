"""Where a regulation falls short of today's law: findings with advice, and who accepted them.

What a finding says stands in the vocabulary (`checks.yaml`); what the program can see for itself stands in the
`lint_…` modules, where each check registers under its id. A deviation on record accepts or neutralises a finding; one
that people found by reading is reported as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, TypeVar

from waarborg.policy.model.base import Rule
from waarborg.policy.model.catalogue import CategoryRule
from waarborg.policy.model.regulation import Law, LawDeviation, Regulation
from waarborg.policy.reading import read
from waarborg.policy.vocabulary import regulations_folder

RuleT = TypeVar("RuleT", bound=Rule)
Severity = Literal["error", "warning", "advice"]


@dataclass(frozen=True)
class Check:
    """What the law asks, and what a correct clause would be."""

    id: str
    severity: Severity
    citation: str
    nl: str
    en: str


@dataclass(frozen=True)
class Found:
    """One place where a check does not hold. `neutralised_by`: the floor already mends it."""

    rule: str | None
    message: str
    neutralised_by: str | None = None


@dataclass(frozen=True)
class Finding:
    """A check that does not hold, where, and what was decided about it."""

    check: Check
    rule: str | None
    message: str
    state: Literal["open", "accepted", "neutralised"]
    explained: str | None = None
    neutralised_by: str | None = None

    @property
    def blocks(self) -> bool:
        """An open error keeps a version from being adopted."""
        return self.check.severity == "error" and self.state == "open"

    def as_data(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {
            "id": self.check.id,
            "severity": self.check.severity,
            "rule": self.rule,
            "article": self.rule.partition("/")[0] if self.rule and "/" in self.rule else None,
            "message": self.message,
            "citation": self.check.citation,
            "advice": self.check.nl,
            "advice_en": self.check.en,
            "state": self.state,
            "neutralised_by": self.neutralised_by,
            "explained": self.explained,
        }


@dataclass(frozen=True)
class Subject:
    """A regulation under the law in force, with every version of the law to know what was repealed."""

    regulation: Regulation
    floor: Sequence[Law]
    every_law: Sequence[Law] = field(default=())

    def own(self, kind: type[RuleT]) -> Iterator[RuleT]:
        """The regulation's rules of a kind."""
        return (rule for article in self.regulation.articles for rule in article.rules if isinstance(rule, kind))

    def law(self, kind: type[RuleT], *binds: str) -> Iterator[RuleT]:
        """The law's rules of a kind; of one direction, if given."""
        for law in self.floor:
            for article in law.articles:
                for rule in article.rules:
                    if isinstance(rule, kind) and (not binds or rule.binds in binds):
                        yield rule

    @property
    def catalogue(self) -> tuple[CategoryRule, ...]:
        """The categories."""
        return tuple(self.own(CategoryRule))


Test = Callable[[Subject], Iterator[Found]]
TESTS: dict[str, Test] = {}


def check(*ids: str) -> Callable[[Test], Test]:
    """Register what the program itself can see of a check. Raises ValueError for a second one under an id."""

    def register(test: Test) -> Test:
        for name in ids:
            if name in TESTS:
                raise ValueError(f"{name} is checked twice")
            TESTS[name] = test
        return test

    return register


@cache
def checks() -> dict[str, Check]:
    """The catalogue of checks."""
    document = read(regulations_folder() / "vocabulary" / "checks.yaml")
    return {name: Check(id=name, **given) for name, given in document.value.items()}


def lint(regulation: Regulation, floor: Sequence[Law], every_law: Sequence[Law] = ()) -> tuple[Finding, ...]:
    """Every finding, errors first; those on record that no check can see are among them."""
    from waarborg.policy import lint_clauses, lint_data, lint_rights  # noqa: F401 - they register their checks

    subject = Subject(regulation, floor, every_law or floor)
    used: set[LawDeviation] = set()
    findings = [
        _finding(name, found, regulation, used) for name, test in sorted(TESTS.items()) for found in test(subject)
    ]
    for deviation in regulation.deviations:
        if deviation not in used:
            found = Found(deviation.rule, deviation.explained, deviation.neutralised_by)
            findings.append(_finding(deviation.finding, found, regulation, used))
    order = ("error", "warning", "advice")
    return tuple(sorted(findings, key=lambda finding: (order.index(finding.check.severity), finding.check.id)))


def _finding(name: str, found: Found, regulation: Regulation, used: set[LawDeviation]) -> Finding:
    deviation = next((each for each in regulation.deviations if _decides(each, name, found)), None)
    if deviation:
        used.add(deviation)
    neutralised = found.neutralised_by or (deviation.neutralised_by if deviation else None)
    accepted = deviation is not None and deviation.accepted is not None
    return Finding(
        check=checks()[name],
        rule=found.rule,
        message=found.message,
        state="accepted" if accepted else "neutralised" if neutralised else "open",
        explained=deviation.explained if deviation else None,
        neutralised_by=neutralised,
    )


def _decides(deviation: LawDeviation, name: str, found: Found) -> bool:
    """A decision is about the finding's rule; one about a clause of the source text is about all of that check."""
    if deviation.finding != name:
        return False
    return found.rule is None or deviation.rule == found.rule or "/" not in deviation.rule
