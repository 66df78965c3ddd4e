"""A client's own data for the client: who looked in sentences, and how that is told."""

import datetime as dt
from typing import Any

from waarborg.desk.forms.subject_access import CoverForm, CoverTooForm, DeliverForm, KindForm, PackageForm, ToldHowForm

NUMBER = "ZP-2026-0147"
AT = dt.datetime(2026, 11, 3, 9, 5, tzinfo=dt.UTC)


def numbered(form: CoverForm, number: str) -> CoverForm:
    form.auto_id = f"id_{number}_%s"  # several of them stand on one page
    return form


PAGES: dict[str, Any] = {
    "who looked in sentences": (
        "desk/told.html",
        {
            "number": NUMBER,
            "back_url": "/k/",
            "lines": [
                {
                    "sentence": "Uw jobcoach Anna las gespreksverslagen van uw dossier. Dat was op 3 november 2026 om "
                    "10.05 uur en mocht volgens artikel 2.7.",
                    "looked": True,
                    "refused": False,
                },
                {
                    "sentence": "Iemand (administratie) kreeg geen toegang tot gezondheid van uw dossier. Dat was op 2 "
                    "november 2026 om 9.00 uur en mocht niet volgens artikel 2.6.3.",
                    "looked": True,
                    "refused": True,
                },
            ],
            "older_url": "/o/",
        },
    ),
    "how clients are told who looked": (
        "desk/told_how.html",
        {"form": ToldHowForm({"who": ""}), "now": {"by_name": True, "decided_by": "Els Vos", "decided_at": AT}},
    ),
}

PACKAGE = {
    "state": "wacht op een blik op wat over anderen gaat",
    "made_at": AT,
    "asked_by": "Mirjam Oosterling",
    "asked_at": AT,
    "expires_at": AT,
    "kinds": [{"title": "Gespreksverslag", "count": 38}, {"title": "Naam en contact", "count": 1}],
    "files": [{"title": "om te lezen: pdf", "size": 48210, "url": "/f/"}],
    "undecided": 1,
    "coverings": [
        {
            "title": "Gezin",
            "label": "Namen van kinderen",
            "day": AT.date(),
            "why": "dit veld zegt iets over anderen",
            "text": "Zijn dochter Fleur gaat naar school.",
            "decided": "",
            "url": "/a/",
            "form": numbered(CoverForm(), "een"),
            "open": True,
        },
        {
            "title": "Gezondheid",
            "label": "Wie hielp",
            "day": AT.date(),
            "why": "iemand gaf aan dat het over een ander gaat",
            "text": None,
            "decided": "afdekken",
            "decided_by": "Els Vos",
            "decided_at": AT,
            "url": "/b/",
            "form": numbered(CoverForm({"cover": ""}), "twee"),
            "open": True,
        },
    ],
    "acts": [{"label": "Opnieuw maken", "url": "/o/"}, {"label": "Stoppen en vernietigen", "url": "/s/"}],
    "deliver": {"form": DeliverForm(), "url": "/g/"},
}
TOO = {
    "kind_form": KindForm({"soort": "report"}, kinds=[("report", "Gespreksverslag"), ("goal", "Doel")]),
    "chosen": "Gespreksverslag",
    "form": CoverTooForm({"what": "", "cover": "words"}, items=[("3-11-2026: Kennismaking", [("1:text", "Verslag")])]),
    "url": "/n/",
}
FOR_REQUEST = {
    "number": NUMBER,
    "back_url": "/v/",
    "here_url": "/p/",
    "title": "Zien wat er bekend is",
    "kind": "alles wat er is",
    "running": True,
    "form": PackageForm(transfers=[("successor_agency", "opvolgend bureau")]),
    "free": [{"number": "9", "title": "Inzage"}, {"number": "12", "law": "AVG"}],
    "gives": [{"number": "9", "title": "Inzage"}],
    "left_out": [{"title": "Eigen notities", "article": {"number": "9", "title": "Inzage"}}],
    "covered_by": {"number": "9", "title": "Inzage"},
    "judge": "verantwoordelijke",
    "earlier": [{"state": "gestopt", "asked_at": AT, "asked_by": "Mirjam Oosterling"}],
}
PAGES |= {"what a client gets": ("desk/package.html", {**FOR_REQUEST, "package": PACKAGE, "too": TOO})}
SAME_LOOK = {
    "what a client gets, not asked for": ("desk/package.html", FOR_REQUEST),
    "what a client gets, being made": (
        "desk/package.html",
        {**FOR_REQUEST, "package": {"state": "wordt gemaakt", "busy": True, "done": 25, "total": 0}},
    ),
    "what a client got": (
        "desk/package.html",
        {**FOR_REQUEST, "package": {**PACKAGE, "deliver": None, "given": {"way": "op papier", "by": "Els", "at": AT}}},
    ),
}
