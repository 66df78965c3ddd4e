"""Who looked, in words."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from waarborg.desk.words import roles_in_words
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.history import Looked
from waarborg.gate.actors import Actor
from waarborg.ledger.selectors import LoggedEvent
from waarborg.ledger.sentences import sentence

MOST_KINDS = 4


def looked_page(actor: Actor, seen: Looked) -> dict[str, Any]:
    """What desk/who_looked.html needs beside the shared part."""
    page: dict[str, Any] = {"entries": [_entry(actor, seen, event) for event in seen.events]}
    if seen.frame.answers:
        page["told_url"] = reverse("desk:told", args=[seen.frame.number])
    if seen.before:
        older = reverse("desk:who_looked", args=[seen.frame.number])
        page["older_url"] = f"{older}?{urlencode({'voor': str(seen.before)})}"
    return page


def _entry(actor: Actor, seen: Looked, event: LoggedEvent) -> dict[str, Any]:
    regulation = actor.in_force.regulation
    who = seen.names.get(event.actor_id, "") if event.actor_id else _("Waarborg itself")
    article = event.articles[0] if event.articles else ""
    return {
        "at": event.at,
        "who": who,
        "role": roles_in_words(regulation, event.roles),
        "what": event_in_words(actor, event, who, _("this dossier")),
        "why": actor.in_force.purposes_said().get(event.purpose, "") if event.allowed else "",
        "article": actor.in_force.article(article) if article else "",
        "refused": not event.allowed,
    }


def event_in_words(actor: Actor, event: LoggedEvent, who: str, which: str) -> str:
    """The sentence of an event; `which`: the dossier, as its reader knows it there."""
    return sentence(event.kind, actor=who, dossier=which, categories=kinds_of_event(actor, event))


def kinds_of_event(actor: Actor, event: LoggedEvent) -> str:
    """The kinds of data of an event by their titles, the first few by name."""
    entries = catalogue_of(actor.in_force).entries
    titles = [entries[category].rule.title if category in entries else category for category in event.categories]
    if len(titles) <= MOST_KINDS:
        return ", ".join(titles)
    shown = ", ".join(titles[:MOST_KINDS])
    return _("%(kinds)s and %(number)s other kinds") % {"kinds": shown, "number": len(titles) - MOST_KINDS}
