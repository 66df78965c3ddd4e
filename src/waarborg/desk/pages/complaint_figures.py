"""Figures of complaints, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from waarborg.complaints.figures import Quarter, Report
from waarborg.complaints.printing import count, quarter_rows, tables
from waarborg.kernel import clock
from waarborg.policy.overviews import SMALLEST_GROUP


def figures_page(years: Sequence[int], year: int, found: Report | None, quarters: Sequence[Quarter]) -> dict[str, Any]:
    """What desk/complaint_figures.html needs."""
    shown = sorted({*years, clock.today().year, year}, reverse=True)
    heads, *rows = quarter_rows(list(quarters))
    return {
        "back_url": reverse("desk:complaints"),
        "years": [{"year": one, "url": reverse("desk:complaint_figures_of", args=[one])} for one in shown],
        "year": year,
        "over": found is not None,
        "total": count(found.total) if found else "",
        "measures": count(found.measures) if found else "",
        "tables": [{"title": title, "rows": lines} for title, lines in tables(found)] if found else [],
        "quarter_heads": heads,
        "quarters": [
            [row[0], *({"label": head, "number": cell} for head, cell in zip(heads[1:], row[1:], strict=True))]
            for row in rows
        ],
        "quarter_pdfs": [
            {"quarter": one.quarter, "url": reverse("desk:complaint_quarter", args=[year, one.quarter])}
            for one in quarters
            if one.is_over
        ],
        "pdf_url": reverse("desk:complaint_report", args=[year]) if found else "",
        "smallest": SMALLEST_GROUP,
    }
