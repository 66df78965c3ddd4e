"""A dossier on paper, in words."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from waarborg.desk.pages.records import fields_of
from waarborg.desk.pages.said import said_lines
from waarborg.desk.words import source_in_words, words_of
from waarborg.dossiers import values
from waarborg.dossiers.prints import Printed, printable
from waarborg.gate.actors import Actor


def print_choices(actor: Actor) -> dict[str, Any]:
    """What may be chosen: the purposes of the closed list, the kinds of data that may ever be printed."""
    titles = actor.in_force.purposes_said()
    purposes = [(key, titles.get(key, key)) for key in actor.in_force.policy.purposes]
    return {"purposes": purposes, "entries": printable(actor)}


def printed_page(actor: Actor, made: Printed, printed_by: str) -> dict[str, Any]:
    """What desk/printed.html needs."""
    words = words_of(actor.in_force.regulation)
    return {
        "dossier": {"number": made.number, "name": made.name, "url": reverse("desk:dossier", args=[made.number])},
        "purpose": actor.in_force.purposes_said().get(made.purpose, made.purpose),
        "printed_at": made.printed_at,
        "printed_by": printed_by,
        "kinds": [
            {
                "label": entry.rule.title,
                "article": entry.article,
                "records": [
                    {
                        "title": values.title_of(entry, record.content.fields),
                        "fields": fields_of(entry, record.content.fields, record.covered),
                        "said": said_lines(record.said),
                        "occurred_on": record.occurred_on,
                        "source": source_in_words(record.source, words),
                    }
                    for record in records
                ],
            }
            for entry, records in made.records
        ],
    }
