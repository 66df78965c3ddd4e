"""Overviews: which were made and a form for one more; and one with two sides, of which something is withheld."""

import datetime as dt

from waarborg.desk.forms.overviews import OverviewForm

NOON = dt.datetime(2026, 11, 20, 14, 20, tzinfo=dt.UTC)
HEAD = ["resultaat", "Naar werk", "Re-integratie", "totaal"]
ROWS = [
    ["Betaald werk", "45", "30", "75"],
    ["Vrijwilligerswerk", "niet vermeld", "niet vermeld", "25"],
    ["Geen werk", "niet vermeld", "niet vermeld", "20"],
    ["totaal", "70", "50", "120"],
]
PAGES = {
    "overviews": (
        "desk/overviews.html",
        {
            "article": "1.2",
            "smallest": 10,
            "approved": True,
            "kinds_url": "/werkwijze/lijsten/overviews/",
            "refused": "Er zit bijna niemand in: een groep heeft ten minste 10 mensen. Kies een langere periode.",
            "form": OverviewForm(choices=[("Resultaat", [("outcome 2025-01", "2025")])]),
            "tables": [
                {
                    "title": "Resultaat naar soort traject",
                    "period": "januari 2025 – december 2025",
                    "by": "Fenna Brakel",
                    "at": NOON,
                    "url": "/overzichten/1/",
                }
            ],
        },
    ),
    "overview": (
        "desk/overview.html",
        {
            "back_url": "/overzichten/",
            "title": "Resultaat naar soort traject",
            "period": "januari 2025 – december 2025",
            "article": "1.2",
            "explained": "Afgerond op 5. Een aantal van minder dan 10 mensen staat er niet in.",
            "by": "Fenna Brakel",
            "at": NOON,
            "head": HEAD,
            "rows": [list(zip(HEAD, row, strict=True)) for row in ROWS],
            "chart_url": "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/%3E",
            "narrow_url": "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/%3E",
            "csv_url": "/overzichten/1/overzicht.csv",
            "pdf_url": "/overzichten/1/overzicht.pdf",
        },
    ),
}
