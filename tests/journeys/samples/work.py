"""A working day: today, the tasks, the caseload and the roles."""

import datetime as dt

from django import forms
from django.http import QueryDict

from waarborg.desk.forms.lists import ExportForm, list_form

NOON = dt.datetime(2026, 11, 23, 11, 0, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 23)

LINK = {"url": "https://waarborg.test/account/invitation/x8Jc/", "expires_at": NOON, "login": "els", "name": "Els Vos"}

DEADLINES = [
    {
        "title": "Te laat",
        "tasks": [
            {
                "url": "/taken/1/",
                "title": "Voortgangsverslag naar UWV",
                "subject": "Ömer Yıldız · elke 3 maanden",
                "days": 1,
                "state": "late",
                "due_on": dt.date(2026, 11, 22),
                "article": "2.6.1",
                "article_title": "uitvoering van de opdracht",
            },
        ],
    },
    {
        "title": "Vandaag",
        "tasks": [
            {
                "url": "/taken/2/",
                "title": "Antwoord op verzoek om verbetering",
                "subject": "Greet van Tol",
                "days": 0,
                "state": "today",
                "due_on": DAY,
                "article": {"number": "16", "law": "AVG"},
                "article_title": "verbetering",
            },
        ],
    },
    {
        "title": "Deze week",
        "tasks": [
            {
                "url": "/taken/3/",
                "title": "Nakijken wat Daan Verkuil zag",
                "subject": "dossier ZP-2026-0147",
                "days": 4,
                "state": "",
                "due_on": dt.date(2026, 11, 27),
                "article": "2.7",
                "article_title": "toegang",
            },
        ],
    },
]
DUTIES = [
    {
        "title": "Verslag van gesprek 20 november afmaken",
        "subject": "Ilse Hartman",
        "note": "concept sinds vrijdag",
        "article": "",
        "done_url": "/taken/5/klaar/",
    },
    {
        "title": "Werkgever bellen over proefplaatsing",
        "subject": "Marek Nowicki",
        "note": "niets delen zonder toestemming",
        "article": "2.6.1",
        "done_url": "/taken/6/klaar/",
    },
]
ROWS = [
    {
        "url": "/dossiers/1/",
        "name": "Ilse Hartman",
        "number": "ZP-2026-0147",
        "trajectory": "Werkfit maken",
        "note_url": "/dossiers/1/verslag/",
        "cells": [
            {"label": "Opdrachtgever", "text": "UWV Vlietdam"},
            {"label": "Fase", "text": "uitvoering"},
            {"label": "Loopt tot", "text": "", "day": dt.date(2027, 1, 5)},
        ],
        "mark": None,
    },
    {
        "url": "/dossiers/2/",
        "name": "Abdoulrahmane van den Wijngaardenburg-Kowalczykowska",
        "number": "ZP-2026-0148",
        "trajectory": "Jobcoaching",
        "cells": [
            {"label": "Opdrachtgever", "text": "Gemeente Vlietdam"},
            {"label": "Fase", "text": "intake"},
            {"label": "Loopt tot", "text": "", "day": None},
        ],
        "mark": {"kind": "let-op", "text": "nog niets gepland"},
    },
    {
        "url": "/dossiers/3/",
        "name": "",
        "number": "ZP-2026-0150",
        "trajectory": "",
        "cells": [
            {"label": "Opdrachtgever", "text": "Bakkerij De Korenaar"},
            {"label": "Fase", "text": ""},
            {"label": "Loopt tot", "text": "", "day": dt.date(2026, 12, 31)},
        ],
        "mark": {"kind": "rust", "text": "gesloten"},
    },
]
HEADS = {
    "name_head": {"label": "Naam", "url": "/dossiers/?sort=name", "order": "ascending"},
    "heads": [
        {"label": "Opdrachtgever", "url": "/dossiers/?sort=principal"},
        {"label": "Fase"},
        {"label": "Loopt tot", "url": "/dossiers/?sort=ends_on"},
    ],
}
KEPT = [
    {"label": "lopend, UWV Vlietdam", "url": "/dossiers/?state=open", "current": True, "away_url": "/lijsten/1/weg/"},
    {"label": "lopend, zonder volgende stap", "url": "/dossiers/?next_step=without", "away_url": "/lijsten/2/weg/"},
]
PEOPLE = [
    {
        "name": "Ruben Aydın",
        "own": True,
        "roles": [
            {"label": "beheerder", "since": dt.date(2024, 1, 1), "given_by": "Joost van Elderen", "end_url": "/x/"}
        ],
        "signed_on": dt.date(2024, 1, 1),
        "second_factor": True,
        "last_sign_in_on": DAY,
    },
    {
        "name": "Daan Verkuil",
        "own": False,
        "roles": [
            {
                "label": "jobcoach",
                "since": dt.date(2025, 3, 1),
                "until": dt.date(2026, 12, 31),
                "given_by": "Ruben Aydın",
                "end_url": "/accounts/rollen/7/einde/",
            }
        ],
        "signed_on": None,
        "second_factor": False,
        "last_sign_in_on": None,
    },
    {
        "name": "Fenna Brakel",
        "own": False,
        "roles": [],
        "signed_on": dt.date(2025, 3, 1),
        "second_factor": True,
        "last_sign_in_on": DAY,
        "ended_on": DAY,
    },
]


