"""Where a regulation falls short of today's law: findings with advice, and who accepted them.

What a finding says stands in the vocabulary (`checks.yaml`), and what the program sees of it beside it (`lint.yaml`);
what has to be held against the law's own numbers stands in `lint_terms` and `lint_text`, each check under its id. What
only a person can judge is a question, answered on record under `judged`. A deviation on record accepts or neutralises a
finding; one that people found by reading it is reported as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, TypeVar

from waarborg.policy.lint_seeing import Asked, has, looks, questions, seen_as_data
from waarborg.policy.model.base import Rule
from waarborg.policy.model.catalogue import CategoryRule
from waarborg.policy.model.regulation import Law, LawDeviation, Regulation
from waarborg.policy.reading import read
from waarborg.policy.vocabulary import regulations_folder

RuleT = TypeVar("RuleT", bound=Rule)
Severity = Literal["error", "warning", "advice"]
State = Literal["open", "asked", "accepted", "neutralised"]
ORDER = ("error", "warning", "advice")


@dataclass(frozen=True)
class Check:
    """What the law asks, and what a correct clause would be."""

    id: str
    severity: Severity
    citation: str
    nl: str
    en: str

    def advice(self, language: str) -> str:
        """The advice in `nl` or `en`."""
        return self.en if language == "en" else self.nl


@dataclass(frozen=True)
class Found:
    """One place where a check does not hold. `neutralised_by`: the floor already mends it."""

    rule: str | None
    message: str
    neutralised_by: str | None = None
    article: str | None = None


@dataclass(frozen=True)
class Finding:
    """A check that does not hold, where, and what was decided about it; or one that nobody answered yet."""

    check: Check
    rule: str | None
    message: str
    state: State
    explained: str | None = None
    neutralised_by: str | None = None
    where: str | None = None
    """The article, where it is not that of the rule."""
    question: Asked | None = None

    @property
    def article(self) -> str | None:
        """The article it is about; None when it is about the whole or about a clause of the source."""
        return self.rule.partition("/")[0] if self.rule and "/" in self.rule else self.where

    @property
    def blocks(self) -> bool:
        """An open error, or a question about one, keeps a version from being adopted."""
        return self.check.severity == "error" and self.state in {"open", "asked"}

    @property
    def wants_reasons(self) -> bool:
        """A warning that nobody justified yet keeps a version from being adopted in the studio."""
        return self.check.severity != "advice" and self.state in {"open", "asked"}

    def as_data(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {
            "id": self.check.id,
            "severity": self.check.severity,
            "rule": self.rule,
            "article": self.article,
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
    """Register what is held against the law by a function. Raises ValueError for a second one under an id."""

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


@cache
def functions() -> dict[str, Test]:
    """Those that stand as functions, by their ids."""
    from waarborg.policy import lint_terms, lint_text  # noqa: F401 - they register their checks

    return dict(TESTS)


def lint(regulation: Regulation, floor: Sequence[Law], every_law: Sequence[Law] = ()) -> tuple[Finding, ...]:
    """Every finding, errors first; those on record that no check can see are among them."""
    subject = Subject(regulation, floor, every_law or floor)
    used: set[LawDeviation] = set()
    findings = [_finding(name, found, regulation, used) for name, found in sorted(_seen(subject), key=_by_name)]
    for deviation in regulation.deviations:
        if deviation not in used:
            found = Found(deviation.rule, deviation.explained, deviation.neutralised_by)
            findings.append(_finding(deviation.finding, found, regulation, used))
    findings.extend(_unanswered(regulation, {deviation.finding for deviation in regulation.deviations}))
    return tuple(sorted(findings, key=lambda finding: (ORDER.index(finding.check.severity), finding.check.id)))


def _by_name(seen: tuple[str, Found]) -> str:
    return seen[0]


def _seen(subject: Subject) -> Iterator[tuple[str, Found]]:
    """What the program finds, by the check: each rule or article once for each check."""
    for name, test in functions().items():
        for found in test(subject):
            yield name, found
    for name, sentences in seen_as_data().items():
        told: set[tuple[str | None, str | None]] = set()
        for sentence in sentences:
            for look in looks(sentence, subject.regulation, subject.floor):
                if (look.rule, look.article) not in told:
                    told.add((look.rule, look.article))
                    yield name, Found(look.rule, look.where, look.mended_by, look.article)


def _unanswered(regulation: Regulation, decided: set[str]) -> Iterator[Finding]:
    """Questions that no person answered: not that it holds, and not that it does not."""
    answered = {judged.finding for judged in regulation.judged} | decided
    for name, asked in questions().items():
        if name not in answered and (not asked.when or has(asked.when, regulation)):
            yield Finding(check=checks()[name], rule=None, message=asked.en, state="asked", question=asked)


def _finding(name: str, found: Found, regulation: Regulation, used: set[LawDeviation]) -> Finding:
    deviation = next((each for each in regulation.deviations if _decides(each, name, found)), None)
    if deviation:
        used.add(deviation)
    neutralised = found.neutralised_by or (deviation.neutralised_by if deviation else None)
    accepted = deviation is not None and deviation.accepted is not None
    return Finding(
        check=checks()[name],
        rule=found.rule or (deviation.rule if deviation else None),
        message=found.message,
        state="accepted" if accepted else "neutralised" if neutralised else "open",
        explained=deviation.explained if deviation else None,
        neutralised_by=neutralised,
        where=found.article,
    )


def _decides(deviation: LawDeviation, name: str, found: Found) -> bool:
    """A decision is about the finding's rule; one about a clause of the source text is about all of that check."""
    if deviation.finding != name:
        return False
    return found.rule is None or deviation.rule == found.rule or "/" not in deviation.rule
