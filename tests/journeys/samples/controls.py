"""The controls of an agency, one that is about to be done, and what was done to the system."""

import datetime as dt

from waarborg.desk.forms.controls import ControlForm

NOON = dt.datetime(2026, 11, 23, 11, 0, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 23)
LAST = {
    "at": NOON,
    "by": "Joost van Elderen",
    "outcome": "Er moet iets hersteld worden",
    "to_mend": True,
    "version": 0,
    "looked_at": 24,
    "text": "Twee collega's krijgen uitleg.",
}
CONTROLS = [
    {
        "title": "Steekproef op juist gebruik",
        "article": "2.1",
        "role": "verantwoordelijke",
        "due_on": DAY,
        "late": True,
        "url": "/controles/1/",
        "last": None,
    },
    {
        "title": "Eisen aan de beveiliging vaststellen",
        "article": "2.1",
        "role": "beheerder",
        "due_on": DAY,
        "late": False,
        "url": "",
        "last": LAST,
    },
]
LINES = [
    {"at": NOON, "what": "Daan Verkuil wilde dossier ZP-1 lezen.", "why": "", "article": "2.7", "refused": True},
    {"at": NOON, "what": "Mirjam las dossier ZP-2.", "why": "Begeleiden", "article": "2.7", "refused": False},
]
PAGES = {
    "controls": (
        "desk/controls.html",
        {
            "controls": CONTROLS,
            "late": 1,
            "holders": [
                {"role": "verantwoordelijke", "article": "2.1", "names": ["Joost van Elderen"]},
                {"role": "functionaris", "article": "3", "names": []},
            ],
            "operations_url": "/controles/systeem/",
        },
    ),
    "control": (
        "desk/control.html",
        {
            "title": "Steekproef op juist gebruik",
            "article": "2.1",
            "lays_down": False,
            "looks_at_log": True,
            "groups": [{"title": "Ongewoon", "lines": LINES}, {"title": "Een steekproef uit de rest", "lines": LINES}],
            "form": ControlForm({"outcome": ""}, lays_down=False),
            "back_url": "/controles/",
        },
    ),
    "operations": (
        "desk/operations.html",
        {
            "lines": [{"at": NOON, "what": "Sam gaf een rol.", "role": "beheerder", "article": "2.7"}],
            "back_url": "/controles/",
        },
    ),
}
