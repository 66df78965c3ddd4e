"""What people undertake: declarations, and maintenance by suppliers."""

import datetime as dt
from typing import Any

from waarborg.desk.forms.declarations import TextForm
from waarborg.desk.forms.maintenance import LookForm, SupplierForm, WindowForm
from waarborg.desk.forms.principals import ContactForm
from waarborg.desk.forms.start import SignForm

AT = dt.datetime(2026, 11, 20, 9, 5, tzinfo=dt.UTC)
WINDOW: dict[str, Any] = {
    "url": "/onderhoud/1/",
    "close_url": "/onderhoud/1/sluiten/",
    "name": "Storm de Vries",
    "party": "Systeemhuis Oeverwoude",
    "reason": "Bijwerken van de server",
    "opened_at": AT,
    "opened_by": "Dirk Aalders",
    "over_at": AT + dt.timedelta(hours=4),
    "closed_by": "",
}
RULE = {"rule": "2.7", "longest": "4 uur", "closed": ["BSN", "Inkomen"]}
SUPPLIERS = [("1", "Storm de Vries, Systeemhuis Oeverwoude")]
SIGNED: dict[str, Any] = {
    "title": "Verklaring van geheimhouding",
    "version": 2,
    "signed_at": AT,
    "signed_as": "Mirjam Oosterling",
    "until_on": dt.date(2027, 11, 20),
    "counts": True,
    "sign_url": "",
}
UNSIGNED = {**SIGNED, "title": "Plichten onder overeenkomst 2026-7", "signed_at": None, "until_on": None}
UNSIGNED |= {"counts": False, "sign_url": "/verklaringen/mijn/1/"}
TEXT = {
    "title": "Verklaring van geheimhouding, voor wie wordt ingehuurd",
    "version": 2,
    "in_force_from": dt.date(2026, 9, 1),
    "newest": True,
    "later": False,
    "paragraphs": ["Ik houd geheim wat ik hier lees.", "Ik gebruik het alleen voor mijn werk."],
}
PERSON = {"name": "Mirjam Oosterling", "roles": "jobcoach", "complete": True, "asked": [SIGNED], "proof_url": "/v/1/"}
REVIEW: dict[str, Any] = {
    "url": "/opdrachtgevers/1/",
    "party": "Systeemhuis Oeverwoude",
    "what": "er is een verwerkersovereenkomst",
    "review_on": dt.date(2026, 12, 1),
    "late": False,
}
CONTACT = {
    "name": "Jet Wielinga",
    "position": "inkoop",
    "email": "jet@voorbeeld.nl",
    "telephone": "0123 - 45 67 89",
    "away_url": "/organisaties/contact/1/weg/",
}
PAGES = {
    "declarations": (
        "desk/declarations.html",
        {
            "texts": [TEXT, {**TEXT, "newest": False, "later": True}],
            "people": [PERSON, {**PERSON, "name": "Storm de Vries", "asked": [SIGNED, UNSIGNED]}],
            "lacking": 1,
        },
    ),
    "declaration, new version": (
        "desk/declaration_text.html",
        {
            "form": TextForm(),
            "proposed": [{"audience": "wie wordt ingehuurd", "article": "6.2", "words": "Ik houd het geheim."}],
        },
    ),
    "my declarations": (
        "desk/my_declarations.html",
        {"asked": [SIGNED, UNSIGNED], "earlier": [SIGNED], "may_see_all": True},
    ),
    "reviews": (
        "desk/reviews.html",
        {
            "reviews": [
                {**REVIEW, "late": True},
                {**REVIEW, "what": "Overeenkomst 2026-7"},
            ]
        },
    ),
    "contact persons": (
        "desk/contacts.html",
        {
            "name": "UWV Vlietdam",
            "party_id": "01997b00-0000-7000-8000-000000000001",
            "contacts": [CONTACT, {**CONTACT, "position": "", "telephone": ""}],
            "may_record": True,
            "form": ContactForm(),
        },
    ),
    "maintenance": (
        "desk/maintenance.html",
        {
            "open": [WINDOW],
            "past": [WINDOW, {**WINDOW, "closed_by": "Dirk Aalders"}],
            "suppliers": [{"name": "Storm de Vries", "party": "Systeemhuis Oeverwoude"}],
            "form": WindowForm(suppliers=SUPPLIERS, latest=AT),
            "may_record": True,
            **RULE,
        },
    ),
    "maintenance, one window": (
        "desk/maintenance_window.html",
        {
            "window": {**WINDOW, "is_open": True},
            "lines": [
                {
                    "at": AT,
                    "what": "Storm de Vries las contactgegevens van een dossier.",
                    "refused": False,
                    "article": "2.7",
                },
                {
                    "at": AT,
                    "what": "Storm de Vries werd de toegang geweigerd tot inkomen van een dossier.",
                    "refused": True,
                    "article": "",
                },
            ],
        },
    ),
    "maintenance, own": ("desk/maintenance_own.html", {"window": WINDOW, "form": LookForm(), **RULE}),
}
SAME_LOOK = {
    "declaration, sign": ("desk/declaration_sign.html", {"declaration": TEXT, "form": SignForm()}),
    "maintenance, none": (
        "desk/maintenance.html",
        {"open": [], "past": [], "suppliers": [], "rule": None, "form": WindowForm(suppliers=(), latest=AT)},
    ),
    "maintenance, own, none": ("desk/maintenance_own.html", {"window": None, "form": LookForm(), **RULE}),
    "supplier account": (
        "desk/supplier_new.html",
        {"form": SupplierForm(parties=[("1", "Systeemhuis Oeverwoude")]), "article": "2.7"},
    ),
}
