"""How a regulation asks a consent: in which form it counts, from whom, what it must name, what withdrawing it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from waarborg.gate.policies import InForce
from waarborg.policy.model.access import ConsentRule, Minors, Permit

TO_OTHERS = "disclosure"
FACTS: Mapping[str, str] = {TO_OTHERS: "written_consent"}
"""The fact that a consent makes true, where it is not simply named after it (`storage`: `storage_consent`)."""

ENOUGH: Mapping[str, frozenset[str]] = {
    "unambiguous": frozenset({"unambiguous", "explicit", "written", "separate_form"}),
    "explicit": frozenset({"explicit", "written", "separate_form"}),
    "written": frozenset({"written", "separate_form"}),
    "separate_form": frozenset({"written", "separate_form"}),
}
"""Per form that a rule asks, the forms in which it may have been given. What is written here is on its own form."""


OWN_FORM = "separate_form"
"""A consent on a form of its own: it is asked of everybody at the start."""
OURSELVES = frozenset({"client", "representative"})
"""Recipients who are no others."""
GIVING = frozenset({"disclose", "hand_over"})
"""Acts by which somebody else gets something."""
NAMES_RECIPIENTS = frozenset({"recipient", "one_recipient"})
NAMES_KINDS = frozenset({"limited_category", "named_categories"})
"""What a consent reaches no further than, in the words of its rule."""
RECIPIENT_NEEDED = "recipient"
"""That a consent to give to others says to whom, among what its rule needs."""
INFORMED_AND_FREE = frozenset({"information_given", "free_choice"})
"""What a rule has said of how a consent was asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A consent that the regulation knows: its rule, the article, and the fact that it makes true."""

    rule: ConsentRule
    article: str
    fact: str
    to_others: bool = False
    """Is it about giving data to others? Else it is about writing them down, or using them."""
    not_by_minors: str = ""
    """The article by which somebody who is too young does not give it themself; empty where there is none."""


def consents_of(version: InForce) -> Sequence[Asked]:
    """Every consent that the regulation asks, in the order of its articles."""
    articles = version.regulation.articles
    minors = next(
        (
            article.number
            for article in articles
            for rule in article.rules
            if isinstance(rule, Minors) and {"consent", "everything"} & set(rule.applies_to)
        ),
        "",
    )
    return [
        Asked(
            rule=rule,
            article=article.number,
            fact=FACTS.get(rule.consent, f"{rule.consent}_consent"),
            to_others=rule.consent == TO_OTHERS,
            not_by_minors=minors,
        )
        for article in articles
        for rule in article.rules
        if isinstance(rule, ConsentRule)
    ]


def asked_for(version: InForce, fact: str) -> Asked | None:
    """The consent that makes a fact true; None where the regulation asks none."""
    return next((asked for asked in consents_of(version) if asked.fact == fact), None)


def article_not_met(version: InForce, fact: str, form: str) -> str | None:
    """The article that asks a stronger form than this one for what is declared; None where the form is enough."""
    for asked in consents_of(version):
        if asked.fact == fact:
            enough = ENOUGH.get(asked.rule.form)
            if enough is not None and form not in enough:
                return asked.article
    return None


def resting_on(version: InForce, fact: str) -> list[str]:
    """The kinds of data that nobody may add without this fact: what has no other ground than that consent."""
    policy = version.policy
    asked = policy.vocabulary.mask(fact)
    found = []
    for category in policy.categories:
        cells = [cell for role in policy.roles if (cell := policy.cell(role, "write", category)).permits]
        closes = [
            all(permit.when & asked for permit in cell.permits)
            or any(test.rule.unless == asked and not test.rule.when for test in cell.prohibitions)
            for cell in cells
        ]
        if closes and all(closes):
            found.append(category)
    return found


def recipients_of(version: InForce) -> list[str]:
    """Who outside may ever receive something, in the order of the regulation."""
    named = [
        one
        for article in version.regulation.articles
        for rule in article.rules
        if isinstance(rule, Permit) and GIVING & set(rule.permit)
        for one in rule.recipients
        if one not in OURSELVES
    ]
    return list(dict.fromkeys(named))


def names_recipients(asked: Asked) -> bool:
    """Does whoever answers this consent say to whom?"""
    return bool(NAMES_RECIPIENTS & set(asked.rule.scope)) or (asked.to_others and RECIPIENT_NEEDED in asked.rule.needs)


def confirmations(asked: Asked | None) -> tuple[str, ...]:
    """What must be so of how it was asked, as far as its rule says it: that it was explained, that no was possible."""
    return tuple(one for one in asked.rule.needs if one in INFORMED_AND_FREE) if asked is not None else ()


def forms_enough(asked: Asked) -> tuple[str, ...]:
    """In which forms this consent may be given, the one that its article names first."""
    enough = ENOUGH.get(asked.rule.form, frozenset({asked.rule.form}))
    return tuple(sorted(enough, key=lambda one: (one != asked.rule.form, one)))
