"""Complaints: the register, taking one in, one with its clock, the lists beside it; for the client and for anybody."""

import datetime as dt
from typing import Any

from waarborg.complaints.sealing import Said
from waarborg.desk.forms import complaint_files as apart
from waarborg.desk.forms import complaint_new as taking_in
from waarborg.desk.forms import complaints as forms
from waarborg.portal.mine.forms import ComplaintForm as MineForm
from waarborg.portal.mine.forms import MoreForm
from waarborg.site.complaining import ComplaintForm as PublicForm

DAY, LAST = dt.date(2026, 11, 16), dt.date(2026, 11, 30)
PEOPLE = [("1", "Mirjam Oosterling"), ("2", "Ikzelf")]
LINE: dict[str, Any] = {
    "url": "/k/1/",
    "number": "K2026-004",
    "subject": "Hoe een collega handelde",
    "who": "de cliënt",
    "written": True,
    "received_on": DAY,
    "next_by": LAST,
    "confirming": True,
    "late": False,
    "handled": True,
    "own": True,
    "outcome": "",
    "ended_on": None,
    "appeal": "",
}
ENDED = {**LINE, "number": "K2026-001", "ended_on": DAY, "outcome": "deels gegrond", "appeal": "de opdrachtgever"}
SAID = Said(
    name="Robin Klager",
    address="Proefstraat 7",
    place="Proefdam",
    phone="06 12 34 56 78",
    description="Mijn afspraken gingen drie keer niet door.\nNiemand belde mij.",
    found_by="mijn coach is Anna",
)


def act(name: str, title: str, form: Any, *, opened: bool = False) -> dict[str, Any]:
    form.auto_id = f"id_{name}_%s"
    return {"act": name, "title": title, "url": f"/k/1/{name}/", "form": form, "open": opened}


