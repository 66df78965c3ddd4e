"""What every page is given: an invented agency, its words, its regulation and the person who is signed in."""

import datetime as dt

COMMON = {
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
    "person": {"name": "Mirjam Oosterling", "role": "jobcoach", "account_url": "/account/2fa/"},
    "navigation": [
        {
            "title": "",
            "links": [
                {"label": "Vandaag", "url": "/vandaag/", "icon": "today", "current": True, "count": 9,
                 "count_label": "taken"},
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
}
