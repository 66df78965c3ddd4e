"""Who looked, and to whom data went, in words for the client."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from waarborg.disclosures.choices import DisclosureState
from waarborg.disclosures.elsewhere import AlsoWent
from waarborg.disclosures.register import SeenDisclosure, Shared
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.kernel.languages import reader_language
from waarborg.policy.names import Names
from waarborg.portal.mine.words import recipient_in_words
from waarborg.subject_access.looked import Log

OTHERS = {"wie": "anderen"}
"""What an address asks that shows only what others did."""


def looked_page(log: Log, *, others: bool) -> dict[str, Any]:
    """What portal/mine/who_looked.html needs; with `others` without what the reader did."""
    here, kept = reverse("mine:who_looked"), OTHERS if others else {}
    return {
        "lines": [
            {"sentence": one.sentence, "looked": one.looked, "refused": one.refused}
            for one in log.lines
            if not (others and one.own)
        ],
        "older_url": f"{here}?{urlencode({**kept, 'voor': log.before})}" if log.before else "",
        "others": others,
        "switch_url": here if others else f"{here}?{urlencode(OTHERS)}",
    }


def given_page(actor: Actor, shared: Shared) -> dict[str, Any]:
    """What portal/mine/given.html needs: what went, the newest first, and what is on its way."""
    names = Names(actor.in_force.regulation, reader_language())
    gone = [one for one in shared.given if one.state is DisclosureState.GIVEN]
    lines = [_given(actor, names, one) for one in gone] + [_also(actor, names, one) for one in shared.also]
    waiting = [one for one in shared.given if one.state is DisclosureState.PREPARED]
    return {
        "given": sorted(lines, key=lambda line: line["on"], reverse=True),
        "waiting": [_given(actor, names, one) for one in waiting],
    }


def _given(actor: Actor, names: Names, one: SeenDisclosure) -> dict[str, Any]:
    entries = catalogue_of(actor.in_force).entries
    return {
        "name": one.name or recipient_in_words(one.recipient),
        "recipient": recipient_in_words(one.recipient),
        "kinds": [entries[key].rule.title for key in one.categories if key in entries],
        "purpose": names.purpose(one.purpose),
        "ground": names.ground(one.ground) if one.ground else "",
        "articles": [actor.in_force.article(where) for where in one.articles],
        "on": clock.day_of(one.given_at) if one.given_at else None,
    }


def _also(actor: Actor, names: Names, one: AlsoWent) -> dict[str, Any]:
    """What stands in no dossier: of a complaint, about a data breach."""
    recipient = recipient_in_words(one.recipient)
    return {
        "name": one.name or recipient.capitalize(),
        "recipient": recipient if one.name else "",
        "kinds": [one.what, *one.parts],
        "purpose": names.purpose(one.purpose) if one.purpose else "",
        "ground": names.ground(one.ground) if one.ground else "",
        "articles": [actor.in_force.article(where) for where in one.articles],
        "on": one.on,
    }
