"""Data breaches: the register, the report in a minute, looking for whom it concerns, and one on its way."""

import datetime as dt
from typing import Any

from waarborg.breaches.sealing import Assessment, Reported
from waarborg.desk.forms.breaches import AuthorityForm, LessonForm, LetterForm, PartyForm, ReportForm, SearchForm

AT = dt.datetime(2026, 11, 16, 10, 20, tzinfo=dt.UTC)
DUE = AT + dt.timedelta(hours=72)
KINDS = ["Contactgegevens", "Naam", "Voortgang"]
LINE: dict[str, Any] = {
    "url": "/d/1/",
    "name": "2026-3",
    "aware_at": AT,
    "due_at": DUE,
    "left": "nog 51 uur",
    "late": False,
    "reported_by": "Mirjam Oosterling",
    "risk": "een hoog risico",
    "told_authority_at": None,
    "tells_authority": True,
    "dossiers": 2,
    "reasons": "Een vreemde kan alles hebben gelezen.",
    "closed_at": None,
}
WEIGHED = Assessment(
    reasons="Een vreemde kan alles hebben gelezen.",
    happened="Een laptop stond een uur open in de trein.",
    consequences="Iemand kan weten dat u hulp krijgt.",
    measures="De laptop is op afstand gewist.",
    contact="Bel ons op kantoor.",
)
CONCERNED: dict[str, Any] = {
    "number": "ZP-2026-0147",
    "how": "gevonden in het logboek",
    "kinds": KINDS,
    "times": 3,
    "first_at": AT,
    "last_at": AT + dt.timedelta(minutes=40),
    "by": ["Anna de Boer"],
    "left_out": False,
    "untold": False,
    "reason": "",
    "has_letter": True,
    "told_at": None,
}
OUT = {**CONCERNED, "number": "ZP-2026-0148", "left_out": True, "reason": "Dit was een proefdossier."}


def act(name: str, title: str, form: Any, *, opened: bool = False) -> dict[str, Any]:
    form.auto_id = f"id_{name}_%s"
    return {"act": name, "title": title, "url": f"/d/1/{name}/", "form": form, "open": opened}


ONE: dict[str, Any] = {
    **LINE,
    "back_url": "/d/",
    "reported_at": AT,
    "reported": Reported(what="Mijn laptop stond open in de trein.", done="Wachtwoord veranderd."),
    "goes_on": False,
    "weighs": "verantwoordelijke",
    "article": "8",
    "handled": True,
    "search_url": "/d/1/zoeken/",
    "assessment": WEIGHED,
    "assessed_at": AT,
    "assessed_by": "Dina Vos",
    "natures": ["gezien of gekregen door iemand die dat niet mag"],
    "part": "als verantwoordelijke",
    "tells_clients": True,
    "affected": [CONCERNED, OUT],
    "fields": [("Wat er gebeurde", WEIGHED.happened), ("Om hoeveel mensen het gaat", "1")],
    "notices": [
        {
            "to": "een opdrachtgever",
            "party": "UWV",
            "told_at": AT,
            "by": "Dina Vos",
            "late": True,
            "fields": [],
            "channel": "per e-mail",
            "letter_url": "/d/1/brief/1/",
        }
    ],
    "lessons": [{"text": "Laptops sluiten zichzelf.", "due_on": dt.date(2026, 12, 1), "done_at": None}],
    "letters": [
        {"name": "UWV (een opdrachtgever)", "url": "/d/1/brief/1/", "made_at": AT, "by": "Dina Vos", "went": True},
        {"name": "Gemeente Dam (een opdrachtgever)", "url": "/d/1/brief/2/", "made_at": AT, "by": "Dina Vos"},
    ],
    "waits": ["De toezichthouder weet het nog niet."],
    "acts": [
        act("melden", "De toezichthouder weet het", AuthorityForm({}), opened=True),
        act("brief", "De brief maken", LetterForm(parties=[("principal|1", "UWV (een opdrachtgever)")])),
        act("bericht", "Een opdrachtgever weet het", PartyForm(parties=[("principal|1", "UWV (een opdrachtgever)")])),
        act("les", "Les", LessonForm()),
    ],
}
PAGES = {
    "data breaches": ("desk/breaches.html", {"lines": [LINE], "handled": True, "new_url": "/d/melden/"}),
    "a data breach reported": ("desk/breach_new.html", {"form": ReportForm({})}),
    "a data breach": ("desk/breach.html", ONE),
}
SAME_LOOK = {
    "whom a data breach concerns": (
        "desk/breach_search.html",
        {
            "name": "2026-3",
            "back_url": "/d/1/",
            "form": SearchForm(openers=[("1|", "Anna de Boer")], parties=[("2", "UWV")]),
            "searched": True,
            "found": [{**CONCERNED, "standing": True}],
        },
    ),
}
