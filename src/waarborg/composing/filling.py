"""A template filled in: parts for a screen, a page and a text file alike, and what stayed empty with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from waarborg.composing.gathering import Material, entry_named
from waarborg.composing.known import always_known, time_in_words
from waarborg.composing.wishes import field_for
from waarborg.dossiers import values
from waarborg.dossiers.catalogue import Entry
from waarborg.dossiers.covering import covered
from waarborg.dossiers.selectors import SeenRecord
from waarborg.gate.answers import Answer
from waarborg.policy.model.catalogue import FILES
from waarborg.practice.templates import FIELDS, THIS, WHOLE, WRITTEN, Block, Shape, Slot

GAP = "…"
"""Where nothing could be filled in within a sentence."""


class PartShape(StrEnum):
    """What a part of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEMS = "items"
    FIELDS = "fields"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part: `lines` of a heading, a paragraph or a list; `rows` of fields or of a table, head first."""

    shape: PartShape
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Empty:
    """A place that stayed empty: which, and the regulation's no where that is why."""

    slot: Slot
    label: str
    closed: Answer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A document: what it is called, its parts, what stayed empty, and the records that it was made from."""

    title: str
    language: str
    organisation: str
    parts: Sequence[Part]
    empty: Sequence[Empty]
    used: tuple[UUID, ...]


def filled(material: Material) -> Filled:
    """Fill in a template, in its own language."""
    reader = translation.get_language()
    with translation.override(material.wish.language):
        filling = _Filling(material, reader)
        parts = [*filling.parts(), *filling.own_words()]
        return Filled(
            title=filling.title,
            language=material.wish.language,
            organisation=material.organisation,
            parts=parts,
            empty=list(dict.fromkeys(filling.empty)),
            used=tuple(filling.used),
        )


@dataclass
class _Filling:
    material: Material
    reader: str | None
    """The language of who makes it, in which they read what is lacking."""
    empty: list[Empty] = field(default_factory=list)
    used: dict[UUID, None] = field(default_factory=dict)
    items: dict[UUID, SeenRecord] = field(default_factory=dict)
    """Of what was used, the items of which something stands in it: beside those the client's own words stand."""

    @property
    def title(self) -> str:
        wish = self.material.wish
        subject = field_for(wish.entry, "subject")
        return wish.fields.get(subject or "", "").strip() or wish.template.label(wish.language)

    def parts(self) -> Iterator[Part]:
        items: list[str] = []
        for block in self.material.blocks:
            if block.shape is Shape.ITEM:
                items += self._line(block)
                continue
            if items:
                yield Part(shape=PartShape.ITEMS, lines=tuple(items))
                items = []
            yield from self._whole(block) if block.shape is Shape.WHOLE else self._words(block)
        if items:
            yield Part(shape=PartShape.ITEMS, lines=tuple(items))

    def _words(self, block: Block) -> Iterator[Part]:
        shape = PartShape.HEADING if block.shape is Shape.HEADING else PartShape.PARAGRAPH
        text = "".join(piece if isinstance(piece, str) else self._said(piece) or GAP for piece in block.pieces)
        yield Part(shape=shape, lines=(text,))

    def _line(self, block: Block) -> list[str]:
        """An item of a list; left out when nothing in it could be filled in."""
        said = {slot: self._said(slot) for slot in block.slots}
        if said and not any(said.values()):
            return []
        return ["".join(piece if isinstance(piece, str) else said[piece] or GAP for piece in block.pieces)]

    def _said(self, slot: Slot) -> str:
        """What stands in a place; noted where that is nothing."""
        found = self._value(slot)
        if not found:
            self.empty.append(Empty(slot, self._label(slot), self._why(slot)))
        return found

    def _value(self, slot: Slot) -> str:
        if slot.of == THIS:
            return self._field(self.material.wish.entry, self.material.wish.fields, slot.field)
        if slot.field in FIELDS.get(slot.of, {}):
            if slot.of == "client" and (record := self.material.record_of(self.material.catalogue.identity.key)):
                self.used[record.id] = None
            return always_known(self.material)[f"{slot.of}.{slot.field}"]()
        record = self._record(slot)
        return self._field(record.entry, record.content.fields, slot.field) if record else ""

    def _record(self, slot: Slot) -> SeenRecord | None:
        record = self.material.record_of(slot.of)
        if record:
            self.used[record.id] = None
            self.items[record.id] = record
        return record

    def own_words(self) -> Iterator[Part]:
        """What the client says of the items that stand in it, unaltered, below everything else."""
        rows = [(one.heading, one.words) for record in self.items.values() for one in record.said]
        if rows:
            yield Part(shape=PartShape.HEADING, lines=(_("In the client's own words"),))
            yield Part(shape=PartShape.FIELDS, rows=tuple(rows))

    def _field(self, entry: Entry, fields: Mapping[str, str], name: str) -> str:
        rule = self.material.catalogue.entry(entry.key).rule.fields[name]
        kept = covered(entry, fields).get(name, "")
        try:
            return values.shown(rule, kept) if kept else ""
        except ValueError:  # as it was typed, and not right yet
            return kept

    def _whole(self, block: Block) -> Iterator[Part]:
        (slot,) = block.slots
        if slot.of == WRITTEN:
            for text in _paragraphs(self.material.wish.written) or [GAP]:
                yield Part(shape=PartShape.PARAGRAPH, lines=(text,))
        elif slot.of == THIS:
            yield from self._fields(self.material.wish.entry, self.material.wish.fields)
        elif slot.of in WHOLE:
            yield from self._hours(slot)
        elif record := self._record(slot):
            yield from self._fields(record.entry, record.content.fields)
        else:
            self.empty.append(Empty(slot, self._label(slot), self._why(slot)))

    def _fields(self, entry: Entry, fields: Mapping[str, str]) -> Iterator[Part]:
        written = any(slot.of == WRITTEN for block in self.material.blocks for slot in block.slots)
        rows = [
            (rule.label, said)
            for name, rule in self.material.catalogue.entry(entry.key).rule.fields.items()
            if rule.type not in FILES
            and not (written and rule.serves_as == "body")
            and (said := self._field(entry, fields, name))
        ]
        if rows:
            yield Part(shape=PartShape.FIELDS, rows=tuple(rows))

    def _hours(self, slot: Slot) -> Iterator[Part]:
        if self.material.spent is None:
            self.empty.append(Empty(slot, self._label(slot), self.material.hours_closed))
            return
        spent, practice = [one for one in self.material.spent if one.in_period], self.material.practice
        rows = [
            (practice.label("time_categories", one.activity, self.material.wish.language), time_in_words(one.in_period))
            for one in spent
        ]
        total = (_("Together"), time_in_words(sum(one.in_period for one in spent)))
        yield Part(shape=PartShape.TABLE, rows=((_("Kind of time"), _("Hours")), *rows, total))

    def _label(self, slot: Slot) -> str:
        fixed = FIELDS.get(slot.of, {}).get(slot.field) if slot.field else WHOLE.get(slot.of)
        if fixed:
            with translation.override(self.reader):
                return str(fixed)
        of = self.material.wish.entry.key if slot.of == THIS else slot.of
        entry = entry_named(self.material.reading, of)
        if entry is None:
            return str(slot)
        return f"{entry.rule.title}: {entry.rule.fields[slot.field].label}" if slot.field else entry.rule.title

    def _why(self, slot: Slot) -> Answer | None:
        if slot.of == "hours":
            return self.material.hours_closed
        of = self.material.catalogue.identity.key if slot.of == "client" else slot.of
        entry = entry_named(self.material.catalogue, of)
        return self.material.closed.get(entry.key) if entry else None


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
