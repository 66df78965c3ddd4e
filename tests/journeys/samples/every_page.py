"""What every page is given: an invented agency, its words and regulation, who is signed in, and one dossier."""

import datetime as dt

NOON = dt.datetime(2026, 11, 23, 11, 0, tzinfo=dt.UTC)

EVERY_PAGE = {
    "organisation": {"name": "Zilverpad Re-integratie", "place": "Vlietdam", "phone": "0123 – 45 67 89"},
    "words": {
        "client": "kandidaat",
        "clients": "kandidaten",
        "coach": "jobcoach",
        "coaches": "jobcoaches",
        "commissioner": "opdrachtgever",
        "commissioners": "opdrachtgevers",
        "responsible": "verantwoordelijke",
        "responsibles": "verantwoordelijken",
        "trajectory": "traject",
    },
    "regulation": {
        "title": "Privacyreglement Zilverpad",
        "version": "2026-09-01",
        "in_force_from": dt.date(2026, 9, 1),
        "url": "/reglement/zilverpad/2026-09-01/",
    },
    "single_keys": True,
    "person": {"name": "Mirjam Oosterling", "role": "jobcoach", "account_url": "/account/2fa/"},
    "navigation": [
        {
            "title": "",
            "links": [
                {
                    "label": "Vandaag",
                    "url": "/vandaag/",
                    "icon": "today",
                    "current": True,
                    "count": 9,
                    "count_label": "taken",
                },
                {"label": "Mijn kandidaten", "url": "/dossiers/", "icon": "people"},
                {"label": "Meekijken", "url": "/meekijken/", "icon": "eye", "count": 2, "count_label": "open"},
            ],
        },
        {
            "title": "Regels",
            "links": [
                {"label": "Reglement", "url": "/reglement/zilverpad/", "icon": "law"},
                {"label": "Wat mag ik zien?", "url": "/wat-mag-ik-zien/", "icon": "lock"},
            ],
        },
    ],
    "dossier": {
        "url": "/dossiers/1/",
        "number": "ZP-2026-0147",
        "name": "Ilse Hartman",
        "born_on": dt.date(1989, 3, 14),
        "summary": "Werkfit maken voor UWV",
    },
    "tabs": [
        {"label": "Overzicht", "url": "/dossiers/1/", "current": True},
        {"label": "Gegevens", "url": "/dossiers/1/stukken/", "count": 38},
        {"label": "Toegang", "url": "/dossiers/1/toegang/"},
        {"label": "Wie keek", "url": "/dossiers/1/wie-keek/", "count": 0},
    ],
    "further": [{"label": "Bewaren", "url": "/dossiers/1/bewaren/"}],
    "why": {
        "sentence": "U mag dit dossier zien: u bent de jobcoach van deze kandidaat.",
        "role": "jobcoach",
        "since": dt.date(2026, 1, 6),
        "articles": [
            {"number": "2.7", "title": "Toegang tot de dossiers", "sentence": "de begeleider ziet het dossier"}
        ],
        "purpose": "begeleiding naar werk",
        "purpose_article": "2.2",
        "closed": [{"text": "gezondheid: er is geen toestemming", "article": {"number": "9", "law": "AVG"}}],
        "logged_at": NOON,
        "client_sees": True,
    },
}
