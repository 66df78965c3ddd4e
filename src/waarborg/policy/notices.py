"""What people are told or handed: the rules about one kind of notice, the regulation's own or else the law's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from waarborg.policy.model.procedures import Notice
from waarborg.policy.model.regulation import Law, Regulation

REGULATION = "regulation"
"""The regulation itself is handed out."""
CHANGED = "regulation_changed"
"""An important change of it is told."""
FROM_OTHERS = "data_from_others"
"""Data that came from somebody else are told."""
UNEXPECTED = frozenset({"unexpected_data", "unexpected_category", "data_outside_expectation"})


@dataclass(frozen=True, slots=True)
class Told:
    """A rule about a notice, and where it stands: `0`, or `besluit_suwi 4.1`."""

    where: str
    rule: Notice


def notices(regulation: Regulation, laws: Sequence[Law], what: Iterable[str]) -> list[Told]:
    """The rules about these notices. What the regulation is silent about, the law says."""
    wanted = set(what)
    own = [
        Told(article.number, rule)
        for article in regulation.articles
        for rule in article.rules
        if isinstance(rule, Notice) and rule.notice in wanted
    ]
    return own or [
        Told(f"{law.law} {article.number}", rule)
        for law in laws
        for article in law.articles
        for rule in article.rules
        if isinstance(rule, Notice) and rule.notice in wanted
    ]


def all_notices(regulation: Regulation, laws: Sequence[Law]) -> dict[tuple[str, str], Told]:
    """Of each notice, and each whom it tells, the rule that says so: the first one, as `notices` finds them."""
    named = {
        rule.notice
        for articles in (regulation.articles, *(law.articles for law in laws))
        for article in articles
        for rule in article.rules
        if isinstance(rule, Notice)
    }
    found: dict[tuple[str, str], Told] = {}
    for name in sorted(named):
        for told in notices(regulation, laws, [name]):
            for whom in told.rule.to:
                found.setdefault((name, whom), told)
    return found
