"""A table as a chart: bars with their words and numbers, as SVG. Pure.

Nothing is said by colour alone: each bar stands beside its own words, and what is withheld says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

WIDTH, LABELS, NUMBERS = 720, 240, 110
NARROW = 340
"""The width on a telephone: there the words stand above their bar, and stay as large as the text around them."""
HEIGHT, GAP, HEADING, ABOVE = 26, 8, 34, 24
INK, PAPER, BAR, LINE = "#1b1b1b", "#ffffff", "#0b5c6b", "#8a8a8a"
FONT = "system-ui, sans-serif"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is, and how many; None where that is withheld."""

    words: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """Bars under one heading; without one where the table has one side."""

    heading: str
    bars: Sequence[Bar]


def chart(title: str, groups: Sequence[Group], withheld: str, *, narrow: bool = False) -> str:
    """The chart as SVG, with a title that says what it is of; the numbers themselves stand in the table beside it."""
    most = max((bar.number or 0 for group in groups for bar in group.bars), default=0) or 1
    each = HEIGHT + GAP + ABOVE * narrow
    width, height = NARROW if narrow else WIDTH, GAP
    height += sum(HEADING * bool(group.heading) + len(group.bars) * each for group in groups)
    drawn = Element(
        "svg",
        {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {width} {height}", "role": "img", "aria-label": title},
    )
    SubElement(drawn, "title").text = title
    SubElement(drawn, "rect", {"width": str(width), "height": str(height), "fill": PAPER})
    down = GAP
    for group in groups:
        if group.heading:
            _text(drawn, 0, down + HEIGHT - 4, group.heading, bold=True)
            down += HEADING
        for bar in group.bars:
            if narrow:
                _text(drawn, 0, down + ABOVE - GAP, bar.words)
            else:
                _text(drawn, LABELS - GAP, down + HEIGHT - GAP, _short(bar.words), end=True)
            left, room = (0, NARROW - NUMBERS) if narrow else (LABELS, WIDTH - LABELS - NUMBERS)
            _bar(drawn, bar, (left, down + ABOVE * narrow), room / most, withheld)
            down += each
    return tostring(drawn, encoding="unicode")


def _bar(drawn: Element, bar: Bar, place: tuple[int, int], scale: float, withheld: str) -> None:
    left, down = place
    if bar.number is None:
        line = {"x1": str(left), "x2": str(left), "y1": str(down), "y2": str(down + HEIGHT), "stroke": LINE}
        SubElement(drawn, "line", line)
        _text(drawn, left + GAP, down + HEIGHT - GAP, withheld)
        return
    width = round(scale * bar.number, 1)
    box = {"x": str(left), "y": str(down), "width": str(width), "height": str(HEIGHT), "fill": BAR}
    SubElement(drawn, "rect", box)
    _text(drawn, left + width + GAP, down + HEIGHT - GAP, str(bar.number))


def _text(drawn: Element, x: float, y: float, words: str, *, end: bool = False, bold: bool = False) -> None:
    about = {"x": str(x), "y": str(y), "fill": INK, "font-size": "15", "font-family": FONT}
    if end:
        about["text-anchor"] = "end"
    if bold:
        about["font-weight"] = "bold"
    SubElement(drawn, "text", about).text = words


LONGEST = 30


def _short(words: str) -> str:
    """What fits beside a bar; the whole of it stands in the table."""
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
