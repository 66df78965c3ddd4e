"""What principals ask: the list, taking one in, one that waits for its answer, and all that are open."""

import datetime as dt
from typing import Any

from waarborg.desk.forms.enquiries import AnsweredForm, EnquiryForm, RefusalForm

NUMBER = "ZP-2026-0147"
DAY = dt.date(2026, 11, 16)
LINE: dict[str, Any] = {
    "url": "/v/1/",
    "title": "Gegevens die een wet hen laat vragen",
    "number": NUMBER,
    "who": "Gemeente Vlietdam",
    "received_on": DAY,
    "due_on": dt.date(2026, 12, 14),
    "late": False,
    "ended_on": None,
    "outcome": "",
}
SAID = {
    "name": "P. de Vries, consulent",
    "words": "Welke uren zijn er in oktober gemaakt?\nEn welk werk was dat?",
    "ground": "Participatiewet, artikel 64",
    "reference": "PW-2026-77",
}
ONE: dict[str, Any] = {
    **LINE,
    "back_url": "/v/",
    "said": SAID,
    "kind": "gemeente",
    "came_by": "per brief",
    "recorded_by": "Mirjam Oosterling",
    "article": "participatiewet 64",
    "answers": "verantwoordelijke",
    "missing": ["bevoegd om dit te krijgen"],
    "party_url": "/o/1/",
    "give_url": "/g/",
    "letters_url": "/b/",
}


def act(name: str, title: str, form: Any, *, opened: bool = False) -> dict[str, Any]:
    form.auto_id = f"id_{name}_%s"
    return {"act": name, "title": title, "url": f"/v/1/{name}/", "form": form, "open": opened}


ARTICLES = [("5.2", "5.2 Wat de opdrachtgever krijgt"), ("5.4", "5.4 Een ander bureau")]
PAGES = {
    "questions of principals": (
        "desk/enquiries.html",
        {
            "number": NUMBER,
            "back_url": "/g/",
            "new_url": "/v/nieuw/",
            "open": [{**LINE, "late": True}],
            "ended": [{**LINE, "ended_on": DAY, "outcome": "beantwoord met gegevens"}],
        },
    ),
    "a question of a principal taken in": (
        "desk/enquiry_new.html",
        {"number": NUMBER, "form": EnquiryForm({}, trajectories=[("1", "Gemeente Vlietdam"), ("2", "UWV")])},
    ),
    "a question of a principal": (
        "desk/enquiry.html",
        {
            **ONE,
            "acts": [
                act("beantwoord", "Hiermee beantwoord", AnsweredForm(gave=[("1", "20-11-2026, per brief")])),
                act("weigeren", "Per brief weigeren", RefusalForm({}, articles=ARTICLES), opened=True),
            ],
        },
    ),
    "open questions of principals": ("desk/enquiries_open.html", {"lines": [LINE, {**LINE, "late": True}]}),
}
