"""What goes at the end of an agreement: those there are, one that is ready."""

import datetime as dt
from typing import Any

from waarborg.desk.forms.handing_over import AgencyEndForm, ReceiptForm, WhereForm

AT = dt.datetime(2026, 11, 20, 9, 5, tzinfo=dt.UTC)
ONE: dict[str, Any] = {
    "url": "/overdrachten/1/",
    "party": "Gemeente Vlietdam",
    "kind": "gemeente",
    "agreement": "2024-17",
    "ended_on": dt.date(2026, 10, 31),
    "first_on": dt.date(2026, 10, 31),
    "last_on": dt.date(2026, 11, 30),
    "rest_by": dt.date(2026, 11, 30),
    "article": "7",
    "state": "ready",
    "state_label": "staat klaar, nog niet gegeven",
    "late": False,
    "total": 12,
    "made": 12,
    "failed": 1,
    "nothing": 0,
    "given_at": None,
    "given_by": "",
    "expires_at": None,
    "fetched_at": None,
    "manifest": "",
    "received_on": None,
    "shown_by": "",
    "recorded_by": "",
}
COMING = {
    "party": "UWV",
    "agreement": "2025-3",
    "ends_on": dt.date(2026, 12, 31),
    "first_on": dt.date(2026, 12, 31),
    "last_on": dt.date(2027, 1, 31),
    "article": "7",
}
STAYS = [
    {"what": "Persoonlijke notitie",
     "why": "het reglement laat deze ontvanger het niet hebben",
     "items": 41, "dossiers": 9, "articles": ["7", "3"]},
    {"what": "Plan van aanpak", "why": "het hoort bij een andere overeenkomst",
     "items": 1, "dossiers": 1, "articles": []},
]  # fmt: skip
PARTS = [
    {"number": "ZP-2026-0147", "state": "staat klaar", "told_at": AT, "ready": True, "told_url": ""},
    {"number": "ZP-2026-0150", "state": "staat klaar", "told_at": None, "ready": True,
     "told_url": "/overdrachten/1/verteld/2/"},
]  # fmt: skip
HAND_OVER: dict[str, Any] = {
    "one": ONE,
    "back_url": "/overdrachten/",
    "url": "/overdrachten/1/",
    "acts": {name: f"/overdrachten/1/{name}/" for name in ("maken", "vertellen", "geven", "link", "ontvangen")},
    "forms": {"where": WhereForm(), "receipt": ReceiptForm()},
    "parts": PARTS,
    "stays": STAYS,
    "may_try_again": True,
    "untold": 1,
}
PAGES = {
    "handing over": ("desk/hand_overs.html", {"hand_overs": [ONE, {**ONE, "late": True}], "coming": [COMING]}),
    "the end of the agency": (
        "desk/agency_end.html",
        {
            "end": {
                "kind": "het gaat op in een ander",
                "last_day": dt.date(2026, 12, 31),
                "answers_after": "de organisatie die ermee verdergaat",
                "decided_at": AT,
                "decided_by": "Hanna Vos",
                "over": False,
            },
            "steps": [
                {
                    "label": "Opdrachtgevers weten het",
                    "done_at": AT,
                    "done_by": "Hanna Vos",
                    "open": 0,
                    "url": "/o/",
                    "tick_url": "",
                },
                {
                    "label": "Elke overeenkomst heeft haar laatste dag",
                    "done_at": None,
                    "done_by": "",
                    "open": 3,
                    "url": "/o/",
                    "tick_url": "",
                },
                {
                    "label": "Sleutels zijn vernietigd",
                    "done_at": None,
                    "done_by": "",
                    "open": 0,
                    "url": "",
                    "tick_url": "/einde/x/",
                },
            ],
        },
    ),
    "a hand-over": ("desk/hand_over.html", HAND_OVER),
}
SAME_LOOK = {
    "the end of the agency, not decided": (
        "desk/agency_end.html",
        {"end": None, "every_step": ["Opdrachtgevers weten het"], "form": AgencyEndForm({})},
    ),
    "a hand-over, given": (
        "desk/hand_over.html",
        {
            **HAND_OVER,
            "one": {**ONE, "state": "given", "failed": 0,
             "given_at": AT, "given_by": "Adam", "fetched_at": AT, "manifest": "9f" * 32},
            "may_try_again": False,
            "untold": 0,
            "may_receive": True,
            "code": "12345678",
        },
    ),
}  # fmt: skip
