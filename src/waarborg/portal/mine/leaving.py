"""Who looked, and to whom data went, in words for the client."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from waarborg.disclosures.choices import DisclosureState
from waarborg.disclosures.register import SeenDisclosure
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.policy.names import Names
from waarborg.portal.mine.words import recipient_in_words
from waarborg.portal.pages import language
from waarborg.subject_access.looked import Log


def looked_page(log: Log) -> dict[str, Any]:
    """What portal/mine/who_looked.html needs."""
    older = f"{reverse('mine:who_looked')}?{urlencode({'voor': log.before})}" if log.before else ""
    lines = [{"sentence": one.sentence, "looked": one.looked, "refused": one.refused} for one in log.lines]
    return {"lines": lines, "older_url": older}


def given_page(actor: Actor, given: Sequence[SeenDisclosure]) -> dict[str, Any]:
    """What portal/mine/given.html needs: what went, and what is on its way."""
    names, entries = Names(actor.in_force.regulation, language()), catalogue_of(actor.in_force).entries
    lines = [
        {
            "name": one.name or recipient_in_words(one.recipient),
            "recipient": recipient_in_words(one.recipient),
            "kinds": [entries[key].rule.title for key in one.categories if key in entries],
            "purpose": names.purpose(one.purpose),
            "ground": names.ground(one.ground) if one.ground else "",
            "articles": [actor.in_force.article(where) for where in one.articles],
            "given_at": one.given_at,
            "waits": one.state is DisclosureState.PREPARED,
        }
        for one in given
        if one.state in (DisclosureState.PREPARED, DisclosureState.GIVEN)
    ]
    return {
        "given": [line for line in lines if not line["waits"]],
        "waiting": [line for line in lines if line["waits"]],
    }
