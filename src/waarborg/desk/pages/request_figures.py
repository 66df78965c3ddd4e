"""Figures of requests, in words: counts alone; what would point at somebody is not told."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from waarborg.desk.pages.rights import title_of
from waarborg.policy.overviews import SMALLEST_GROUP
from waarborg.rights.choices import Outcome, Timing
from waarborg.rights.figures import OPEN, Figures

Table = tuple[str, Sequence[tuple[str, str]]]


def figures_page(years: Sequence[int], shown: Figures | None) -> dict[str, Any]:
    """What desk/request_figures.html needs."""
    return {
        "back_url": reverse("desk:rights_open"),
        "years": [{"year": year, "url": reverse("desk:request_figures_of", args=[year])} for year in years],
        "year": shown.year if shown else None,
        "total": _count(shown.total) if shown else "",
        "tables": [{"title": title, "rows": rows} for title, rows in _tables(shown)] if shown else [],
        "csv_url": reverse("desk:request_figures_csv", args=[shown.year]) if shown else "",
        "smallest": SMALLEST_GROUP,
    }


def figures_csv(shown: Figures) -> str:
    """The same as comma-separated values."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow([_("table"), _("what"), _("number")])
    lines.writerow([_("total"), shown.year, _count(shown.total)])
    for title, rows in _tables(shown):
        lines.writerows([title, what, number] for what, number in rows)
    return written.getvalue()


def _tables(shown: Figures) -> list[Table]:
    outcomes = {**{one.value: str(one.label) for one in Outcome}, OPEN: _("no answer yet")}
    times = {one.value: str(one.label) for one in Timing}
    return [
        (_("What was asked"), _rows(shown.by_right, {right: title_of(right) for right in shown.by_right})),
        (_("What became of it"), _rows(shown.by_outcome, outcomes)),
        (_("In time or not"), _rows(shown.by_time, times)),
    ]


def _rows(counts: Mapping[str, int | None], words: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(words[cell], _count(count)) for cell, count in counts.items()]


def _count(count: int | None) -> str:
    return _("not told") if count is None else str(count)
