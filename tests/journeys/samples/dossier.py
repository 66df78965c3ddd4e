"""One dossier: the overview, who looked, who has access, and when things end."""

import datetime as dt

from waarborg.desk.forms.keeping import HoldForm

NOON = dt.datetime(2026, 11, 23, 11, 0, tzinfo=dt.UTC)
OVERVIEW = {
    "actions": [
        {"label": "Verslag maken", "url": "/x/", "icon": "pen"},
        {"label": "Gegevens delen", "url": "/y/", "icon": "share"},
    ],
    "phases": [
        {"label": "Intake", "note": "13 januari", "state": "done"},
        {"label": "Uitvoering", "note": "week 44 van 50", "state": "now"},
        {"label": "Afronding", "note": "", "state": ""},
    ],
    "hours": {"used": 41.5, "total": 60, "left": 18.5},
    "events": [
        {
            "icon": "pen",
            "title": "Gespreksverslag",
            "badge": "nog niet klaar",
            "text": "Ilse werkt nu drie ochtenden.",
            "at": NOON,
            "by": "Mirjam Oosterling",
            "url": "/z/",
            "url_label": "Afmaken",
        },
        {"icon": "eye", "legal": True, "title": "Daan Verkuil keek mee", "at": NOON, "article": "2.7"},
    ],
    "catalogue_article": "3",
    "categories": [
        {
            "label": "Naam en contact",
            "url": "/dossiers/1/naam/",
            "count": 1,
            "readers": "jobcoach, administratie",
            "retention": "2 jaar",
            "retention_article": "2.5",
        },
        {
            "label": "Gezondheid en belastbaarheid",
            "url": "",
            "count": 0,
            "closed": "geen toestemming",
            "closed_article": "2.6.3",
            "retention": "tot de toestemming stopt",
            "retention_article": "2.6.3",
        },
    ],
    "retention": [
        {
            "what": "het dossier",
            "on": dt.date(2029, 1, 5),
            "explanation": "2 jaar na het einde van de begeleiding",
            "article": "2.5",
            "action": "destroy",
        },
        {
            "what": "facturen",
            "on": dt.date(2033, 12, 31),
            "explanation": "7 kalenderjaren",
            "action": "destroy",
            "article": {"number": "52", "law": "AWR"},
            "hold": "Er loopt een klacht.",
        },
        {
            "what": "cijfers",
            "on": None,
            "explanation": "het traject loopt nog",
            "article": "1.2",
            "action": "anonymise",
        },
    ],
    "retention_url": "/dossiers/1/bewaren/",
    "access": [
        {"name": "Mirjam Oosterling", "role": "jobcoach", "what": "alles wat met toestemming mag", "articles": ["2.7"]},
        {
            "name": "Daan Verkuil",
            "role": "waarneming",
            "what": "alleen lezen",
            "until": NOON,
            "granted_by": "Joost van Elderen",
            "badge": "nog 4 dagen",
            "articles": ["2.7"],
        },
    ],
    "access_url": "/dossiers/1/toegang/",
    "looked_url": "/dossiers/1/wie-keek/",
    "consents": [
        {"label": "Gezondheid vastleggen", "given": True, "note": "sinds 6 januari 2026", "article": "2.6.3"},
        {"label": "Onderzoek", "given": False, "note": "niet gegeven"},
    ],
    "disclosures": [{"recipient": "UWV", "note": "6 keer, laatst 18 november"}],
}
ENTRIES = [
    {
        "at": NOON,
        "who": "Daan Verkuil",
        "role": "jobcoach",
        "what": "naam en contact",
        "why": "waarneming",
        "article": "2.7",
        "minutes": 14,
    },
    {
        "at": NOON,
        "who": "Fenna Brakel",
        "role": "administratie",
        "what": "gespreksverslagen",
        "why": "",
        "article": "2.7",
        "refused": True,
    },
]

PAGES = {
    "dossier": ("desk/dossier.html", OVERVIEW),
    "dossier, closed and nameless": (
        "desk/dossier.html",
        OVERVIEW
        | {
            "dossier": {"url": "/dossiers/1/", "number": "ZP-2024-0012", "name": "", "closed_on": dt.date(2025, 1, 1)},
            "phases": [],
            "hours": None,
            "events": [],
            "consents": [],
            "disclosures": [],
            "retention": [],
        },
    ),
    "who looked": (
        "desk/who_looked.html",
        {"entries": ENTRIES, "older_url": "/o/", "told_url": "/w/", "sealed": {"at": NOON}, "article": "2.7"},
    ),
    "who looked, nobody": ("desk/who_looked.html", {"entries": []}),
    "who has access": (
        "desk/who_has_access.html",
        {
            "holders": [
                OVERVIEW["access"][0] | {"since": dt.date(2026, 1, 6), "sentence": "Begeleider van dit traject."},
                OVERVIEW["access"][1] | {"sentence": "Vervangt de begeleider."},
            ],
            "closed_roles": [
                {"role": "beheerder", "sentence": "Beheert accounts, leest geen dossiers.", "articles": ["2.1"]}
            ],
        },
    ),
    "retention": (
        "desk/retention.html",
        {
            "holds": [
                {
                    "text": "Er loopt een klacht.",
                    "article": "4",
                    "since": dt.date(2026, 11, 2),
                    "by": "Anna",
                    "review_on": dt.date(2027, 2, 1),
                    "words": "Zij komt volgende week langs.",
                    "lift_url": "/opheffen/",
                },
            ],
            "form": HoldForm(holds=[("likely_claim", "een rechtszaak is waarschijnlijk")]),
            "place_url": "/tegenhouden/",
            "terms": [
                {
                    "what": "Gespreksverslagen",
                    "earliest": dt.date(2027, 1, 5),
                    "changes": ["eerder, als iemand vindt dat het niet meer nodig is"],
                    "starts": "einde van de begeleiding",
                    "starts_on": dt.date(2027, 1, 5),
                    "term": "2 jaar",
                    "on": dt.date(2029, 1, 5),
                    "action": "destroy",
                    "article": "2.5",
                },
                {
                    "what": "Facturen",
                    "shielded": True,
                    "starts": "einde van het jaar",
                    "term": "7 jaar",
                    "on": None,
                    "open": "iemand moet beslissen",
                    "article": {"number": "52", "law": "AWR", "url": "/wet/"},
                },
            ],
            "closed": [
                {
                    "what": ["Uren", "Facturen"],
                    "records": 6,
                    "statute": statute,
                    "since": dt.date(2026, 1, 12),
                    "until": dt.date(2030, 12, 31),
                    "article": "7.2",
                }
                for statute in (True, False)
            ],
        },
    ),
}
