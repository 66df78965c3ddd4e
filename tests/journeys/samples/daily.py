"""Daily work: a contact note, notes of one's own, the agenda and time."""

import datetime as dt

from waarborg.desk.forms.time import AppointmentForm, TimeForm

NOON = dt.datetime(2026, 11, 23, 11, 0, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 23)
ACTIVITIES = [("talk", "Gesprek"), ("travel", "Reistijd")]
MARKED = [
    {
        "label": "Afgesproken",
        "parts": [
            {"text": "Zij gaat dinsdag naar de ", "marked": False},
            {"text": "huisarts", "marked": True},
            {"text": " en belt daarna.", "marked": False},
        ],
        "article": "3.2",
    }
]


class Note(TimeForm):
    """A note as the catalogue would make it, that came back with something marked."""

    found = MARKED


NOTE = {
    "dossier": {"name": "Ilse Hartman", "number": "ZP-2026-0147", "url": "/dossiers/1/"},
    "category": {"label": "Gespreksverslag", "article": "3.2", "explanation": "Hoort bij het dossier."},
    "readers": "jobcoach, verantwoordelijke",
    "warning": "Schrijf niets over gezondheid op.",
    "kept_field": "kept_for",
    "kept_for": "x",
    "throw_away_url": "/dossiers/1/verslag/weggooien/",
}
APPOINTMENT = {
    "at": NOON,
    "title": "Abdoulrahmane van den Wijngaardenburg-Kowalczykowska",
    "kind": "Gesprek op kantoor",
    "minutes": 60,
    "place": "kamer 2",
    "colleague": "",
    "state": "",
    "url": "/dossiers/1/afspraken/",
    "move_url": "/dossiers/1/afspraken/2/verzetten/",
    "settle_url": "/dossiers/1/afspraken/2/klaar/",
    "over": True,
}
BEEN = {**APPOINTMENT, "state": "niet verschenen", "settle_url": "", "move_url": "", "colleague": "Daan Verkuil"}
TIME = {
    "on": DAY,
    "activity": "Contact met werkgevers",
    "time": "1:15",
    "travel": "0:40",
    "declarable": 50,
    "number": "ZP-2026-0147",
    "url": "/dossiers/1/uren/",
    "who": "Mirjam Oosterling",
    "with_note": True,
    "struck": False,
    "correct_url": "/dossiers/1/uren/3/verbeteren/",
}
STRUCK = {**TIME, "struck": True, "correct_url": "", "travel": "", "with_note": False, "url": "", "number": ""}
DAYS_SHOWN = {"earlier_url": "/e/", "later_url": "/l/", "week_url": "/w/", "day_url": "/d/", "day": DAY, "monday": DAY}
KEYS = {"keys": [{"keys": ["g", "v"], "does": "Naar Vandaag"}, {"keys": ["?"], "does": "Deze lijst"}]}

