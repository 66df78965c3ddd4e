"""Which of a regulation's purposes ordinary work serves."""

from __future__ import annotations

from waarborg.policy.model.catalogue import CategoryRule, PurposeRule
from waarborg.policy.model.regulation import Regulation


def main_purpose(regulation: Regulation) -> str | None:
    """The purpose that most kinds of data serve, the first named of several; None when there is no list.

    The order of the articles does not say it: a text may speak of its invoices before it speaks of its guidance.
    """
    rules = [rule for article in regulation.articles for rule in article.rules]
    kinds = [rule for rule in rules if isinstance(rule, CategoryRule)]
    purposes = [rule for rule in rules if isinstance(rule, PurposeRule)]
    if not purposes:
        return None
    return max(purposes, key=lambda purpose: sum(_serves(kind, purpose) for kind in kinds)).purpose


def _serves(kind: CategoryRule, purpose: PurposeRule) -> bool:
    wanted = not kind.purposes or purpose.purpose in kind.purposes
    return wanted and (not purpose.categories or bool({"all", kind.category} & set(purpose.categories)))