LETTER = {"title": "een klacht die binnenkwam", "made_on": DAY, "url": "/b/"}
FILE_SEEN: dict[str, Any] = {
    "id": "1",
    "name": "brief.pdf",
    "size": 48213,
    "scanned": False,
    "added_on": DAY,
    "what": "",
    "url": "",
    "sort_url": "/s/",
    "choices": apart.what_choices(),
}
ONE: dict[str, Any] = {
    **LINE,
    "said": SAID,
    "about": "Anna de Wit",
    "about_on": dt.date(2026, 11, 2),
    "take_up_until": dt.date(2027, 11, 2),
    "handler": "Mirjam Oosterling",
    "mine": True,
    "of_dossier": False,
    "article": "K4",
    "missing": ["telefoonnummer", "handtekening"],
    "dates": [
        {"title": "Ontvangst bevestigen", "last": LAST, "done": DAY, "late": False},
        {"title": "Besluiten", "last": dt.date(2026, 12, 28), "done": None, "late": True},
    ],
    "steps": [
        {"title": "Gegeven aan wie haar behandelt", "on": DAY, "by": "Mirjam Oosterling", "words": "", "instance": ""},
        {"title": "Gehoord; het verslag", "on": DAY, "by": "Mirjam", "words": "Beide kanten\ngehoord", "instance": ""},
    ],
    "letters": [
        {**LETTER, "given_on": DAY, "give_url": "", "form": None},
        {**LETTER, "made_on": LAST, "given_on": None, "give_url": "/g/", "form": forms.given()},
    ],
    "measures": [{"what": "Bij ziekte belt een collega", "who": "Anna", "due_on": LAST, "done_on": None}],
    "covered": False,
    "files": [
        {**FILE_SEEN, "what": "de klacht op papier", "url": "/f/", "sort_url": "", "scanned": True},
        {**FILE_SEEN, "id": "2", "name": "machtiging.jpg"},
    ],
    "files_url": "/f/",
    "files_form": apart.FilesForm(),
    "givings": [
        {
            "to": "de opdrachtgever",
            "name": "Gemeente Proefdam, mevrouw Jansen",
            "parts": ["De klacht"],
            "article": "K4",
            "given_on": None,
            "url": "/g/",
            "give_url": "/g/",
            "form": apart.went(),
        }
    ],
    "keep_until": None,
    "nobody": True,
    "acts": [
        act("besluit", "Besluit per brief", forms.decide(colleagues=PEOPLE)),
        act("gesprek", "Plan een gesprek", forms.meeting({}), opened=True),
        act("stand", "De klager vraagt hoe het ervoor staat", forms.of_fields(None)),
    ],
}
BODY = {
    "key": "a",
    "name": "Ieder(in)",
    "step": "een organisatie",
    "step_key": "complaints_body",
    "reach": "",
    "ended": False,
}
MINE: dict[str, Any] = {
    "number": "K2026-004",
    "received_on": DAY,
    "decide_by": LAST,
    "late": True,
    "ended_on": None,
    "outcome": "",
}
HERE: dict[str, Any] = {"acting": "", "number": "ZP-2026-0147", "may_choose": False, "until_on": None}
AROUND: dict[str, Any] = {"here": HERE, "tab": "requests"}
HEADS = ["Kwartaal", "Ingediend", "Niet in behandeling", "Idem, op tijd", "In behandeling", "Idem, op tijd afgehandeld"]
PAGES = {
    "complaints": (
        "desk/complaints.html",
        {
            "open": [LINE, {**LINE, "handled": False, "own": False, "late": True}, {**LINE, "written": False}],
            "ended": [ENDED],
            "gone": [
                {
                    "what": "Van klacht K2026-001",
                    "to": "verzekeraar",
                    "on": DAY,
                    "channel": "brief",
                    "ground": "schriftelijke toestemming",
                    "articles": [{"number": "K6", "title": "Als u het niet eens bent"}],
                }
            ],
            "new_url": "/n/",
            "bodies_url": "/i/",
            "figures_url": "/c/",
            "acts_url": "/a/",
        },
    ),
    "a complaint taken in": (
        "desk/complaint_new.html",
        {
            "form": taking_in.ComplaintForm(
                {},
                colleagues=PEOPLE,
                complainants=taking_in.complainants(("client", "principal")),
                parties=[("1", "UWV Vlietdam")],
                earlier=[("1", "K2026-001")],
            )
        },
    ),
    "a complaint": ("desk/complaint.html", ONE),
    "a complaint without a handler": (
        "desk/complaint_left.html",
        {
            "back_url": "/k/",
            "number": "K2026-004",
            "next_by": LAST,
            "was": "Mirjam Oosterling",
            "nobody": False,
            "form": forms.assign(None, handlers=PEOPLE),
        },
    ),
    "bodies to turn to": (
        "desk/complaint_bodies.html",
        {
            "back_url": "/k/",
            "bodies": [BODY, {**BODY, "key": "b", "name": "CG-Raad", "ended": True}],
            "changed_on": DAY,
            "form": forms.body(),
        },
    ),
    "decided during a complaint": (
        "desk/complaint_acts.html",
        {
            "acts": [
                {
                    "number": "ZP-2026-0147",
                    "what": "een traject is afgesloten",
                    "at": dt.datetime(2026, 11, 16, 9, tzinfo=dt.UTC),
                    "url": "/a/1/",
                    "dossier_url": "/d/",
                }
            ],
            "fair": "fair",
            "undone": "undone",
        },
    ),
    "agreed after complaints": (
        "desk/complaint_measures.html",
        {"measures": [{"what": "Bij ziekte belt een collega", "due_on": LAST, "url": "/m/"}]},
    ),
    "figures of complaints": (
        "desk/complaint_figures.html",
        {
            "back_url": "/k/",
            "years": [{"year": 2026, "url": "/c/2026/"}, {"year": 2025, "url": "/c/2025/"}],
            "year": 2025,
            "over": True,
            "total": "25",
            "measures": "niet verteld",
            "tables": [{"title": "Wat ervan kwam", "rows": [("Gegrond", "15"), ("Ongegrond", "niet verteld")]}],
            "quarter_heads": HEADS,
            "quarters": [["1", *({"label": head, "number": "2"} for head in HEADS[1:])]],
            "quarter_pdfs": [{"quarter": 1, "url": "/p/1/"}],
            "pdf_url": "/p/",
            "smallest": 10,
        },
    ),
    "own complaints": (
        "portal/mine/complaints.html",
        {
            **AROUND,
            "open": [{**MINE, "url": "/k/1/"}],
            "ended": [{**MINE, "url": "/k/2/", "ended_on": DAY, "outcome": "gegrond"}],
            "new_url": "/n/",
        },
    ),
    "an own complaint made": ("portal/mine/complaint_new.html", {**AROUND, "form": MineForm({})}),
    "an own complaint": (
        "portal/mine/complaint.html",
        {
            **AROUND,
            **MINE,
            "words": "Niemand belde mij.",
            "confirm_by": LAST,
            "meeting_on": LAST,
            "missing": ["telefoonnummer"],
            "steps": [{"title": "Gesprek gepland", "on": DAY}],
            "letters": [{"title": "een klacht die binnenkwam", "url": "/b/"}],
            "article": "K4",
            "more": MoreForm(missing=["phone"]),
            "more_url": "/m/",
            "asked": [{"words": "Iemand van de opdrachtgever mag bij het gesprek zijn.", "yes": False, "url": "/j/"}],
            "given": [{"name": "Gemeente Proefdam", "parts": ["De klacht"], "article": "K4", "on": DAY}],
            "status_url": "/s/",
            "withdraw_url": "/w/",
        },
    ),
    "a complaint without an account": (
        "site/complaint.html",
        {"organisation": {"name": "Zilverpad", "slug": "zilverpad"}, "form": PublicForm({})},
    ),
    "a complaint came in": ("site/complaint_sent.html", {"organisation": {"name": "Zilverpad", "slug": "zilverpad"}}),
}
