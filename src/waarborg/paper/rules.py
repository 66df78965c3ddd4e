"""What the regulation says of paper dossiers: where they stand, who takes one out, when it is back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from waarborg.gate.policies import InForce
from waarborg.policy.calendar import shipped_calendar
from waarborg.policy.model.base import Period
from waarborg.policy.model.procedures import Paper
from waarborg.policy.model.regulation import Article

DOSSIER = "dossier"


@dataclass(frozen=True, slots=True)
class PaperRules:
    """The rules of one version, with the articles that say them."""

    place: str
    place_article: str
    back_within: Period | None
    lending_article: str
    lending_rule: str
    never_unattended: bool
    everybody_rule: str = ""
    """The rule by which everybody who is guided has a paper part; empty where there is none."""
    everybody_article: str = ""

    def due(self, taken_on: date) -> date | None:
        """The day on which what is taken out is back at the latest; None where the regulation sets no term."""
        if self.back_within is None:
            return None
        return shipped_calendar().add(self.back_within, taken_on)


def paper_rules(in_force: InForce) -> PaperRules | None:
    """What a version says of paper dossiers; None when it says nothing."""
    found = list(_rules(in_force))
    if not found:
        return None
    placed = next(((article, rule) for article, rule in found if rule.place), found[0])
    everybody = next(((article.number, rule.id) for article, rule in found if rule.of_everybody), ("", ""))
    lent = next(((article, rule) for article, rule in found if rule.lent_to), placed)
    return PaperRules(
        place=placed[1].place or "",
        place_article=placed[0].number,
        back_within=next((rule.back_within for _article, rule in found if rule.back_within), None),
        lending_article=lent[0].number,
        lending_rule=lent[1].id,
        never_unattended=any(rule.never_unattended for _article, rule in found),
        everybody_article=everybody[0],
        everybody_rule=everybody[1],
    )


def _rules(in_force: InForce) -> Iterator[tuple[Article, Paper]]:
    for article in in_force.regulation.articles:
        for rule in article.rules:
            if isinstance(rule, Paper) and rule.paper == DOSSIER:
                yield article, rule
