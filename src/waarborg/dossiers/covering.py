"""What stays covered until somebody opens one item with a reason: numbers, credentials, and what is about others.

Covered is what a page, a print, a list and a history are given. So a template that forgets to cover shows nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from waarborg.dossiers.catalogue import Entry
from waarborg.kernel import clock

BLACKED = "█" * 6
"""As long for one letter as for a page."""
HIDDEN = "•" * 9
ENDS_SHOWN = frozenset({"bsn", "iban"})
"""Numbers of which the end may show, so that somebody can tell one from another."""
END = 3
LIVING = frozenset({"address", "postcode", "place"})
"""The types of fields that say where somebody lives."""


def covers(entry: Entry) -> frozenset[str]:
    """The names of the fields that are covered; until when it holds shows, so that somebody takes it out in time."""
    rule = entry.rule
    if rule.masked or rule.in_vault:
        return frozenset(name for name, field in rule.fields.items() if not field.expires)
    if not rule.redacts:
        return frozenset()
    named = frozenset(name for name, field in rule.fields.items() if field.other_people)
    return named or frozenset(rule.fields)


def covered(entry: Entry, fields: Mapping[str, str]) -> dict[str, str]:
    """The fields as they are shown to everybody: what `covers` names is no longer in them."""
    under = covers(entry)
    return {name: _cover(entry, name, value) if name in under else value for name, value in fields.items()}


def _cover(entry: Entry, name: str, value: str) -> str:
    if entry.rule.redacts and not entry.rule.masked:
        return BLACKED
    return HIDDEN + value[-END:] if entry.rule.fields[name].type in ENDS_SHOWN else HIDDEN


def where_living(entry: Entry) -> frozenset[str]:
    """The names of the fields that say where a client lives; none of a kind of data that is about others."""
    if entry.rule.redacts or entry.of_trajectory:
        return frozenset()
    return frozenset(name for name, field in entry.rule.fields.items() if field.type in LIVING)


def put_apart(entry: Entry, fields: Mapping[str, str], *, secret: bool) -> tuple[dict[str, str], dict[str, str]]:
    """The fields, and apart from them those of a secret address."""
    apart = where_living(entry) if secret else frozenset[str]()
    return (
        {name: value for name, value in fields.items() if name not in apart},
        {name: value for name, value in fields.items() if name in apart},
    )


def expired_on(entry: Entry, fields: Mapping[str, str]) -> date | None:
    """The day after which an item holds no longer, when that day has been."""
    days = [
        date.fromisoformat(fields[name])
        for name, field in entry.rule.fields.items()
        if field.expires and fields.get(name)
    ]
    return min(days) if days and min(days) < clock.today() else None
