"""Which duty there is to answer a principal that asks for data, or to report to it: the regulation's, or the law's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from waarborg.policy.model.procedures import Duty
from waarborg.policy.model.regulation import Law, Regulation

QUESTION_OF = "question_of_"
"""How the event begins by which such a duty comes: `question_of_municipality`."""
REPORT_TO = "report_to_"
"""The same for what is reported, asked or not, such as that a client does not cooperate: `report_to_municipality`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """The duty to answer one kind of principal, and where it stands: `5.3`, or `participatiewet 64`."""

    where: str
    rule: Duty

    @property
    def what(self) -> str:
        """The word under which its term stands among the dates."""
        return f"duty_{self.rule.duty}"


def answering(regulation: Regulation, laws: Sequence[Law], kind: str, event: str = QUESTION_OF) -> Answering | None:
    """The duty to answer a principal of this kind, or to report to it; None where nothing says so."""
    return next(_duties(regulation, laws, f"{event}{kind}"), None)


def who_answers(regulation: Regulation, laws: Sequence[Law]) -> frozenset[str]:
    """The roles that answer what any principal asks by such a duty, or report to it."""
    return frozenset(one.rule.role for event in (QUESTION_OF, REPORT_TO) for one in _duties(regulation, laws, event))


def _duties(regulation: Regulation, laws: Sequence[Law], begins: str) -> Iterator[Answering]:
    for name, articles in (("", regulation.articles), *((f"{law.law} ", law.articles) for law in laws)):
        for article in articles:
            for rule in article.rules:
                if isinstance(rule, Duty) and any(event.startswith(begins) for event in rule.at):
                    yield Answering(where=f"{name}{article.number}", rule=rule)
