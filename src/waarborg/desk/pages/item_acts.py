"""What can be done with one item of a request, each with its form: by the right, by who looks, as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from waarborg.desk.forms.records import Around, RecordForm
from waarborg.desk.forms.rights_items import AddWordsForm, DoneForm, LiftingForm, RefuseForm
from waarborg.desk.pages.records import uncovered
from waarborg.desk.words import source_in_words, words_of
from waarborg.gate.actors import Actor
from waarborg.rights.item_rules import ERASES
from waarborg.rights.item_selectors import OneItem

Forms = dict[str, Any]


def forms_for(actor: Actor, found: OneItem, *, sent: str = "", data: Any = None) -> Forms:
    """Per act its form; the one that was sent with what was typed."""
    given = {sent: data}
    mine = not found.judged_by or found.judged_by in actor.roles
    if found.restricted is not None and found.item.decided is not None and mine:
        return _lifting(found.restricted, given)
    if found.ended:
        return {}
    if found.item.decided is not None:
        return {"agree": forms.Form(data)} if found.item.waits_for_second and not found.item.mine else {}
    if not mine:
        return {}
    made: Forms = {}
    if found.record is not None and found.right == "rectification":
        made["correct"] = RecordForm(given.get("correct"), entry=found.record.entry, around=_around(actor, found))
    if found.record is not None and found.right in {"supplement", "statement"}:
        made["add_words"] = AddWordsForm(given.get("add_words"), wanted=found.item.wanted)
    made |= _carried_out(found, given)
    because = found.proposal.because if found.proposal else ""
    made["refuse"] = RefuseForm(given.get("refuse"), refusals=found.refusals, proposed=because)
    if found.proposal and found.proposal.refuse:
        made = {"refuse": made.pop("refuse"), **made}
    return made


def _carried_out(found: OneItem, given: dict[str, Any]) -> Forms:
    """Restricting and erasing, where that is asked and nothing stands in the way that nobody may weigh."""
    made: Forms = {}
    if found.item.record_id is None:
        if found.item.goes_alone and found.right in ERASES:
            says = _("What the letter says is gone at once and for good. That there was a letter, stays.")
            made["erase"] = DoneForm(given.get("erase"), help_text=says)
        return made
    if found.right in {"restriction", "objection"}:
        says = _("Nobody sees or uses it any more but who must know.")
        made["restrict"] = DoneForm(given.get("restrict"), help_text=says)
    if found.right in ERASES and not any(one.certain for one in found.obstacles):
        says = _("It is gone at once and for good: what it says, its history, its files.")
        made["erase"] = DoneForm(given.get("erase"), help_text=says)
    return made


def _lifting(restricted: Mapping[str, Any], given: dict[str, Any]) -> Forms:
    """A restriction is announced by letter, and then ends."""
    if restricted["letter"] is None:
        return {"announce": LiftingForm(given.get("announce"))}
    return {"lift": forms.Form(given.get("lift"))}


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
