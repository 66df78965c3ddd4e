"""The document of a record that is there: seen on a screen, and taken along where the regulation lets that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from waarborg.composing.filling import Filled, filled
from waarborg.composing.gathering import Material, gather
from waarborg.composing.papers import as_pdf, as_text
from waarborg.composing.wishes import Wish, field_for
from waarborg.dossiers.items import Place, one_record
from waarborg.dossiers.selectors import SeenRecord
from waarborg.gate.actors import Actor
from waarborg.gate.answers import Answer
from waarborg.gate.door import Door, open_door
from waarborg.gate.scopes import MARKS
from waarborg.kernel.errors import NotFound, Refused
from waarborg.ledger.vocabulary import Kind
from waarborg.practice.filling import check
from waarborg.practice.selectors import practice_of
from waarborg.practice.templates import Template
from waarborg.work.time_entries import governing


class Form(StrEnum):
    """What a document is taken along as: pages that stay as they are, or text to edit."""

    PDF = "pdf"
    TEXT = "docx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A record as a document. `templates` are those in which it can be set."""

    where: Place
    record: SeenRecord
    template: Template
    templates: Sequence[Template]
    document: Filled
    on_paper: Filled
    """What of it goes along: what the regulation does not let be printed stays empty."""
    taking: Answer
    """May it be taken along, on paper or as a file?"""


def piece_of(actor: Actor, dossier_id: UUID, record_id: UUID, template: str = "", language: str = "nl") -> Piece:
    """The document of a record, in a template of its kind. Raises `Refused` and `NotFound`."""
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        return _piece(door, record_id, template, language)


def take(
    actor: Actor, dossier_id: UUID, record_id: UUID, form: Form, template: str = "", language: str = "nl"
) -> bytes:
    """The document of a record as a file: the act `print`, and an event. What may not be printed stays empty.

    Raises `Refused` with the article, and `NotFound`.
    """
    with open_door(actor, "read", dossier_id=dossier_id) as door:
        piece = _piece(door, record_id, template, language)
        if not piece.taking.allowed:
            raise Refused(piece.taking)
        door.noting([piece.taking])
        door.note(Kind.PIECE_TAKEN, categories=(piece.where.entry.key,), details={"form": form.value})
        moment = door.context.moment
    return as_pdf(piece.on_paper, at=moment) if form is Form.PDF else as_text(piece.on_paper)


def _piece(door: Door, record_id: UUID, template: str, language: str) -> Piece:
    where, record = one_record(door, record_id)
    templates = [
        one
        for one in practice_of(door.actor.organisation_id, using=door.using).templates.values()
        if one.serves_as == record.entry.rule.serves_as and not one.retired
    ]
    chosen = next((one for one in templates if template in {"", one.key}), None)
    if chosen is None or language not in chosen.languages:
        raise NotFound("There is no such template.")
    check([chosen], door.actor.in_force)
    material = gather(door, _wish(door, record, chosen, language))
    return Piece(
        where=where,
        record=record,
        template=chosen,
        templates=templates,
        document=filled(material),
        on_paper=filled(_for_paper(door, material)),
        taking=_printing(door, record),
    )


def _wish(door: Door, record: SeenRecord, template: Template, language: str) -> Wish:
    """As it was on the day of the record. What belongs to the person is told of the trajectory that ran then."""
    dossier_id = UUID(door.dossier["id"])
    here = [UUID(one["id"]) for one in door.outline.given["trajectories"]]
    fields = record.content.fields
    return Wish(
        template=template,
        language=language,
        entry=record.entry,
        on=record.occurred_on,
        trajectory_id=record.scope_id if record.scope_id != dossier_id else next(reversed(here), None),
        fields=fields,
        written=fields.get(field_for(record.entry, "body") or "", ""),
        record_id=record.id,
        made_by=record.author_name,
    )


def _for_paper(door: Door, material: Material) -> Material:
    """What of it may be printed: the rest stays empty on paper."""
    records, closed = dict(material.records), dict(material.closed)
    for key, one in material.records.items():
        answer = _printing(door, one)
        if not answer.allowed:
            del records[key]
            closed[key] = answer
    spent, hours_closed = material.spent, material.hours_closed
    hours = governing(material.catalogue)
    if spent is not None and hours is not None:
        answer = door.decide(hours.key, door.scope(material.wish.trajectory_id), action="print")
        if not answer.allowed:
            spent, hours_closed = None, answer
    return replace(material, records=records, closed=closed, spent=spent, hours_closed=hours_closed)


def _printing(door: Door, record: SeenRecord) -> Answer:
    marks = sum(bit for mark, bit in MARKS.items() if mark in record.marks)
    scope = door.scope(record.scope_id)
    return door.decide(record.entry.key, scope, action="print", author=record.own, marks=marks)
