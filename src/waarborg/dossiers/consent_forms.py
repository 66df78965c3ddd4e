"""In which form a consent counts: as the regulation asks it, or stronger."""

from __future__ import annotations

from collections.abc import Mapping

from waarborg.gate.policies import InForce
from waarborg.policy.model.access import ConsentRule

FACTS: Mapping[str, str] = {"disclosure": "written_consent"}
"""The fact that a consent makes true, where it is not simply named after it (`storage`: `storage_consent`)."""

ENOUGH: Mapping[str, frozenset[str]] = {
    "unambiguous": frozenset({"unambiguous", "explicit", "written", "separate_form"}),
    "explicit": frozenset({"explicit", "written", "separate_form"}),
    "written": frozenset({"written", "separate_form"}),
    "separate_form": frozenset({"written", "separate_form"}),
}
"""Per form that a rule asks, the forms in which it may have been given. What is written here is on its own form."""


def article_not_met(in_force: InForce, fact: str, form: str) -> str | None:
    """The article that asks a stronger form than this one for what is declared; None where the form is enough."""
    for article in in_force.regulation.articles:
        for rule in article.rules:
            if isinstance(rule, ConsentRule) and FACTS.get(rule.consent, f"{rule.consent}_consent") == fact:
                enough = ENOUGH.get(rule.form)
                if enough is not None and form not in enough:
                    return article.number
    return None
