"""People from outside: a principal's own commissions, one of them, and somebody whom the regulation gives nothing."""

import datetime as dt
from typing import Any

from waarborg.desk.forms.outsiders import ContactForm

DAY = dt.date(2026, 11, 20)
LINE: dict[str, Any] = {
    "url": "/portaal/opdrachten/1/",
    "number": "ZP-2026-0147",
    "initials": "I. H.",
    "type": "Werkfit maken",
    "phase": "Lopend",
    "contract": "2026-1",
    "contract_ends_on": DAY,
    "hours_granted": 40,
    "referred_on": DAY,
    "started_on": DAY,
    "planned_end_on": DAY,
    "ended_on": None,
    "due": [{"label": "Tussenrapport", "due_on": DAY}, {"label": "", "due_on": DAY}],
    "reads": True,
}
ARTICLE = {"number": "3", "title": "Toegang"}
KIND: dict[str, Any] = {
    "label": "Voortgangsverslag",
    "article": ARTICLE,
    "records": [{"title": "Drie gesprekken", "on": DAY, "fields": [{"label": "Gedaan", "value": "Brieven"}]}],
}
COMMISSION: dict[str, Any] = {
    "number": "ZP-2026-0147",
    "given": [
        {
            "url": "/portaal/opdrachten/1/gekregen/1/",
            "kinds": ["Voortgangsverslag", "Plan"],
            "given_at": dt.datetime(2026, 11, 20, 9, 5, tzinfo=dt.UTC),
            "purpose": "Begeleiding naar werk",
            "ground": "schriftelijke toestemming",
            "articles": [ARTICLE],
        }
    ],
    "own": [LINE],
    "kinds": [KIND, {**KIND, "label": "Plaatsing", "records": []}],
    "closed": [{"label": "Plan", "article": ARTICLE, "missing": ["schriftelijke toestemming"]}],
    "others": True,
    "others_article": ARTICLE,
}
PAGES = {
    "portal, commissions": (
        "portal/commissions.html",
        {
            "principal_name": "UWV Vlietdam",
            "is_principal": True,
            "running": [LINE],
            "ended": [{**LINE, "ended_on": DAY}],
            "nothing_article": ARTICLE,
        },
    ),
    "portal, nothing": ("portal/commissions.html", {"running": [], "ended": [], "nothing_article": ARTICLE}),
    "portal, one commission": ("portal/commission.html", COMMISSION),
    "somebody of a principal": (
        "desk/contact_new.html",
        {"form": ContactForm(parties=[("1", "UWV Vlietdam")]), "parties": [("1", "UWV Vlietdam")], "article": ARTICLE},
    ),
}
