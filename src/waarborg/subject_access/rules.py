"""What regulation and law say about a copy: what it holds, what stays out, what it costs, who may take what along.

Read from the rules of a right (`RightRule`), the regulation's first and the law's beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from waarborg.gate.policies import InForce
from waarborg.kernel import clock
from waarborg.policy.model.access import Permit
from waarborg.policy.model.rights import Fee, RightRule
from waarborg.policy.terms_places import Placed, StandsIn, placed, placed_in_laws

NEVER_SHARED = "never_shared"
"""While this is so an exclusion holds: what nobody but its author saw."""
SECOND_PERSON = "second_person_agreed"
SHARED, CLIENT = "shared", "client"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What holds for the copy of one right. Every article is as `InForce.article` takes it."""

    gives: Sequence[str]
    left_out: Sequence[tuple[str, str]]
    """Kinds of data that stay out while nobody but their author saw them, each with its article."""
    covered_by: str
    """The article by which the privacy of others is kept; empty where none says so."""
    provided_by: frozenset[str]
    """Of what is taken along: who gave it."""
    transfer_to: frozenset[str]
    articles: Sequence[str]
    needs_second: bool
    """Does a rule want a second person before a client gets data?"""


@dataclass(frozen=True, slots=True)
class Price:
    """What an answer costs. There is no amount: where both regulation and law let something be charged, `for_` says
    what for; else nothing is, by these articles."""

    for_: Sequence[str]
    articles: Sequence[str]

    @property
    def is_free(self) -> bool:
        """Is nothing to be paid, whatever happens?"""
        return not self.for_


def copy_by(in_force: InForce, right: str) -> Copy:
    """What regulation and law say about the copy of a right."""
    own, law = _rules(in_force, right)
    every = [*own, *law]
    others = [one for one in every if "other_people" in one.rule.redacts]
    return Copy(
        gives=list(dict.fromkeys(word for one in every for word in one.rule.gives)),
        left_out=list(_left_out(in_force, own).items()),
        covered_by=cited_at(others[0].at) if others else "",
        provided_by=frozenset(word for one in every for word in one.rule.provided_by),
        transfer_to=frozenset(word for one in every for word in one.rule.transfer_to),
        articles=list(dict.fromkeys(cited_at(one.at) for one in every)),
        needs_second=_needs_second(in_force),
    )


def price_of(in_force: InForce, right: str) -> Price:
    """What an answer to this right may cost: only what both regulation and law let be charged (AVG 12.5).

    The regulation's article is named, and the law's where that sets a fee aside.
    """
    own, law = _rules(in_force, right)
    lawful = {case for one in law if isinstance(one.rule.fee, Fee) for case in one.rule.fee.for_}
    asked = [case for one in own if isinstance(one.rule.fee, Fee) for case in one.rule.fee.for_]
    free = [one for one in own if one.rule.fee == "none"]
    set_aside = [one.rule.fee.neutralised_by for one in own if isinstance(one.rule.fee, Fee)]
    by_law = [cited_at(one.at) for one in law if one.rule.answer_within and one.rule.fee == "none"]
    articles = [*(where for where in set_aside if where), *(cited_at(one.at) for one in free), *by_law]
    return Price([case for case in asked if case in lawful], list(dict.fromkeys(articles)))


def cited_at(at: StandsIn) -> str:
    """The place of a rule, as `InForce.article` takes it."""
    return f"{at.source} {at.article}" if at.is_law else at.article


def _left_out(in_force: InForce, own: Sequence[Placed[RightRule]]) -> dict[str, str]:
    """What the regulation keeps out until it was shared, and what a client reads only then: with its article."""
    named = {kind: cited_at(one.at) for one in own if one.rule.only_while == NEVER_SHARED for kind in one.rule.excludes}
    policy = in_force.policy
    shared = policy.vocabulary.mask(SHARED)
    for category in policy.categories:
        permits = policy.cell(CLIENT, "read", category).permits
        if permits and all(test.rule.when & shared for test in permits):
            named.setdefault(category, permits[0].rule.where)
    return named


def _rules(in_force: InForce, right: str) -> tuple[list[Placed[RightRule]], list[Placed[RightRule]]]:
    def about(found: Sequence[Placed[RightRule]]) -> list[Placed[RightRule]]:
        return [one for one in found if right in one.rule.right]

    own = about(list(placed(in_force.regulation, RightRule)))
    return own, about(list(placed_in_laws(in_force.laws, RightRule, clock.today())))


def _needs_second(in_force: InForce) -> bool:
    permits = (one.rule for one in placed(in_force.regulation, Permit))
    return any(
        "client" in one.recipients
        and {"disclose", "export"} & set(one.permit)
        and (SECOND_PERSON in one.when or one.obliges.second_person)
        for one in permits
    )
