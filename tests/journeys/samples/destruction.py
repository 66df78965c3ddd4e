"""Lists of what is to be destroyed: all of them, and one that waits for the second person."""

import datetime as dt

from waarborg.desk.forms.destruction import reasons
from waarborg.desk.forms.keeping import NecessityForm
from waarborg.retention.necessity import ToWeigh

NOON = dt.datetime(2026, 11, 20, 14, 20, tzinfo=dt.UTC)
LINES = [
    {
        "number": "ZP-2023-0088",
        "what": ["Gespreksverslagen", "Plan"],
        "records": 43,
        "files": 2,
        "due": dt.date(2026, 10, 31),
        "articles": ["2.5"],
        "odd": "heel kort bewaard: kijk twee keer",
        "handed_over": dt.date(2026, 10, 12),
        "put_away_url": "/vernietigen/1/2/opbergen/",
        "stay_url": "/vernietigen/1/2/bewaren/",
    }
]
CLOSING = [
    {
        "number": "ZP-2023-0088",
        "what": ["Uren", "Facturen"],
        "records": 6,
        "until": dt.date(2030, 12, 31),
        "articles": ["2.5"],
        "by_statute": True,
    }
]
PART = {
    "number": "ZP-2021-0012",
    "what": ["Uren", "Facturen"],
    "records": 4,
    "statute": True,
    "since": dt.date(2026, 1, 12),
    "until": dt.date(2028, 12, 31),
    "article": "2.5",
    "url": "/vernietigen/archief/1/",
}
NECESSITY = NecessityForm(
    kinds=[ToWeigh(category=word, title=title, due=None, at=None) for word, title in (("plan", "Plan"), ("cv", "Cv"))]
)
PAGES = {
    "destructions": (
        "desk/destructions.html",
        {
            "lists": [
                {
                    "number": 2,
                    "state": "wacht op goedkeuring",
                    "waits": True,
                    "proposed_at": NOON,
                    "url": "/vernietigen/2/",
                },
                {
                    "number": 1,
                    "state": "gedaan, en er is niets meer",
                    "done": True,
                    "proposed_at": NOON,
                    "ended_at": NOON,
                    "url": "/vernietigen/1/",
                },
            ],
            "parts": [PART],
            "years": [{"year": 2023, "counts": [{"measure": "uitkomst", "value": "betaald werk", "people": 14}]}],
        },
    ),
    "destruction": (
        "desk/destruction.html",
        {
            "back_url": "/vernietigen/",
            "number": 2,
            "state": "wacht op goedkeuring",
            "waits": True,
            "article": "2.5",
            "asked": 2,
            "proposed_at": NOON,
            "approvals": [{"name": "Fenna Brakel", "role": "administratie", "approved": True, "at": NOON}],
            "going": LINES,
            "closing": CLOSING,
            "rest": [
                {"number": "ZP-2023-0090", "what": ["Plan"], "due": dt.date(2027, 3, 1), "article": "2.5"},
                {"number": "ZP-2023-0091", "what": ["Plan"]},
            ],
            "staying": [{"number": "ZP-2023-0079", "left_out": "iets houdt het tegen"}],
            "paper": [
                {
                    "number": 12,
                    "place": "A2 3",
                    "dossier": "ZP-2023-0088",
                    "going": ["Gespreksverslagen"],
                    "staying": ["Uren"],
                    "shred_url": "/vernietigen/2/papier/3/",
                }
            ],
            "reasons": reasons(),
            "may_approve": True,
            "approve_url": "/vernietigen/2/goedkeuren/",
            "decline_url": "/vernietigen/2/afkeuren/",
            "certificate": {"number": 2},
            "proved": True,
            "pdf_url": "/vernietigen/2/verklaring.pdf",
            "json_url": "/vernietigen/2/verklaring.json",
        },
    ),
    "necessity": (
        "desk/necessity.html",
        {
            "number": "ZP-2025-0031",
            "back_url": "/taken/",
            "rests_on": "2.5",
            "form": NECESSITY,
            "kinds": [{"field": field, "due": dt.date(2027, 3, 1), "article": "2.5"} for field in NECESSITY],
        },
    ),
    "put_away": (
        "desk/put_away.html",
        {
            **PART,
            "back_url": "/vernietigen/",
            "opened": True,
            "items": [
                {
                    "what": "Uren",
                    "on": dt.date(2020, 11, 3),
                    "said": [("activiteit", "gesprek"), ("minuten", "60")],
                    "file_url": "/vernietigen/archief/1/bestand/2/",
                }
            ],
            "openings": [{"name": "Dina de Wit", "duty": "een wet verplicht ons het te geven", "at": NOON}],
        },
    ),
}
