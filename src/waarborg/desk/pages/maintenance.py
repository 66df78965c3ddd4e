"""Maintenance by suppliers, in words: for who opens it, and for the supplier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.pages.principals import who_may
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.gate.actors import Actor
from waarborg.gate.suppliers import asked_by
from waarborg.kernel import clock
from waarborg.kernel.languages import reader_language
from waarborg.ledger.selectors import LoggedEvent
from waarborg.ledger.sentences import sentence
from waarborg.parties.choices import PartyKind
from waarborg.parties.selectors import of_kind
from waarborg.policy.words import period_in_words
from waarborg.work.maintenance import SeenWindow, Supplier, rule_of

WORKS_FOR_US = (PartyKind.SUPPLIER, PartyKind.PROCESSOR)


def list_page(actor: Actor, suppliers: Sequence[Supplier], found: Sequence[SeenWindow]) -> dict[str, Any]:
    """What desk/maintenance.html needs beside its form."""
    now = clock.now()
    lines = [_line(one) for one in found]
    return {
        "open": [line for line, one in zip(lines, found, strict=True) if one.is_open(now)],
        "past": [line for line, one in zip(lines, found, strict=True) if not one.is_open(now)],
        "suppliers": [{"name": one.name, "party": one.party} for one in suppliers],
        **_rule(actor),
        **who_may(actor),
    }


def choices(suppliers: Sequence[Supplier]) -> list[tuple[str, str]]:
    """The suppliers to choose from, each with the organisation they come for."""
    return [(str(one.account_id), f"{one.name}, {one.party}") for one in suppliers]


def party_choices(actor: Actor) -> list[tuple[str, str]]:
    """The organisations that work for the agency."""
    return [(str(one.id), one.name) for kind in WORKS_FOR_US for one in of_kind(actor, kind)]


def _rule(actor: Actor) -> dict[str, Any]:
    """What the regulation lets a supplier do during maintenance, for how long, and by which article."""
    found = rule_of(actor.in_force)
    if found is None:
        return {"rule": None}
    article, rule = found
    entries = catalogue_of(actor.in_force).entries
    longest = rule.obliges.ends_after
    return {
        "rule": actor.in_force.article(article),
        "longest": period_in_words(longest, reader_language()) if longest else "",
        "closed": [entries[one].rule.title for one in rule.excepts if one in entries],
    }


def _line(one: SeenWindow) -> dict[str, Any]:
    return {
        "url": reverse("desk:maintenance_window", args=[one.id]),
        "close_url": reverse("desk:maintenance_close", args=[one.id]),
        "name": one.name,
        "party": one.party,
        "reason": one.reason,
        "opened_at": one.opened_at,
        "opened_by": one.opened_by,
        "over_at": one.over_at,
        "closed_by": one.closed_by,
    }


def window_page(actor: Actor, one: SeenWindow, events: Sequence[LoggedEvent]) -> dict[str, Any]:
    """What desk/maintenance_window.html needs: everything that the supplier did or was refused, in its order."""
    is_open = one.is_open(clock.now())
    return {"window": {**_line(one), "is_open": is_open}, "lines": [_event(actor, one, event) for event in events]}


def _event(actor: Actor, one: SeenWindow, event: LoggedEvent) -> dict[str, Any]:
    entries = catalogue_of(actor.in_force).entries
    titles = [entries[category].rule.title for category in event.categories if category in entries]
    return {
        "at": event.at,
        "what": sentence(event.kind, actor=one.name, dossier=_("a dossier"), categories=", ".join(titles)),
        "refused": not event.allowed,
        "article": event.articles[0] if event.articles else "",
        "from_where": event.from_where,
    }


def own_page(actor: Actor, window: SeenWindow | None) -> dict[str, Any]:
    """What desk/maintenance_own.html needs: what the supplier may do now."""
    return {"window": _line(window) if window else None, **_rule(actor)}


def new_page(actor: Actor) -> dict[str, Any]:
    """What desk/supplier_new.html needs beside its form."""
    return {"article": actor.in_force.article(asked_by(actor.in_force))}
