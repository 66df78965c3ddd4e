"""A table to take along: as comma-separated values, as a chart, and as an accessible PDF (PDF/UA-1)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import timedelta

from django.utils import formats, translation
from django.utils.translation import gettext as _

from waarborg.accounts.models import Organisation
from waarborg.gate.actors import Actor
from waarborg.letters.typesetting import PIECE, typeset
from waarborg.overviews.drawing import Bar, Group, chart
from waarborg.overviews.selectors import SeenTable
from waarborg.overviews.tables import TOTAL
from waarborg.practice.choices import Side
from waarborg.practice.selectors import practice_of

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula."""


def period_of(seen: SeenTable) -> str:
    """From when until when, in words."""
    last = seen.until_on - timedelta(days=1)
    return f"{formats.date_format(seen.from_on, 'F Y')} – {formats.date_format(last, 'F Y')}"


def lines(seen: SeenTable) -> list[list[str]]:
    """The table with its headings and totals, as words."""
    first = str(Side(seen.sides[0]).label).capitalize()
    columns = [*seen.columns, (TOTAL, _("total"))] if seen.columns else [(TOTAL, _("how many"))]
    head = [first, *(words for _key, words in columns)]
    body = [
        [words, *(number(seen.numbers[row, column]) for column, _words in columns)]
        for row, words in (*seen.rows, (TOTAL, _("total")))
    ]
    return [head, *body]


def number(count: int | None) -> str:
    """As it is shown; what is withheld says so."""
    return _("not told") if count is None else str(count)


def as_csv(seen: SeenTable) -> str:
    """Comma-separated values, with what it is above it; no cell is run by a spreadsheet as a formula."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    above = [seen.title, period_of(seen)]
    rows.writerows([f"'{cell}" if cell.startswith(FORMULAS) else cell for cell in row] for row in (above, *lines(seen)))
    return written.getvalue()


def as_chart(seen: SeenTable, *, narrow: bool = False) -> str:
    """The bars of a table, as SVG: per row, or per row and column; `narrow` is for a telephone."""
    groups: Sequence[Group]
    if seen.columns:
        groups = [
            Group(words, [Bar(name, seen.numbers[row, column]) for column, name in seen.columns])
            for row, words in seen.rows
        ]
    else:
        groups = [Group("", [Bar(words, seen.numbers[row, TOTAL]) for row, words in seen.rows])]
    return chart(f"{seen.title}, {period_of(seen)}", groups, _("not told"), narrow=narrow)


def as_pdf(actor: Actor, seen: SeenTable, language: str) -> bytes:
    """The table with its chart, in the agency's style. The same table is the same file, byte for byte."""
    with translation.override(language):
        data = {
            "organisation": Organisation.objects.get(pk=actor.organisation_id).name,
            "title": seen.title,
            "parts": [
                {"shape": "fields", "lines": [], "rows": _facts(seen)},
                {
                    "shape": "picture",
                    "lines": [as_chart(seen), _("Chart of the numbers in the table below")],
                    "rows": [],
                },
                {"shape": "table", "lines": [], "rows": lines(seen)},
            ],
        }
        house = practice_of(actor.organisation_id).way.house
        return typeset(PIECE, language, data, at=seen.released_at, house=house)


def _facts(seen: SeenTable) -> list[list[str]]:
    return [
        [_("Period"), period_of(seen)],
        [_("By article"), seen.article],
        [_("Made on"), formats.date_format(seen.released_at, "j F Y")],
        [_("How it is counted"), explained(seen)],
    ]


def explained(seen: SeenTable) -> str:
    """What was done so that nobody is found, in a sentence for the reader."""
    return _(
        "Rounded to %(rounded)s. A number of fewer than %(smallest)s people is not told. Neither is one from which it "
        "could be worked out, in this table or together with others."
    ) % {"rounded": seen.rounded_to, "smallest": seen.smallest}
