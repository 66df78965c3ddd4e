"""Templates of documents: headings, sentences and what is filled in, as plain text that people write and read.

    # What was done
    {client.name} began on {trajectory.started_on}.

    {this}

A line that begins with `#` is a heading and one with `-` an item of a list; an empty line ends a paragraph. What stands
in braces is filled in: `{of.field}` within a line, `{of}` alone on its line for all there is. The words are closed.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field, model_validator

from waarborg.policy.model.base import Key
from waarborg.practice.items import Item

LONGEST: Final = 20_000
"""Characters of a template in one language."""
BRACES = re.compile(r"\{([^{}]*)\}")
WORD = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?")

THIS, WRITTEN = "this", "written"

FIELDS: Final[Mapping[str, Mapping[str, str | Promise]]] = {
    "organisation": {"name": gettext_lazy("the agency")},
    "client": {"name": gettext_lazy("the client's name")},
    "dossier": {"number": gettext_lazy("the number of the dossier")},
    "principal": {"name": gettext_lazy("the principal")},
    "trajectory": {
        "type": gettext_lazy("kind of trajectory"),
        "phase": gettext_lazy("phase"),
        "goal": gettext_lazy("goal"),
        "outcome": gettext_lazy("outcome"),
        "closing_reason": gettext_lazy("reason for closing"),
        "referred_on": gettext_lazy("day of referral"),
        "first_interview_on": gettext_lazy("day of the first interview"),
        "plan_approved_on": gettext_lazy("day the plan was approved"),
        "started_on": gettext_lazy("day of the start"),
        "placed_on": gettext_lazy("day of the placement"),
        "planned_end_on": gettext_lazy("planned last day"),
        "ended_on": gettext_lazy("last day"),
    },
    "hours": {
        "granted": gettext_lazy("hours granted"),
        "used": gettext_lazy("hours used until the end of the period"),
        "left": gettext_lazy("hours that are left then"),
        "in_period": gettext_lazy("hours in the period"),
        "declarable": gettext_lazy("declarable hours in the period"),
    },
    "period": {"from": gettext_lazy("first day of the period"), "until": gettext_lazy("last day of the period")},
    "made": {"on": gettext_lazy("the day it is made"), "by": gettext_lazy("who makes it")},
}
"""What can always be filled in, by its two words."""
WHOLE: Final[Mapping[str, str | Promise]] = {
    THIS: gettext_lazy("everything that is filled in for this document, with its labels"),
    WRITTEN: gettext_lazy("what is written for this document: the text of a letter"),
    "hours": gettext_lazy("the hours in the period, per kind of time"),
}
"""What can always be filled in alone on a line."""

Known = Mapping[str, Mapping[str, str]]
"""What the regulation's own kinds of data add: per word their fields, with labels."""


class Shape(StrEnum):
    """What a part of a template is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that is filled in, and its line; without a `field` it is all there is."""

    of: str
    field: str = ""
    line: int = dataclasses.field(default=0, compare=False)

    def __str__(self) -> str:
        return f"{{{self.of}.{self.field}}}" if self.field else f"{{{self.of}}}"


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a template."""

    shape: Shape
    pieces: tuple[str | Slot, ...]

    @property
    def slots(self) -> Iterator[Slot]:
        """What is filled in here."""
        return (piece for piece in self.pieces if isinstance(piece, Slot))


class Template(Item):
    """A template of a document: which kind of data that becomes, by what it serves as, and its text."""

    serves_as: Key
    text_nl: str = Field(min_length=1, max_length=LONGEST)
    text_en: str = Field(default="", max_length=LONGEST)

    @model_validator(mode="after")
    def _reads(self) -> Self:
        for text in (self.text_nl, self.text_en):
            blocks_of(text)
        return self

    def text(self, language: str) -> str:
        """The text in a language; in Dutch when there is none in English."""
        return self.text_en if language == "en" and self.text_en else self.text_nl

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which it is written."""
        return ("nl", "en") if self.text_en else ("nl",)


def blocks_of(text: str) -> tuple[Block, ...]:
    """The parts of a template. Raises ValueError, with the line, for what cannot be read."""
    blocks: list[Block] = []
    paragraph: list[str | Slot] = []
    for number, line in enumerate([*text.splitlines(), ""], 1):
        shape, words = _shape_of(line.strip())
        pieces = _pieces(words, number)
        if shape is Shape.PARAGRAPH and pieces:
            paragraph += [" ", *pieces] if paragraph else pieces
            continue
        if paragraph:
            blocks.append(Block(Shape.PARAGRAPH, tuple(paragraph)))
            paragraph = []
        if pieces:
            blocks.append(Block(shape, tuple(pieces)))
    return tuple(blocks)


def _shape_of(line: str) -> tuple[Shape, str]:
    """What a line is, and its words without what says so."""
    if BRACES.fullmatch(line) and "." not in line:
        return Shape.WHOLE, line
    if line.startswith("#"):
        return Shape.HEADING, line.lstrip("#").strip()
    if line.startswith("- "):
        return Shape.ITEM, line[2:].strip()
    return Shape.PARAGRAPH, line


def _pieces(text: str, line: int) -> list[str | Slot]:
    pieces: list[str | Slot] = []
    for at, part in enumerate(BRACES.split(text)):
        if at % 2:
            word = part.strip()
            if not WORD.fullmatch(word):
                raise ValueError(_("line %(line)d: {%(word)s} is not known") % {"line": line, "word": part})
            of, _dot, name = word.partition(".")
            pieces.append(Slot(of, name, line))
        elif "{" in part or "}" in part:
            raise ValueError(_("line %(line)d: a brace stands alone") % {"line": line})
        elif part:
            pieces.append(part)
    return pieces


def mistakes(text: str, known: Known, *, keeps_text: bool) -> Sequence[str]:
    """What of a text cannot be filled in, each with its line. `keeps_text`: can its kind of data hold what is written?

    Raises ValueError for what cannot be read at all.
    """
    return [
        _("line %(line)d: %(slot)s is not known") % {"line": slot.line, "slot": slot}
        for block in blocks_of(text)
        for slot in block.slots
        if not _is_known(slot, known, keeps_text=keeps_text, alone=block.shape is Shape.WHOLE)
    ]


def _is_known(slot: Slot, known: Known, *, keeps_text: bool, alone: bool) -> bool:
    if slot.field:
        return slot.field in FIELDS.get(slot.of, {}) or slot.field in known.get(slot.of, {})
    if not alone:
        return False
    return keeps_text if slot.of == WRITTEN else slot.of in WHOLE or slot.of in known
