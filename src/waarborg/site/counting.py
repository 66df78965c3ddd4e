"""A page that somebody reads, counted where the agency's regulation describes that: of nobody, and without a cookie."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from waarborg.gate.organisations import Agency
from waarborg.gate.policies import InForce
from waarborg.policy.phrases import Language
from waarborg.policy.words import period_in_words
from waarborg.publication.visits import Visit, count, visit_rule

NOT_FOLLOWED = ("DNT", "Sec-GPC")
"""What a browser sends when somebody asks not to be followed."""


def counted(request: HttpRequest, agency: Agency, version: InForce, page: str) -> None:
    """Add this visit to the numbers of today. Looking at a page counts; sending a form does not."""
    if request.method == "GET":
        said = Visit(
            page=page,
            agent=request.headers.get("User-Agent", ""),
            language=request.headers.get("Accept-Language", ""),
            not_followed=any(request.headers.get(name) == "1" for name in NOT_FOLLOWED),
        )
        count(agency.id, version, said)


def counting_in_words(version: InForce, language: Language) -> dict[str, Any]:
    """What the page says of it: what is counted, for how long, by which article. Empty where nothing is."""
    rule = visit_rule(version)
    if rule is None:
        return {}
    return {
        "what": [str(one.label).lower() for one in rule.counted],
        "at_most": period_in_words(rule.at_most, language),
        "article": rule.article,
    }