PAGES = {
    "note": ("desk/note_form.html", NOTE | {"form": Note(activities=ACTIVITIES), "kept_at": NOON}),
    "note that came back": ("desk/note_form.html", NOTE | {"form": Note({}, activities=ACTIVITIES)}),
    "own notes": (
        "desk/own_notes.html",
        {
            "number": "ZP-2026-0147",
            "dossier_url": "/dossiers/1/",
            "category": {"label": "Persoonlijke notitie", "article": "3.2", "explanation": "Alleen voor uzelf."},
            "warning": "Een geheugensteun.",
            "add_url": "/a/",
            "notes": [
                {"on": DAY, "text": "Vragen naar de fiets.", "shared": False, "share_url": "/s/", "correct_url": "/c/"},
                {"on": DAY, "text": "Was op tijd.", "shared": True, "share_url": "", "correct_url": "/c/"},
            ],
        },
    ),
    "sharing a note": (
        "desk/own_note_share.html",
        {
            "number": "ZP-2026-0147",
            "back_url": "/b/",
            "category": {"label": "Persoonlijke notitie", "article": "3.2"},
            "readers": "jobcoach, verantwoordelijke",
            "note": {"on": DAY, "text": "Vragen naar de fiets."},
        },
    ),
    "agenda": (
        "desk/agenda.html",
        DAYS_SHOWN
        | {
            "first": DAY,
            "one_day": False,
            "address_url": "/agenda/adres/",
            "days": [
                {"on": DAY, "today": True, "appointments": [APPOINTMENT, BEEN]},
                {"on": dt.date(2026, 11, 24), "today": False, "appointments": []},
            ],
        },
    ),
    "appointments": (
        "desk/appointments.html",
        {
            "number": "ZP-2026-0147",
            "name": "Ilse Hartman",
            "dossier_url": "/dossiers/1/",
            "make_url": "/m/",
            "coming": [APPOINTMENT | {"over": False}],
            "been": [BEEN],
        },
    ),
    "moving an appointment": (
        "desk/appointment_form.html",
        {
            "number": "ZP-2026-0147",
            "name": "Ilse Hartman",
            "back_url": "/b/",
            "moving": True,
            "settle_url": "/s/",
            "cancelled": "cancelled",
            "form": AppointmentForm({}, kinds=ACTIVITIES),
        },
    ),
    "an address for a calendar": (
        "desk/agenda_address.html",
        {
            "address": "https://waarborg.test/agenda/" + "x" * 43 + ".ics",
            "there_is_one": True,
            "agenda_url": "/agenda/",
            "closed_by": ["2.8"],
        },
    ),
    "hours": (
        "desk/hours.html",
        DAYS_SHOWN
        | {
            "one_day": False,
            "days": [{"on": DAY, "url": "/d/", "entries": [TIME, STRUCK], "total": "1:55"}],
            "total": "1:55",
            "declarable": "0:57",
            "approved": False,
            "weeks_url": "/uren/collega/",
        },
    ),
    "hours of a dossier": (
        "desk/dossier_hours.html",
        {
            "number": "ZP-2026-0147",
            "dossier_url": "/dossiers/1/",
            "article": "3.2",
            "entries": [TIME, STRUCK],
            "sums": {"work": "12:15", "travel": "3:00", "declarable": "11:05"},
            "add_url": "/a/",
        },
    ),
    "weeks of colleagues": (
        "desk/weeks.html",
        {
            "hours_url": "/uren/",
            "rows": [
                {
                    "name": "Daan Verkuil",
                    "monday": DAY,
                    "kinds": [{"label": "Gesprek", "time": "20:00"}, {"label": "Reistijd", "time": "4:30"}],
                    "total": "24:30",
                    "minutes": 1470,
                    "declarable": "22:15",
                    "approved": False,
                    "url": "/x/",
                },
                {
                    "name": "Fenna Brakel",
                    "monday": DAY,
                    "kinds": [],
                    "total": "0:00",
                    "minutes": 0,
                    "declarable": "0:00",
                    "approved": True,
                    "url": "/x/",
                },
            ],
        },
    ),
    "keys": ("desk/keys.html", KEYS | {"on": True}),
}
SAME_LOOK = {
    "choosing whose note": (
        "desk/note_choose.html",
        {
            "rows": [
                {"url": "/1/", "name": "Ilse Hartman", "number": "ZP-1"},
                {"url": "/2/", "name": "", "number": "ZP-2"},
            ]
        },
    ),
    "nobody to choose": ("desk/note_choose.html", {"rows": []}),
    "no own notes in the regulation": (
        "desk/own_notes.html",
        {"number": "ZP-1", "dossier_url": "/1/", "category": None, "article": "3.2", "notes": []},
    ),
    "no own notes yet": (
        "desk/own_notes.html",
        {"number": "ZP-1", "dossier_url": "/1/", "category": {"label": "Notitie", "article": "3"}, "notes": []},
    ),
    "a new appointment": (
        "desk/appointment_form.html",
        {"number": "ZP-1", "name": "", "back_url": "/b/", "moving": False, "form": AppointmentForm(kinds=ACTIVITIES)},
    ),
    "no address for a calendar": (
        "desk/agenda_address.html",
        {"address": "", "there_is_one": False, "agenda_url": "/agenda/"},
    ),
    "a day of the agenda": (
        "desk/agenda.html",
        DAYS_SHOWN
        | {
            "first": DAY,
            "one_day": True,
            "days": [{"on": DAY, "today": True, "appointments": []}],
            "address_url": "/a/",
        },
    ),
    "a day of hours": (
        "desk/hours.html",
        DAYS_SHOWN
        | {
            "one_day": True,
            "days": [{"on": DAY, "url": "/d/", "entries": [], "total": "0:00"}],
            "total": "0:00",
            "declarable": "0:00",
            "approved": True,
        },
    ),
    "no hours of a dossier": (
        "desk/dossier_hours.html",
        {
            "number": "ZP-1",
            "dossier_url": "/1/",
            "article": "",
            "entries": [],
            "sums": {"work": "0:00", "travel": "0:00", "declarable": "0:00"},
            "add_url": "/a/",
        },
    ),
    "entering time": (
        "desk/time_form.html",
        {"number": "ZP-1", "name": "", "back_url": "/b/", "correcting": False, "form": TimeForm(activities=ACTIVITIES)},
    ),
    "correcting time": (
        "desk/time_form.html",
        {
            "number": "ZP-1",
            "name": "",
            "back_url": "/b/",
            "correcting": True,
            "form": TimeForm({}, activities=ACTIVITIES),
        },
    ),
    "no weeks": ("desk/weeks.html", {"hours_url": "/uren/", "rows": []}),
    "keys off": ("desk/keys.html", KEYS | {"on": False}),
}
