"""Contact notes and notes of one's own, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from waarborg.desk.drafts import FIELD, for_whom
from waarborg.desk.pages.dossier import readers_of, records_url
from waarborg.desk.pages.records import around, category_of
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers import values
from waarborg.dossiers.caseloads import Caseload
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.items import Place
from waarborg.dossiers.own_notes import OwnNotes
from waarborg.dossiers.selectors import SeenRecord
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.kernel.languages import reader_language
from waarborg.practice.selectors import practice_of
from waarborg.work.agenda import appointments_of
from waarborg.work.drafts import NOTE, KeptDraft

AFTER = "afspraak"
"""In the address of the form: the appointment that the note is of."""


def choose_page(found: Caseload) -> dict[str, Any]:
    """What desk/note_choose.html needs: own clients that are not closed."""
    return {
        "rows": [
            {"url": reverse("desk:note_add", args=[row.number]), "name": row.name, "number": row.number}
            for row in found.rows
            if row.closed_on is None
        ]
    }


def form_parts(actor: Actor, where: Place) -> dict[str, Any]:
    """What the form is made of."""
    practice = practice_of(actor.organisation_id)
    return {
        "entry": where.entry,
        "around": around(actor, where),
        "activities": practice.choice_list("time_categories", reader_language()),
    }


def initial_of(request: DeskRequest, dossier_id: UUID, kept: KeptDraft | None) -> Mapping[str, Any]:
    """What stands in the form before anything is typed: what could not be saved, else what the agenda knows."""
    if kept is not None:
        return {name: chosen[-1] for name, chosen in kept.typed.items() if chosen}
    asked = _uuid(request)
    if asked is None:
        return {}
    for one in appointments_of(request.actor, dossier_id):
        if one.id == asked:
            day = clock.day_of(one.starts_at)
            return {"on": day, "minutes": one.minutes, "trajectory": str(one.trajectory_id)}
    raise NotFound("There is no such appointment here.")


def _uuid(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET[AFTER]) if AFTER in request.GET else None
    except ValueError:
        return None


def note_page(actor: Actor, where: Place, kept: KeptDraft | None) -> dict[str, Any]:
    """What desk/note_form.html needs beside its form."""
    return {
        "dossier": {"name": where.name, "number": where.number, "url": reverse("desk:dossier", args=[where.number])},
        "category": category_of(where.entry),
        "readers": readers_of(actor, where.entry.key),
        "warning": where.entry.rule.warns,
        "kept_at": kept.kept_at if kept else None,
        "throw_away_url": reverse("desk:draft_throw_away", args=[where.number]),
        "kept_field": FIELD,
        "kept_for": for_whom(actor, where.dossier_id, NOTE),
    }


def own_notes_page(actor: Actor, number: str, found: OwnNotes) -> dict[str, Any]:
    """What desk/own_notes.html needs."""
    page: dict[str, Any] = {
        "number": number,
        "dossier_url": reverse("desk:dossier", args=[number]),
        "category": None,
        "article": catalogue_of(actor.in_force).closing_article,
        "notes": [],
    }
    if found.entry is not None:
        page |= {
            "category": category_of(found.entry),
            "warning": found.entry.rule.warns,
            "add_url": reverse("desk:record_add", args=[number, found.entry.key]),
            "all_url": records_url(number, found.entry.key),
            "notes": [_note(number, found, one) for one in found.notes],
        }
    return page


def _note(number: str, found: OwnNotes, one: SeenRecord) -> dict[str, Any]:
    shared = "shared" in one.marks
    may_share = found.can_share and not shared
    return {
        "on": one.occurred_on,
        "text": _text(one),
        "shared": shared,
        "share_url": reverse("desk:own_note_share", args=[number, one.id]) if may_share else "",
        "correct_url": reverse("desk:record_correct", args=[number, one.id]),
    }


def _text(one: SeenRecord) -> str:
    rules = one.entry.rule.fields
    return "\n".join(values.shown(rules[name], value) for name, value in one.content.fields.items() if name in rules)


def share_page(actor: Actor, number: str, found: OwnNotes, record_id: UUID) -> dict[str, Any]:
    """What desk/own_note_share.html needs. Raises `NotFound` for what is not one's own, or cannot be shared."""
    note = next((one for one in found.notes if one.id == record_id), None)
    if note is None or found.entry is None or not found.can_share or "shared" in note.marks:
        raise NotFound("There is no such note to share here.")
    return {
        "number": number,
        "back_url": reverse("desk:own_notes", args=[number]),
        "category": category_of(found.entry),
        "readers": readers_of(actor, found.entry.key),
        "note": {"on": note.occurred_on, "text": _text(note)},
    }
