"""Documents from templates, in words: which there are, the form beside what it becomes, and one that is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from waarborg.composing.filling import Empty, Filled
from waarborg.composing.services import Choice, Order, Prepared
from waarborg.composing.taking import Form, Piece
from waarborg.desk.forms.pieces import LANGUAGES
from waarborg.desk.forms.records import PREFIX, Around
from waarborg.desk.pages.records import around, category_of, form_page
from waarborg.desk.pages.refusal import articles_of
from waarborg.desk.requests import DeskRequest
from waarborg.dossiers.catalogue import catalogue_of
from waarborg.dossiers.items import Place
from waarborg.dossiers.records import NewRecord
from waarborg.gate.actors import Actor
from waarborg.kernel import clock
from waarborg.kernel.errors import NotFound
from waarborg.kernel.languages import reader_language

BY_US = "staff"
"""Who a document is from that is made here, where the catalogue lets staff give it."""


def choose_page(actor: Actor, where: Place, found: Sequence[Choice]) -> dict[str, Any]:
    """What desk/pieces.html needs."""
    return {
        "number": where.number,
        "back_url": reverse("desk:dossier", args=[where.number]),
        "article": catalogue_of(actor.in_force).closing_article,
        "choices": [
            {
                "label": one.template.label(reader_language()),
                "category": category_of(one.entry) if one.entry else None,
                "url": reverse("desk:piece_make", args=[where.number, one.template.key]) if one.may_make else "",
            }
            for one in found
        ],
    }


def order_in(request: DeskRequest, template: str) -> Order:
    """What is asked for: by the form as it was sent, or by the address that leads to it."""
    typed = request.POST
    if request.method != "POST":
        asked = request.GET.get("traject", "")
        return Order(
            template=template, language=request.GET.get("taal", "nl"), trajectory_id=_id(asked) if asked else None
        )
    fields = {name.removeprefix(PREFIX): str(typed[name]) for name in typed if name.startswith(PREFIX)}
    trajectory = typed.get("trajectory", "")
    return Order(
        template=template,
        language=typed.get("language", "nl"),
        record=NewRecord(
            category="",
            fields=fields,
            source="",
            occurred_on=_day(typed.get("occurred_on", "")),
            trajectory_id=_id(trajectory) if trajectory else None,
        ),
        written=typed.get("written", ""),
    )


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotFound("There is no such trajectory.") from None


def _day(text: str) -> date:
    try:
        return min(date.fromisoformat(text), clock.today())
    except ValueError:
        return clock.today()


def form_parts(actor: Actor, prepared: Prepared) -> dict[str, Any]:
    """What the form is made of. Who gives it and what it is for are known: it is our own work in this dossier."""
    whole, entry = around(actor, prepared.where), prepared.where.entry
    serves = entry.serves(actor.in_force.main_purpose)
    return {
        "entry": entry,
        "around": Around(
            sources=[one for one in whole.sources if one[0] == BY_US] or whole.sources,
            purposes=[one for one in whole.purposes if one[0] == serves] or whole.purposes,
            trajectories=whole.trajectories,
            note=whole.note,
            values=prepared.fields,
        ),
        "languages": prepared.template.languages,
        "asks_text": prepared.asks_text,
        "language": prepared.document.language,
        "trajectory": str(prepared.trajectory_id or ""),
    }


def make_page(actor: Actor, prepared: Prepared) -> dict[str, Any]:
    """What desk/piece_make.html needs beside its form."""
    return {
        **form_page(actor, prepared.where),
        "template": prepared.template.label(reader_language()),
        "document": document_of(actor, prepared.document),
        "back_url": reverse("desk:pieces", args=[prepared.where.number]),
    }


def piece_page(actor: Actor, piece: Piece) -> dict[str, Any]:
    """What desk/piece.html needs."""
    number, here = piece.where.number, {one.slot for one in piece.document.empty}
    return {
        "number": number,
        "name": piece.where.name,
        "category": category_of(piece.where.entry),
        "back_url": reverse("desk:records", args=[number, piece.where.entry.key]),
        "document": document_of(actor, piece.document),
        "taking": _taking(piece),
        "not_taken": [] if piece.taking.allowed else articles_of(actor, piece.taking),
        "stays_in": [_empty(actor, one) for one in piece.on_paper.empty if one.slot not in here],
        "others": _others(piece),
    }


def _taking(piece: Piece) -> list[Mapping[str, str]]:
    """The ways to take it along."""
    if not piece.taking.allowed:
        return []
    url = reverse("desk:piece_take", args=[piece.where.number, piece.record.id])
    chosen = f"sjabloon={piece.template.key}&taal={piece.document.language}"
    return [{"form": form.value, "url": f"{url}?vorm={form.value}&{chosen}"} for form in Form]


def _others(piece: Piece) -> list[Mapping[str, str]]:
    """The same record in another template, or another language."""
    url = reverse("desk:piece", args=[piece.where.number, piece.record.id])
    return [
        {
            "label": f"{one.label(reader_language())} ({LANGUAGES[tongue]})",
            "url": f"{url}?sjabloon={one.key}&taal={tongue}",
        }
        for one in piece.templates
        for tongue in one.languages
        if (one.key, tongue) != (piece.template.key, piece.document.language)
    ]


def document_of(actor: Actor, document: Filled) -> dict[str, Any]:
    """A document on a screen, and what stayed empty in it."""
    return {
        "title": document.title,
        "language": document.language,
        "organisation": document.organisation,
        "parts": document.parts,
        "empty": [_empty(actor, one) for one in document.empty],
    }


def _empty(actor: Actor, one: Empty) -> dict[str, Any]:
    articles = articles_of(actor, one.closed) if one.closed else []
    return {"label": one.label, "closed": one.closed is not None, "article": articles[0] if articles else ""}
