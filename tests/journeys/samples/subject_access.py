"""A client's own data for the client: who looked in sentences, and how that is told."""

import datetime as dt

from waarborg.desk.forms.subject_access import ToldHowForm

NUMBER = "ZP-2026-0147"
AT = dt.datetime(2026, 11, 3, 9, 5, tzinfo=dt.UTC)

PAGES = {
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
