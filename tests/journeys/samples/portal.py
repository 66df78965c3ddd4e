"""People from outside: a principal's own commissions, one of them, and somebody whom the regulation gives nothing."""

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from waarborg.desk.forms.outsiders import ContactForm, LookerForm, ShowingForm
from waarborg.portal.forms import ComplaintForm, MessageForm

DAY = dt.date(2026, 11, 20)
MOMENT = dt.datetime(2026, 11, 20, 9, 5, tzinfo=dt.UTC)
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
    "write_url": "/portaal/opdrachten/1/schrijven/",
    "complain_url": "/portaal/opdrachten/1/klacht/",
    "given": [
        {
            "url": "/portaal/opdrachten/1/gekregen/1/",
            "kinds": ["Voortgangsverslag", "Plan"],
            "given_at": MOMENT,
            "purpose": "Begeleiding naar werk",
            "ground": "schriftelijke toestemming",
            "articles": [ARTICLE],
        }
    ],
    "hours_charged": Decimal("12.5"),
    "invoices": [
        {
            "number": "F2026-00012",
            "kind": "factuur",
            "issued_on": DAY,
            "hours": Decimal(14),
            "url": "/portaal/opdrachten/1/facturen/1/",
        },
        {"number": "F2026-00013", "kind": "creditnota", "issued_on": DAY, "hours": Decimal("-1.5"), "url": ""},
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
            "running": [LINE],
            "ended": [{**LINE, "ended_on": DAY}],
            "handed_over": [{"id": UUID(int=7), "agreement": "2024-17", "expires_at": MOMENT}],
            "complaints": [
                {"number": "K2026-006", "received_on": DAY, "decide_by": DAY, "late": True},
                {"number": "K2026-002", "received_on": DAY, "outcome": "gegrond", "ended_on": DAY},
            ],
        },
    ),
    "portal, nothing": ("portal/looking.html", {"shown": [], "nothing_article": ARTICLE, "law": ARTICLE}),
    "portal, to look at": (
        "portal/looking.html",
        {
            "shown": [
                {"url": "/portaal/kijken/1/", "items": 2, "ends_at": MOMENT, "opened_at": None},
                {"url": "/portaal/kijken/2/", "items": 1, "ends_at": MOMENT, "opened_at": MOMENT},
            ],
            "article": ARTICLE,
            "nothing_article": ARTICLE,
        },
    ),
    "portal, message": ("portal/message.html", {"form": MessageForm(), "number": "ZP-2026-0147"}),
    "portal, complaint": (
        "portal/complaint_new.html",
        {"form": ComplaintForm({"description": ""}), "number": "ZP-2026-0147"},
    ),
    "portal, shown": ("portal/shown.html", {"kinds": [KIND], "until": MOMENT}),
    "let somebody look": (
        "desk/showings.html",
        {
            "may_show": True,
            "has_accounts": True,
            "form": ShowingForm(accounts=[("1", "Vera Proef")]),
            "kinds": [
                {
                    "label": "Plan",
                    "article": ARTICLE,
                    "records": [{"id": "1", "title": "Plan van aanpak", "on": DAY, "ticked": True}],
                }
            ],
            "made": [
                {"name": "Vera Proef", "items": 2, "ends_at": MOMENT, "opened_at": None, "end_url": "/einde/"},
                {"name": "Wim Proef", "items": 1, "ends_at": MOMENT, "over": True, "end_url": ""},
            ],
        },
    ),
    "somebody who comes to look": (
        "desk/looker_new.html",
        {"form": LookerForm(roles=[("third_party_viewer", "Derde"), ("auditor", "Auditor")]), "article": ARTICLE},
    ),
    "portal, one commission": ("portal/commission.html", COMMISSION),
    "somebody of a principal": (
        "desk/contact_new.html",
        {"form": ContactForm(parties=[("1", "UWV Vlietdam")]), "parties": [("1", "UWV Vlietdam")], "article": ARTICLE},
    ),
}
