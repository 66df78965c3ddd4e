"""What a regulation says in so many words that people declare before anything opens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from waarborg.policy.model.procedures import Confidentiality, Processor
from waarborg.policy.model.regulation import Law, Regulation

SUB_CONTRACTOR = "sub_contractor"
"""The party of the vocabulary that works under somebody else's agreement."""


def wordings(regulation: Regulation, roles: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Article and words of everything that these roles sign, as the regulation has it."""
    wanted = set(roles)
    for article in regulation.articles:
        for rule in article.rules:
            if isinstance(rule, Confidentiality) and rule.text and wanted & set(rule.confidentiality):
                yield article.number, " ".join(rule.text.split())


def says(text: str, wording: str) -> bool:
    """Does a text hold these words, however they are broken into lines?"""
    return wording in " ".join(text.split())


def asked_of_hired(regulation: Regulation, laws: Iterable[Law]) -> str:
    """The article by which who is hired is bound by the duties of the agreement they work under."""
    for article in regulation.articles:
        for rule in article.rules:
            if isinstance(rule, Confidentiality) and rule.form == "contract" and "contractor" in rule.confidentiality:
                return article.number
    for law in laws:
        for article in law.articles:
            if any(isinstance(rule, Processor) and rule.party == SUB_CONTRACTOR for rule in article.rules):
                return f"{law.law} {article.number}"
    return ""
