"""What can be done with one item of a request, each with its form: by the right, by who looks, as it stands."""

from __future__ import annotations

from typing import Any

from django import forms

from waarborg.desk.forms.records import Around, RecordForm
from waarborg.desk.forms.rights_items import AddWordsForm, RefuseForm
from waarborg.desk.pages.records import uncovered
from waarborg.desk.words import source_in_words, words_of
from waarborg.gate.actors import Actor
from waarborg.rights.item_selectors import OneItem

Forms = dict[str, Any]


def forms_for(actor: Actor, found: OneItem, *, sent: str = "", data: Any = None) -> Forms:
    """Per act its form; the one that was sent with what was typed."""
    if found.ended:
        return {}
    if found.item.decided is not None:
        return {"agree": forms.Form(data)} if found.item.waits_for_second and not found.item.mine else {}
    if found.judged_by and found.judged_by not in actor.roles:
        return {}
    given = {sent: data}
    made: Forms = {}
    if found.record is not None and found.right == "rectification":
        made["correct"] = RecordForm(given.get("correct"), entry=found.record.entry, around=_around(actor, found))
    if found.record is not None and found.right in {"supplement", "statement"}:
        made["add_words"] = AddWordsForm(given.get("add_words"), wanted=found.item.wanted)
    made["refuse"] = RefuseForm(given.get("refuse"), refusals=found.refusals)
    return made


def _around(actor: Actor, found: OneItem) -> Around:
    """What may be chosen around a correction."""
    record = found.record
    assert record is not None  # noqa: S101 - only asked where there is one
    words = words_of(actor.in_force.regulation)
    return Around(
        sources=[(key, source_in_words(key, words)) for key in record.entry.sources],
        purposes=(),
        values=uncovered(record),
        covered=record.covered,
        version=record.version,
    )
