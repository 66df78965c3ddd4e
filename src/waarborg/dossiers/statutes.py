"""What is kept or given because a law asks it says which law: the regulation names it, or whoever does it."""

from __future__ import annotations

import re

from waarborg.gate.policies import InForce
from waarborg.policy.model.catalogue import PurposeRule

LEGAL_OBLIGATION = "avg 6.1.c"
NAMES_ARTICLE = re.compile(r"\b(?:art(?:ikel|icle|\.)?)\s*\d", re.IGNORECASE)
"""A law is named by its article: no sentence that merely says that a law asks it."""


def names_statute(text: str) -> bool:
    """Does it name an article of a law?"""
    return bool(NAMES_ARTICLE.search(text))


def statute_unnamed(version: InForce, purpose: str | None, note: str) -> str | None:
    """The article by which a note must name a law and does not; None where all is well."""
    return None if names_statute(note) else statute_asked(version, purpose)


def statute_asked(version: InForce, purpose: str | None) -> str | None:
    """The article by which a purpose rests on nothing but a law that the regulation does not name; else None."""
    for article in version.regulation.articles:
        for rule in article.rules:
            if isinstance(rule, PurposeRule) and rule.purpose == purpose:
                unnamed = tuple(rule.basis) == (LEGAL_OBLIGATION,) and not rule.rests_on and not rule.because
                return article.number if unnamed else None
    return None
