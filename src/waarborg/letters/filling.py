"""A text of a letter filled in, as parts that are set in type as they stand: nothing that was filled in is understood.

    fill(wording, places, values)       the parts of the letter

A paragraph or an item with places of which none could be filled in falls away, and a heading with nothing below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from waarborg.practice.letter_texts import Place, Wording
from waarborg.practice.templates import Block, Shape, blocks_of

Values = Mapping[str, str | Sequence[str]]
"""What is filled in, by place: words, or lines of their own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and their language where that is not the letter's."""

    words: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, a paragraph or a list: each item of pieces that follow one another."""

    shape: str
    items: list[list[Piece]] = field(default_factory=list)


def fill(wording: Wording, places: Mapping[str, Place], values: Values) -> list[Part]:
    """The parts of the letter, from its text and what is filled in."""
    parts: list[Part] = []
    for part in filter(None, (_filled(block, places, values) for block in blocks_of(wording.text))):
        if part.shape == "items" and parts and parts[-1].shape == "items":
            parts[-1].items.extend(part.items)
        else:
            parts.append(part)
    return list(_without_bare_headings(parts))


def _filled(block: Block, places: Mapping[str, Place], values: Values) -> Part | None:
    slots = list(block.slots)
    if slots and not any(values.get(slot.of) for slot in slots):
        return None
    if block.shape is Shape.WHOLE:
        found = values[slots[0].of]
        if not isinstance(found, str):
            return Part("items", [[_piece(line, places[slots[0].of])] for line in found])
    pieces = [
        Piece(piece) if isinstance(piece, str) else _piece(values.get(piece.of, ""), places[piece.of])
        for piece in block.pieces
    ]
    shape = {Shape.HEADING: "heading", Shape.ITEM: "items"}.get(block.shape, "paragraph")
    return Part(shape, [[piece for piece in _stopped_once(pieces) if piece.words]])


def _stopped_once(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """A name that ends in a full stop ("B.V.") ends the sentence as well: no second one follows."""
    before = ""
    for piece in pieces:
        twice = before.endswith(".") and piece.words.startswith(".")
        yield Piece(piece.words[1:], piece.language) if twice else piece
        before = piece.words or before


def _piece(value: str | Sequence[str], place: Place) -> Piece:
    return Piece(value if isinstance(value, str) else ", ".join(value), place.language or "")


def _without_bare_headings(parts: Sequence[Part]) -> Iterator[Part]:
    for at, part in enumerate(parts):
        below = parts[at + 1].shape if at + 1 < len(parts) else "heading"
        if part.shape != "heading" or below != "heading":
            yield part
