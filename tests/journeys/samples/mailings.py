"""Lists of addresses: those there are, one that is made, one that is ready."""

import datetime as dt
from typing import Any

from waarborg.desk.forms.mailings import CountForm, GroupMessageForm, ListForm, ReadingForm, WhichListForm

AT = dt.datetime(2026, 11, 20, 9, 5, tzinfo=dt.UTC)
ONE: dict[str, Any] = {
    "url": "/adreslijsten/1/",
    "party": "Kansen in de regio",
    "recipient": "afnemer van adressen",
    "purpose": "Begeleiding naar werk",
    "state": "prepared",
    "state_label": "staat klaar, nog niet gegeven",
    "prepared_at": AT,
    "prepared_by": "Mirjam Oosterling",
    "agreed_by": "",
    "given_at": None,
    "fetched_at": None,
    "expires_at": None,
}
WHICH = {
    "list": [("1", "Afnemer van adressen (2.6.7)")],
    "party": [("1", "Kansen in de regio"), ("2", "Werk in zicht")],
    "purpose": [("guidance", "Begeleiding naar werk")],
    "ground": [("no_objection", "schriftelijk geen bezwaar")],
}
ACTS = {name: f"/adreslijsten/1/{name}/" for name in ("akkoord", "vertel", "geven", "stoppen")}
LIST = {
    "one": ONE,
    "back_url": "/adreslijsten/",
    "members": [{"number": "ZP-2026-0147", "state": "wacht", "told": True}],
    "waits": True,
    "may_agree": True,
    "needs_second": True,
    "untold": 3,
    "told_before": True,
    "acts": ACTS,
}
FIGURES = {
    "invited": 12,
    "questions": [
        {
            "question": "Bent u tevreden over uw coach?",
            "people": 8,
            "answers": [{"answer": "ja", "people": 7, "share": 88}, {"answer": "nee", "people": 1, "share": 12}],
        }
    ],
}
PAGES = {
    "lists of addresses": (
        "desk/lists_out.html",
        {"lists": [ONE, {**ONE, "fetched_at": AT}], "new_url": "/adreslijsten/nieuw/"},
    ),
    "lists of addresses, none": ("desk/lists_out.html", {"lists": []}),
    "a list of addresses, made": (
        "desk/list_out_new.html",
        {
            "which_form": WhichListForm({"party": "1"}, further=WHICH),
            "form": ListForm(statements=[("compatibility_tested", "De verenigbaarheid is getoetst")]),
            "post_url": "/adreslijsten/nieuw/",
            "party": "Kansen in de regio",
            "article": "2.6.7",
            "fields": ["Naam", "Adres", "Postcode", "Woonplaats"],
            "people": ["ZP-2026-0147", "ZP-2026-0150"],
            "off": [{"people": 12, "articles": ["2.6.7"], "missing": ["Dit is nodig: schriftelijk geen bezwaar."]}],
            "assured": ["de ontvanger is aan geheimhouding gebonden"],
        },
    ),
    "a list of addresses": ("desk/list_out.html", LIST),
    "a list of addresses, given": (
        "desk/list_out.html",
        {
            **LIST,
            "waits": False,
            "code": "12345678",
            "one": {**ONE, "agreed_by": "Dina", "expires_at": AT},
            "form": CountForm(),
            "figures": FIGURES,
        },
    ),
    "a message to several": (
        "desk/group_message.html",
        {
            "form": GroupMessageForm(dossiers=[("1", "Ilse Hartman (ZP-2026-0147)"), ("2", "ZP-2026-0150")]),
            "back_url": "/dossiers/",
            "shown": [
                {
                    "number": "ZP-2026-0147",
                    "outcome": {"label": "gaat"},
                    "subject": "Over volgende week",
                    "text": "Beste Ilse Hartman,\nGroet van Mirjam Oosterling.",
                },
                {"number": "ZP-2026-0150", "outcome": {"label": "maakt bezwaar"}, "subject": "", "text": ""},
            ],
        },
    ),
    "surveys": (
        "desk/surveys.html",
        {
            "form": ReadingForm(articles=[("3.1", "3.1 Waarvoor")]),
            "reading": {
                "article": "3.1",
                "reasons": "Wat cliënten vinden hoort bij goede begeleiding.\nNee zeggen kan altijd.",
                "recorded_at": AT,
                "recorded_by": "Hanna Vos",
                "of_this_version": False,
            },
            "end_url": "/e/",
            "invite_url": "/u/",
            "surveys": [
                {"url": "/t/1/", "made_at": AT, "made_by": "Hanna Vos", "running": False, "invited": 12, "questions": 1}
            ],
        },
    ),
    "a survey by invitation": (
        "desk/survey.html",
        {
            "back_url": "/t/",
            "made_at": AT,
            "made_by": "Hanna Vos",
            "running": False,
            "invited": 12,
            "article": "3.1",
            "form": CountForm(),
            "may_count": True,
            "figures": FIGURES,
        },
    ),
    "a message to several, sent": (
        "desk/group_message_sent.html",
        {
            "title": "Een bericht aan meer mensen tegelijk",
            "outcomes": [("gaat", 12), ("maakt bezwaar", 1)],
            "mails": [("verzonden", 8), ("wacht", 4)],
            "waits": True,
            "back_url": "/dossiers/",
        },
    ),
}
