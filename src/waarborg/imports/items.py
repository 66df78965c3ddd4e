"""The records that a row asks for: per kind of data its fields, tidied, judged by the catalogue and by the rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from waarborg.dossiers.catalogue import Catalogue, Entry
from waarborg.dossiers.free_text import found_in
from waarborg.dossiers.origins import marks_of
from waarborg.dossiers.values import normal
from waarborg.gate.answers import Answer
from waarborg.imports import cells
from waarborg.imports.choices import Weight
from waarborg.imports.files import Packed, file_field, said_by_name
from waarborg.imports.findings import Finding
from waarborg.imports.frames import Frame, Stays
from waarborg.imports.judging import Judge, Situation
from waarborg.imports.mapping import Mapped, source_guessed
from waarborg.imports.refusals import refused_because
from waarborg.imports.tables import Cell, Row
from waarborg.policy.citing import numbered
from waarborg.policy.model.catalogue import FieldRule, PurposeRule

JOINED = frozenset({"name", "address", "line", "text", "place"})
"""Types of fields that several columns may fill together, with spaces between them."""


REFERRAL = "referral"
"""The use of a kind of data that says how somebody was referred: what it asks a day for, is the day of referral."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One record to be made."""

    entry: Entry
    fields: Mapping[str, str]
    source: str
    marks: int
    note: str
    occurred_on: dt.date
    ground: str
    answer: Answer
    file: str = ""
    """The member of the zip that is kept with it."""
    file_field: str = ""
    secret_address: bool = False
    """Is where the client lives kept apart, for who must know?"""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which columns fill one category: per field their places in order, and where the reason stands."""

    entry: Entry
    fields: Mapping[str, tuple[int, ...]]
    note: int | None


@dataclass
class ItemReader:
    """Reads records out of rows, by what somebody chose the columns to be."""

    judge: Judge
    catalogue: Catalogue
    mapped: Mapped
    today: dt.date
    find: Callable[[Finding], None]
    packed: Packed = field(default_factory=Packed)
    grounds: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.columns = list(self._columns())
        self.folder = next((at for at, t in self.mapped.columns.items() if str(t) == "frame:folder"), -1)
        regulation = self.judge.actor.in_force.regulation
        self.grounds = {
            rule.purpose: rule.basis[0]
            for article in regulation.articles
            for rule in article.rules
            if isinstance(rule, PurposeRule) and rule.basis
        }

    def _columns(self) -> Sequence[_Columns]:
        found: dict[str, dict[str, list[tuple[int, int]]]] = {}
        notes: dict[str, int] = {}
        for place, target in self.mapped.columns.items():
            if target.kind == "field":
                found.setdefault(target.name, {}).setdefault(target.field, []).append((target.part, place))
            elif target.kind == "note":
                notes[target.name] = place
        return [
            _Columns(
                self.catalogue.entry(category),
                {name: tuple(place for _part, place in sorted(places)) for name, places in fields.items()},
                notes.get(category),
            )
            for category, fields in found.items()
        ]

    def items(self, row: Row, frame: Frame, situation: Situation) -> tuple[Item, ...]:
        """The records of a row. Raises `Stays` when it does not say who somebody is."""
        made: list[Item] = []
        for columns in self.columns:
            item = self._item(row, columns, frame, situation)
            if item is not None:
                made.append(item)
        if not any(item.entry.rule.identifies for item in made):
            raise Stays(-1, _("It does not say who this is."))
        return (*made, *self._documents(row, frame, situation))

    def _documents(self, row: Row, frame: Frame, situation: Situation) -> list[Item]:
        """A record for each file in the folder that the row names."""
        if not frame.folder:
            return []
        members = self.packed.of(frame.folder)
        if not members or not self.mapped.files_category:
            said = (
                _("There is no folder of this name in the zip.")
                if self.mapped.files_category
                else _("Choose what documents are kept as: without that they do not come in.")
            )
            self.find(Finding(Weight.CELL, row.number, self.folder, said))
            return []
        entry = self.catalogue.entry(self.mapped.files_category)
        source = self.mapped.sources.get(entry.key) or source_guessed(self.catalogue, entry.key)
        marks = marks_of((), source, self.judge.scope(situation, entry), entry)
        answer = self.judge.writes(situation, entry, marks)
        if not answer.allowed:
            said, article = refused_because(answer, entry)
            self.find(Finding(Weight.CELL, row.number, self.folder, said, article))
            return []
        day = min(frame.referred_on, self.today)
        return [
            Item(
                entry=entry,
                fields=said_by_name(entry, member, day.isoformat()),
                source=source,
                marks=marks,
                note="",
                occurred_on=day,
                ground=self._ground(entry),
                answer=answer,
                file=member,
                file_field=file_field(entry),
            )
            for member in (members[:1] if entry.rule.single else members)
        ]

    def _ground(self, entry: Entry) -> str:
        return self.grounds.get(entry.serves(self.judge.actor.in_force.main_purpose) or "", "")

    def born(self, row: Row, place: int | None) -> dt.date | None:
        """The day of birth in a column, where there is one that can be read."""
        if place is None or cells.is_empty(row.cells[place]):
            return None
        try:
            return dt.date.fromisoformat(cells.day(row.cells[place], self.today, past=True).value)
        except ValueError:
            return None

    def _item(self, row: Row, columns: _Columns, frame: Frame, situation: Situation) -> Item | None:
        filled = {name: self._filled(row, places) for name, places in columns.fields.items()}
        filled = {name: places for name, places in filled.items() if places}
        if not filled:
            return None
        entry = columns.entry
        source = self.mapped.sources.get(entry.key) or source_guessed(self.catalogue, entry.key)
        marks = marks_of((), source, self.judge.scope(situation, entry), entry)
        answer = self.judge.writes(situation, entry, marks)
        if not answer.allowed:
            self._refuse(row, filled, answer, entry)
            return None
        kept = self._kept(row, entry, filled)
        if entry.rule.serves_as == REFERRAL:
            kept = _on_the_day(entry, frame.referred_on) | kept
        note = cells.text_of(row.cells[columns.note]) if columns.note is not None else ""
        if not self._is_whole(row, columns, kept, note):
            return None
        return Item(
            entry=entry,
            fields=kept,
            source=source,
            marks=marks,
            note=note,
            occurred_on=min(frame.referred_on, self.today),
            ground=self._ground(entry),
            answer=answer,
            secret_address=frame.secret_address,
        )

    def _filled(self, row: Row, places: Sequence[int]) -> tuple[int, ...]:
        return tuple(place for place in places if not cells.is_empty(row.cells[place]))

    def _refuse(self, row: Row, filled: Mapping[str, Sequence[int]], answer: Answer, entry: Entry) -> None:
        said, article = refused_because(answer, entry)
        for places in filled.values():
            for place in places:
                self.find(Finding(Weight.CELL, row.number, place, said, article))

    def _kept(self, row: Row, entry: Entry, filled: Mapping[str, Sequence[int]]) -> dict[str, str]:
        kept: dict[str, str] = {}
        for name, places in filled.items():
            rule = entry.rule.fields[name]
            try:
                tidied = self._tidied(rule, [row.cells[place] for place in places])
            except ValueError as mistake:
                self.find(Finding(Weight.CELL, row.number, places[0], str(mistake), entry.article))
                continue
            if found_in(tidied.value, rule.forbids):
                said = _("There seems to stand something here that article %(article)s does not allow in this text.")
                self.find(
                    Finding(
                        Weight.CELL, row.number, places[0], said % {"article": numbered(entry.article)}, entry.article
                    )
                )
                continue
            kept[name] = tidied.value
            if tidied.guessed:
                self.find(Finding(Weight.NOTE, row.number, places[0], tidied.guessed))
        return kept

    def _tidied(self, rule: FieldRule, given: Sequence[Cell]) -> cells.Tidied:
        if len(given) == 1:
            return cells.kept(rule, given[0], self.today)
        if rule.type not in JOINED:
            raise ValueError(_("More than one column fills this. Choose one."))
        together: Any = " ".join(cells.text_of(cell) for cell in given)
        return cells.Tidied(normal(rule, together))

    def _is_whole(self, row: Row, columns: _Columns, kept: Mapping[str, str], note: str) -> bool:
        """Is there everything that this kind of data asks? What is missing is said, and the record is not made."""
        if not kept:
            return False
        entry = columns.entry
        places = [place for each in columns.fields.values() for place in each]
        missing = [rule.label for name, rule in entry.rule.fields.items() if rule.required and name not in kept]
        if missing:
            said = _("Left out, since this is missing: %(labels)s.") % {"labels": ", ".join(missing)}
            self.find(Finding(Weight.CELL, row.number, places[0], said, entry.article))
        elif entry.asks_why and not note:
            said = _("Left out: article %(article)s asks why this is necessary.") % {"article": numbered(entry.article)}
            self.find(Finding(Weight.CELL, row.number, places[0], said, entry.article))
        else:
            return True
        return False


def _on_the_day(entry: Entry, day: dt.date) -> dict[str, str]:
    """The required days of a referral, where no column says another."""
    return {name: day.isoformat() for name, rule in entry.rule.fields.items() if rule.required and rule.type == "date"}
