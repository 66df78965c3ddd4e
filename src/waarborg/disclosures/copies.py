"""The copy that goes: what was chosen and no more, for one recipient by name, with purpose and ground."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.accounts.models import Organisation
from waarborg.disclosures.attaching import attached_in
from waarborg.disclosures.hiding import HIDDEN, coarse, nobody
from waarborg.disclosures.weighing import WeighedItem, entries_in
from waarborg.dossiers import values
from waarborg.dossiers.catalogue import Entry, catalogue_of
from waarborg.dossiers.said import SaidOfIt
from waarborg.gate.door import Door
from waarborg.letters.days import day_in_words
from waarborg.letters.typesetting import typeset
from waarborg.policy.model.catalogue import FieldRule
from waarborg.policy.names import Names
from waarborg.policy.phrases import Language

TEMPLATE = "disclosure"


def copy_of(
    door: Door,
    *,
    recipient: str,
    client: str,
    number: str,
    items: Sequence[WeighedItem],
    said: Sequence[SaidOfIt],
    language: Language,
    at: datetime,
) -> bytes:
    """The copy as an accessible PDF (PDF/UA-1), the same for the same moment.

    Of somebody whose identity stays hidden it says neither name nor number, and of days the year. `said` is what the
    client says of the whole dossier.
    """
    hidden = HIDDEN in door.claims.facts
    organisation = Organisation.objects.using(door.using).get(pk=door.actor.organisation_id)
    regulation = door.actor.in_force.regulation
    names, catalogue = Names(regulation, language), catalogue_of(door.actor.in_force, language)
    with translation.override(language):
        words = {
            "organisation": organisation.name,
            "recipient": recipient,
            "client": nobody() if hidden else client,
            "number": number,
            "date": day_in_words(at.date()),
            "purpose": names.purpose(door.claims.purpose or ""),
            "ground": names.ground(door.claims.ground or ""),
            "regulation": f"{regulation.title}, {regulation.version}",
            "articles": ", ".join(dict.fromkeys(one.answer.articles[0] for one in items)),
            "kinds": [
                {
                    "title": catalogue.title(entry.key),
                    "records": [
                        _record(one, catalogue.entry(entry.key), hidden=hidden)
                        for one in items
                        if one.record.entry is entry
                    ],
                }
                for entry in entries_in(items)
            ],
            "said": [_said(one, hidden=hidden) for one in said],
        }
    return typeset(TEMPLATE, language, words, at=at)


def _record(one: WeighedItem, entry: Entry, *, hidden: bool) -> dict[str, object]:
    rules, fields = entry.rule.fields, one.record.content.fields
    files, shown = set(attached_in(one.record, one.fields)), coarse if hidden else _shown
    return {
        "date": str(one.record.occurred_on.year) if hidden else day_in_words(one.record.occurred_on),
        "rows": [
            [rules[name].label, _("see the pages after this") if name in files else shown(rules[name], fields[name])]
            for name in one.fields
        ]
        + [_said(own, hidden=hidden) for own in one.record.said if not own.of_dossier],
    }


def _said(one: SaidOfIt, *, hidden: bool) -> list[str]:
    """The client's own words go along; where nobody may know who it is, only that there are some."""
    if hidden:
        return [one.title, _("These words are not here, because they may say who it is. Ask for them.")]
    return [one.heading, one.words]


def _shown(rule: FieldRule, kept: str) -> str:
    return str(values.shown(rule, kept))
