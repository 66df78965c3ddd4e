"""Lists of what is to be destroyed: all of them, and one that waits for the second person."""

import datetime as dt

NOON = dt.datetime(2026, 11, 20, 14, 20, tzinfo=dt.UTC)
LINES = [
    {
        "number": "ZP-2023-0088",
        "what": ["Gespreksverslagen", "Plan"],
        "records": 43,
        "files": 2,
        "due": dt.date(2026, 10, 31),
        "articles": ["2.5"],
        "stay_url": "/vernietigen/1/2/bewaren/",
    }
]
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
            ]
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
            "staying": [{"number": "ZP-2023-0079", "left_out": "iets houdt het tegen"}],
            "may_approve": True,
            "approve_url": "/vernietigen/2/goedkeuren/",
            "decline_url": "/vernietigen/2/afkeuren/",
            "certificate": {"number": 2},
            "proved": True,
            "pdf_url": "/vernietigen/2/verklaring.pdf",
            "json_url": "/vernietigen/2/verklaring.json",
        },
    ),
}
