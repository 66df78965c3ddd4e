"""The yearly report on paper: an accessible PDF (PDF/UA-1) of tables, with nobody in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waarborg.complaints.choices import Outcome, Subject
from waarborg.complaints.figures import Quarter, Report, after, one_quarter, quarters, report
from waarborg.gate.actors import Actor
from waarborg.gate.organisations import agency
from waarborg.letters.typesetting import PIECE, typeset
from waarborg.policy.overviews import SMALLEST_GROUP
from waarborg.rights.choices import Timing
from waarborg.rights.figures import OPEN

_SAID = gettext_lazy(
    "Counts alone, rounded. A number below %(smallest)s is not told, nor one by which it could be found."
)


def report_pdf(actor: Actor, year: int, language: str) -> bytes:
    """The report of a year that is over. The same figures are the same file. Raises `NotFound`."""
    found, parts_of_year = report(actor, year), quarters(actor, year)
    with translation.override(language):
        data = {
            "organisation": agency(actor.organisation_id).name,
            "title": _("Complaints in %(year)s") % {"year": year},
            "parts": [
                _text(_SAID % {"smallest": SMALLEST_GROUP}),
                _fields(found),
                *(part for title, rows in tables(found) for part in (_table(title, rows), *_bars(rows))),
                _quarters(parts_of_year),
            ],
        }
        return typeset(PIECE, language, data, at=datetime(year + 1, 1, 1, tzinfo=UTC))


def quarter_pdf(actor: Actor, year: int, quarter: int, language: str) -> bytes:
    """The five counts of one quarter that is over, for UWV alone: a table, and the same as bars. Raises `NotFound`."""
    found = one_quarter(actor, year, quarter)
    with translation.override(language):
        heads, row = quarter_rows([found])
        rows = list(zip(heads[1:], row[1:], strict=True))
        data = {
            "organisation": agency(actor.organisation_id).name,
            "title": _("Complaints in quarter %(quarter)s of %(year)s") % {"quarter": quarter, "year": year},
            "parts": [
                _text(_("For UWV: complaints about what UWV commissioned.")),
                _table(_("Complaints"), rows),
                *_bars(rows),
            ],
        }
        return typeset(PIECE, language, data, at=datetime.combine(after(year, quarter), time(), tzinfo=UTC))


def tables(found: Report) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each table with its rows, in words."""
    outcomes = {**{one.value: str(one.label) for one in Outcome}, OPEN: _("not done yet")}
    return [
        (_("What complaints were about"), _rows(found.by_subject, {one.value: str(one.label) for one in Subject})),
        (_("What became of them"), _rows(found.by_outcome, outcomes)),
        (_("In time or not"), _rows(found.by_time, {one.value: str(one.label) for one in Timing})),
    ]


def count(number: int | None) -> str:
    """A count as people read it."""
    return _("not told") if number is None else str(number)


def quarter_rows(found: list[Quarter] | tuple[Quarter, ...]) -> list[list[str]]:
    """The five counts of each quarter, below their heads."""
    heads = [
        _("Quarter"),
        _("Submitted"),
        _("Not taken up"),
        _("Not taken up, in time"),
        _("Taken up"),
        _("Taken up and handled in time"),
    ]
    rows = [
        [
            str(one.quarter),
            str(one.submitted),
            str(one.not_taken_up),
            str(one.not_taken_up_in_time),
            str(one.taken_up),
            str(one.taken_up_in_time),
        ]
        for one in found
    ]
    return [heads, *rows]


def _rows(counts: Mapping[str, int | None], words: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(words[cell].capitalize(), count(number)) for cell, number in counts.items()]


def _text(words: str) -> dict[str, Any]:
    return {"shape": "paragraph", "lines": [words], "rows": []}


def _fields(found: Report) -> dict[str, Any]:
    rows = [[_("Complaints in all"), count(found.total)], [_("Measures"), count(found.measures)]]
    return {"shape": "fields", "lines": [], "rows": rows}


def _table(title: str, rows: list[tuple[str, str]]) -> dict[str, Any]:
    return {"shape": "table", "lines": [], "rows": [[title, _("How many")], *(list(row) for row in rows)]}


def _bars(rows: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """The same as bars, of what is told; none where nothing is."""
    shown = [(what, int(number)) for what, number in rows if number.isdecimal() and number != "0"]
    longest = max((number for _what, number in shown), default=0)
    lines = [[what, str(number), str(round(100 * number / longest))] for what, number in shown]
    return [{"shape": "bars", "lines": [], "rows": lines}] if lines else []


def _quarters(found: Any) -> dict[str, Any]:
    return {"shape": "table", "lines": [], "rows": quarter_rows(list(found))}
