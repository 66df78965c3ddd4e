"""What an example agency is changing in its regulation: a draft with a later first day and one term shorter."""

from __future__ import annotations

from datetime import timedelta

from waarborg.demo.establishing import Agency
from waarborg.demo.offices import offices
from waarborg.drafting.choices import Why
from waarborg.drafting.examining import examine
from waarborg.drafting.selectors import drafts, text_in_force
from waarborg.drafting.services import begin, keep
from waarborg.kernel import clock
from waarborg.policy.amending import terms_in, with_head, with_term
from waarborg.policy.model.base import Period

LEAST = 2
"""A term of fewer is not made shorter."""


def draft_regulation(agency: Agency) -> None:
    """Begin a draft with a later first day, and with the first term of keeping that can be one shorter."""
    by = agency.actor(offices()["ways_of_working"]["proposed"]["by"])
    if drafts(by):
        return
    with clock.travel(agency.moment(agency.population.seeded_on, 8, 50)):
        begin(by)
        text = text_in_force(by)
        first_day = agency.population.seeded_on + timedelta(days=offices()["drafts"]["after_days"])
        keep(by, with_head(_one_term_shorter(text), "in_force_from", first_day.isoformat()), why=Why.TERMS)


def _one_term_shorter(text: str) -> str:
    """The text with another term of keeping, where its article takes the number from the rule; else as it is."""
    for one in terms_in(text):
        by_itself = f"{{{one.rule.partition('/')[2]}.{one.key}}}" in text
        if one.key == "at_most" and one.period.number >= LEAST and by_itself:
            changed = with_term(text, one, Period(number=one.period.number - 1, unit=one.period.unit))
            return text if examine(changed).mistakes else changed
    return text
