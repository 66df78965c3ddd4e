"""Copies of the regulation: what waits, what was given, and a form."""

import datetime as dt

from waarborg.desk.forms.publication import CopyForm
from waarborg.publication.copies import Published

DAY = dt.date(2026, 11, 16)
LINE = {
    "what": "Klachtenreglement",
    "asked_for": "iemand anders",
    "how": "per post",
    "asked_on": DAY,
    "taken_by": "Anna de Wit",
    "given_on": None,
    "given_by": "",
    "since": dt.date(2026, 1, 1),
    "given_url": "/kopieen/1/gegeven/",
}
PUBLISHED = [Published("K7/published", "complaints_regulation", "Klachtenreglement", "K7", "administration")]
PAGES = {
    "copies of the regulation": (
        "desk/copies.html",
        {
            "form": CopyForm(may_give=PUBLISHED),
            "pdf_url": "/reglement.pdf",
            "articles": ["K7"],
            "waiting": [LINE],
            "given": [LINE | {"given_on": DAY, "given_by": "Adam Kok", "given_url": ""}],
        },
    )
}
