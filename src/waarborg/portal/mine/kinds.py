"""What is known of a client in words: each item with where it comes from, what for, how long, and by which article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse

from waarborg.dossiers import values
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.retention_days import Ending, endings
from waarborg.dossiers.selectors import SeenDossier, SeenRecord
from waarborg.gate.actors import Actor
from waarborg.kernel.errors import NotFound
from waarborg.kernel.identifiers import is_identifier
from waarborg.letters.services import SeenLetter
from waarborg.policy.model.catalogue import FILES
from waarborg.portal.mine.words import source_in_words


def data_page(actor: Actor, seen: SeenDossier) -> dict[str, Any]:
    """What portal/mine/data.html needs."""
    found = {
        entry.key: [one for one in seen.of(entry.key) if one.moved_on is None] for entry in catalogue_of(actor.in_force)
    }
    entries = catalogue_of(actor.in_force).entries
    closed = [
        {"label": entries[key].rule.title, "key": key, "article": actor.in_force.article(answer.articles[0])}
        for key, answer in seen.closed.items()
        if answer.articles and key in entries
    ]
    return {
        "kinds": [
            {
                "url": reverse("mine:kind", args=[key]),
                "label": entries[key].rule.title,
                "key": key,
                "count": len(items),
                "newest_on": max(one.occurred_on for one in items),
            }
            for key, items in found.items()
            if items
        ],
        "empty": [
            {"label": entries[key].rule.title, "key": key} for key in found if key in seen.readable and not found[key]
        ],
        "closed": closed,
    }


def kind_page(actor: Actor, seen: SeenDossier, category: str) -> dict[str, Any]:
    """What portal/mine/kind.html needs."""
    entry = catalogue_of(actor.in_force).entries[category]
    found = [one for one in endings(actor, seen) if one.record.entry.key == category]
    return {
        "label": entry.rule.title,
        "key": category,
        "article": actor.in_force.article(entry.article),
        "records": [_record(actor, one) for one in found if one.record.moved_on is None],
    }


def _record(actor: Actor, ending: Ending) -> dict[str, Any]:
    record, fate = ending.record, ending.fate
    return {
        "title": values.title_of(record.entry, record.content.fields),
        "on": record.occurred_on,
        "fields": fields_of(record),
        "note": record.content.note,
        "source": source_in_words(record.source),
        "author": record.author_name,
        "purpose": actor.in_force.purposes_said().get(record.purpose, ""),
        "restricted": "restricted" in record.marks,
        "secret_address": record.secret_address,
        "said": [{"heading": one.heading, "words": one.words} for one in record.said],
        "say_url": reverse("mine:own_words", args=[record.entry.key, record.id]),
        "until_on": fate.due,
        "until_article": actor.in_force.article(fate.article) if fate.article else None,
    }


def item_of(seen: SeenDossier, record_id: UUID) -> SeenRecord:
    """One of the items that were read. Raises `NotFound`."""
    found = next((one for one in seen.records if one.id == record_id and one.moved_on is None), None)
    if found is None:
        raise NotFound("There is no such item here.")
    return found


def fields_of(record: SeenRecord) -> list[dict[str, Any]]:
    """The filled fields of an item, in the order of the catalogue."""
    return [
        {
            "label": rule.label,
            "value": "" if rule.type in FILES else kept if name in record.covered else values.shown(rule, kept),
            "covered": name in record.covered,
            "url": _file_at(kept) if rule.type in FILES and name not in record.covered else "",
            "is_file": rule.type in FILES,
        }
        for name, rule in record.entry.rule.fields.items()
        if (kept := record.content.fields.get(name))
    ]


def _file_at(kept: str) -> str:
    """Where a file is fetched; empty for what came without one."""
    return reverse("mine:file", args=[kept]) if is_identifier(kept) else ""


def letters_page(found: Sequence[SeenLetter]) -> dict[str, Any]:
    """What portal/mine/letters.html needs."""
    return {
        "letters": [
            {"url": reverse("mine:letter", args=[one.id]), "title": one.title.capitalize(), "made_at": one.made_at}
            for one in found
        ]
    }