class GiveRole(forms.Form):
    """A role for a colleague."""

    account = forms.ChoiceField(label="Wie", choices=[("", "Kies een collega"), ("d", "Daan Verkuil")])
    role = forms.ChoiceField(
        label="Welke rol",
        choices=[("coach", "jobcoach\nziet eigen dossiers"), ("administration", "administratie\nziet geen verslagen")],
        widget=forms.RadioSelect,
    )
    until = forms.DateField(
        label="Tot en met",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Leeg: zolang de collega hier werkt.",
    )


PAGES = {
    "today": (
        "desk/today.html",
        {
            "today": DAY,
            "deadlines": DEADLINES,
            "todo": DUTIES,
            "all_tasks_url": "/taken/",
            "actions": [{"label": "Verslag maken", "url": "/verslag/", "icon": "pen"}],
            "requests": [
                {
                    "url": "/meekijken/1/",
                    "title": "Daan Verkuil wil meekijken",
                    "subject": "dossier ZP-2025-0311",
                    "asked_at": NOON,
                    "article": "2.7",
                }
            ],
            "views": [{"url": "/dossiers/9/", "dossier_number": "ZP-2026-0099", "ends_at": NOON, "article": "2.7"}],
            "agenda_url": "/agenda/",
            "appointments": [
                {
                    "at": NOON,
                    "title": "Ilse Hartman",
                    "kind": "Gesprek op kantoor",
                    "minutes": 60,
                    "place": "kamer 2",
                    "url": "/dossiers/1/afspraken/",
                    "move_url": "/v/",
                    "settle_url": "/k/",
                    "over": True,
                }
            ],
            "lists": [
                {
                    "key": "quiet",
                    "title": "14 dagen of langer geen contact",
                    "clients": [{"url": "/dossiers/3/", "name": "Rik Meeuwsen", "note": "laatst op 2 november"}],
                    "more": 4,
                },
                {"key": "step", "title": "Geen volgende stap", "clients": [{"url": "/x/", "name": "Jo"}], "more": 0},
            ],
            "time_box": {
                "minutes_left": 24,
                "ends_at": NOON,
                "article": "2.7",
                "end_url": "/meekijken/1/stop/",
                "dossier_number": "ZP-2026-0099",
            },
            "demo": True,
            "demo_url": "/demo/",
        },
    ),
    "today, nothing to do": ("desk/today.html", {"today": DAY, "deadlines": [], "todo": []}),
    "tasks": (
        "desk/tasks.html",
        {
            "deadlines": DEADLINES,
            "todo": DUTIES,
            "filters": [
                {"label": "Van mij", "url": "/taken/", "current": True, "count": 5},
                {"label": "Van iedereen", "url": "/taken/?wie=alle"},
            ],
            "finished": [
                {"title": "Intake plannen", "subject": "Amina Warsame", "finished_at": NOON, "by": "Mirjam Oosterling"}
            ],
        },
    ),
    "caseload": (
        "desk/caseload.html",
        {
            **HEADS,
            "rows": ROWS,
            "article": "2.7",
            "next_url": "/dossiers/?na=3",
            "form": list_form(QueryDict("phase=running")),
            "narrowed": True,
            "kept": KEPT,
            "export_url": "/lijsten/uitvoeren/",
        },
    ),
    "a list as a file": (
        "desk/list_export.html",
        {
            "form": ExportForm({}, purposes=[("guidance", "begeleiding")], entries=[]),
            "back_url": "/dossiers/",
            "hidden": [("state", ["closed"])],
        },
    ),
    "caseload, empty": ("desk/caseload.html", {"rows": []}),
    "search without result": ("desk/caseload.html", {"rows": [], "query": "Jansen"}),
    "accounts": (
        "desk/accounts.html",
        {
            "people": PEOPLE,
            "form": GiveRole(),
            "form_url": "/accounts/",
            "article": "2.1",
            "hire_url": "/accounts/nieuw/",
        },
    ),
    "a link for a new account": ("desk/account_link.html", {"made": True, "link": LINK}),
    "accounts with errors": ("desk/accounts.html", {"people": PEOPLE, "form": GiveRole({}), "form_url": "/accounts/"}),
}
