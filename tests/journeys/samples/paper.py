"""The cabinet, a dossier's paper, what happened in it, and a dossier to print."""

import datetime as dt

from waarborg.desk.forms.paper import PaperForm, PrintForm

NOON = dt.datetime(2026, 11, 23, 11, 0, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 23)
RULES = {"place_article": "1.1", "lending_article": "2.7", "never_unattended": True, "has_term": True}
PAPERS = [
    {
        "id": 1,
        "index": "0001",
        "dossier_url": "/dossiers/1/papier/",
        "dossier_number": "ZP-2026-0147",
        "name": "Ilse Hartman",
        "place": "A2 3",
        "cabinet": "A2",
        "shelf": "3",
        "version": 1,
        "holds": ["Gespreksverslagen", "Brieven en berichten"],
        "filed_on": DAY,
        "borrower": "Mirjam Oosterling",
        "taken_at": NOON,
        "due_on": DAY,
        "late": True,
        "back_url": "/terug/",
    },
    {
        "id": 2,
        "index": "0002",
        "dossier_url": "/dossiers/2/papier/",
        "dossier_number": "ZP-2026-0148",
        "name": "",
        "place": "B1",
        "cabinet": "B1",
        "shelf": "",
        "version": 3,
        "holds": [],
        "filed_on": DAY,
        "borrower": "",
        "taken_at": None,
        "due_on": None,
        "late": False,
        "take_url": "/mee/",
        "move_url": "/plaats/",
    },
]
KINDS = [("report", "Gespreksverslagen"), ("letters", "Brieven en berichten")]
PAGES = {
    "paper register": ("desk/paper_register.html", {"papers": PAPERS, "out": 1, "rules": RULES}),
    "paper of a dossier": (
        "desk/dossier_paper.html",
        {"papers": PAPERS, "rules": RULES, "may_file": True, "form": PaperForm({"cabinet": ""}, kinds=KINDS)},
    ),
    "timeline": (
        "desk/timeline.html",
        {
            "address": "/t/",
            "kinds": [{"key": "", "label": "alles", "current": True}, {"key": "plan", "label": "Plan"}],
            "days": [
                {
                    "day": DAY,
                    "lines": [
                        {"label": "Gespreksverslag", "title": "Voortgang", "url": "/z/", "who": "Mirjam Oosterling"},
                        {"label": "", "title": "Dina wees iemand toe aan dossier 1.", "url": "", "who": ""},
                    ],
                }
            ],
            "older_url": "/t/?na=2026-11-01",
        },
    ),
    "print": ("desk/print.html", {"form": PrintForm({}, purposes=[("guidance", "begeleiding")], entries=[])}),
}
SAME_LOOK = {
    "paper register, none": ("desk/paper_register.html", {"papers": [], "out": 0, "rules": RULES}),
    "paper register, no rules": ("desk/paper_register.html", {"papers": [], "out": 0, "rules": None}),
    "paper index": ("desk/paper_index.html", {"papers": PAPERS, "printed_on": DAY}),
    "printed": (
        "desk/printed.html",
        {
            "purpose": "begeleiding",
            "printed_at": NOON,
            "printed_by": "Mirjam Oosterling",
            "kinds": [
                {
                    "label": "Gespreksverslag",
                    "article": "3",
                    "records": [
                        {
                            "title": "Voortgang",
                            "fields": [{"label": "Doel", "value": "Voortgang"}],
                            "occurred_on": DAY,
                            "source": "de kandidaat",
                        }
                    ],
                }
            ],
        },
    ),
}
