"""What a client asks: the list, taking one in, one that runs, its items, one that waits, and all that are open."""

import datetime as dt
from typing import Any

from waarborg.desk.forms.incoming_requests import InMessageForm, MatchForm, UndeliveredForm
from waarborg.desk.forms.rights import AnswerForm, DayForm, LongerForm, QuestionForm, TakeInForm
from waarborg.desk.forms.rights_items import ChooseForm, RefuseForm, StatementForm, TellForm
from waarborg.site.requesting import RequestForm

SAID = [{"heading": "Verklaring van de betrokkene (de persoon zelf, 16 november 2026)", "words": "Dat zei ik niet zo."}]
SENT_IN = {
    "name": "Robin van Veldhoven",
    "words": "Wilt u mij laten weten wat u van mij hebt?",
    "email": "robin@voorbeeld.invalid",
    "otherwise": "",
    "found_by": "een brief van vorig jaar",
    "sender": "Kim van Veldhoven",
}
NUMBER = "ZP-2026-0147"
AT = dt.datetime(2026, 11, 20, 9, 5, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 16)
LINE: dict[str, Any] = {
    "url": "/v/1/",
    "title": "Zien wat er over hen bekend is",
    "number": NUMBER,
    "received_on": DAY,
    "due_on": dt.date(2026, 12, 14),
    "paused": False,
    "late": False,
    "ended_on": None,
    "outcome": "",
}
RUNNING: dict[str, Any] = {
    **LINE,
    "back_url": "/v/",
    "words_asked": "Ik wil weten wat u over mij hebt opgeschreven.\nOok wat mijn vorige coach schreef.",
    "asked_by": "de persoon zelf",
    "came_by": "per telefoon",
    "identity": "bekend bij wie het opschreef",
    "recorded_by": "Mirjam Oosterling",
    "judge": "verantwoordelijke",
    "terms": [{"promise": dt.date(2026, 12, 14), "latest": dt.date(2026, 12, 16), "articles": ["5.1"]}],
    "notice_on": dt.date(2026, 12, 14),
    "steps": [{"title": "kwam binnen", "on": DAY, "by": "Mirjam Oosterling", "words": ""}],
    "letters": [{"title": "een verzoek dat is binnengekomen", "given": False, "made_at": AT, "url": "/b/1/"}],
    "letters_url": "/b/",
    "processed_for": "Gemeente Vlietdam",
    "offers": [{"what": "De cliënt mag op afspraak komen inzien.", "article": "13", "aside": "AVG art. 15"}],
    "inspection_url": "/v/1/komen-kijken/",
    "comes": [{"starts_at": AT, "place": "Kantoor", "with": "Mirjam Oosterling", "state": "", "url": "/a/"}],
    "silence": [{"what": "de rechter; een advocaat is niet nodig", "article": "UAVG art. 35"}],
}
ITEM: dict[str, Any] = {
    "url": "/v/1/onderdelen/1/",
    "title": "Gespreksverslag: Wat is besproken",
    "on": DAY,
    "ground": "Het klopt niet met de feiten",
    "wanted": "Ik wil wel werken, maar in deeltijd.",
    "decided": "",
    "done": False,
    "because": "",
    "reasons": "",
    "article": "",
    "decided_by": "",
    "decided_at": None,
    "waits_for_second": False,
}
TOLD: dict[str, Any] = {
    "name": "Werkgever Noord",
    "given_at": AT,
    "told_at": None,
    "how": "",
    "letter_url": "/v/1/ontvangers/1/",
    "tell_url": "/v/1/ontvangers/1/vertellen/",
}
REFUSED = {
    **ITEM,
    "decided": "geweigerd",
    "because": "Voor een ander is het van groot belang dat het blijft",
    "reasons": "Uw collega wordt er ook in genoemd.",
    "article": "11",
    "decided_by": "Mirjam Oosterling",
    "decided_at": AT,
    "waits_for_second": True,
}


def telling() -> TellForm:
    form = TellForm()
    form.auto_id = "id_told_%s"
    return form


def act(name: str, title: str, form: Any, *, opened: bool = False) -> dict[str, Any]:
    form.auto_id = f"id_{name}_%s"
    return {"act": name, "title": title, "url": f"/v/1/{name}/", "form": form, "open": opened}


PAGES = {
    "requests": (
        "desk/rights.html",
        {
            "number": NUMBER,
            "back_url": "/dossiers/1/",
            "new_url": "/v/nieuw/",
            "open": [{**LINE, "late": True}, {**LINE, "paused": True}],
            "ended": [{**LINE, "ended_on": DAY, "outcome": "toegewezen"}],
        },
    ),
    "a request taken in": (
        "desk/right_new.html",
        {"number": NUMBER, "form": TakeInForm({}, rights=[("access", "Inzien")])},
    ),
    "a request that runs": (
        "desk/right_request.html",
        {
            **RUNNING,
            "involved": True,
            "against_url": "/v/2/",
            "court_until": DAY,
            "object_url": "/nieuw/",
            "by_item": True,
            "recipients": [
                {**TOLD, "told_at": AT, "how": "per e-mail"},
                {**TOLD, "name": "Gemeente Vlietdam", "form": telling()},
            ],
            "items": [ITEM, REFUSED],
            "items_open": 2,
            "items_url": "/v/1/waarover/",
            "acts": [
                act("answer", "Beantwoorden", AnswerForm({}), opened=True),
                act("ask", "Vraag de cliënt eerst iets", QuestionForm()),
                act("longer", "Meer tijd nemen", LongerForm()),
            ],
        },
    ),
    "what a request is about": (
        "desk/right_items.html",
        {
            "number": NUMBER,
            "title": "Iets laten verbeteren",
            "back_url": "/v/1/",
            "kinds": [
                {"label": "Gespreksverslag", "url": "?kind=a", "current": True},
                {"label": "Brieven", "url": "?kind=letters", "current": False},
            ],
            "form": ChooseForm(
                {},
                things=[
                    ("record:1:", "Gesprek, 3 maart 2026: het hele stuk"),
                    ("record:1:a", "Wat is besproken\nTekst"),
                ],
                grounds=[("incorrect", "Het klopt niet met de feiten")],
                says_what=True,
            ),
        },
    ),
    "an item of a request": (
        "desk/right_item.html",
        {
            **ITEM,
            "number": NUMBER,
            "right": "Iets laten verbeteren",
            "back_url": "/v/1/",
            "record": {
                "title": "Gesprek",
                "fields": [{"label": "Wat is besproken", "value": "Wil niet werken."}],
                "meant": "Wat is besproken",
                "said": SAID,
            },
            "restricted": {"since": AT, "article": "avg 18", "lifts_on": DAY},
            "proposal": {"text": "Weigeren", "article": "7.2"},
            "ways": [
                {
                    "text": "Een wet zegt dat het nog bewaard moet worden",
                    "article": "7.2",
                    "certain": True,
                    "until": DAY,
                },
                {"text": "Het is nog nodig: het traject loopt", "article": "7", "certain": False, "until": None},
            ],
            "acts": [act("refuse", "Weigeren", RefuseForm({}, refusals={"not_so": "11"}), opened=True)],
        },
    ),
    "the client's own words added": (
        "desk/statement_new.html",
        {
            "number": NUMBER,
            "name": "",
            "item": "Gesprek, 3 maart 2026",
            "back_url": "/d/1/",
            "back_label": "Gespreksverslag",
            "form": StatementForm({}),
        },
    ),
    "a request that waits": (
        "desk/right_request.html",
        {
            **RUNNING,
            "paused": True,
            "judge": "",
            "processed_for": "",
            "acts": [act("replied", "De cliënt gaf antwoord", DayForm(label="Op welke dag?"))],
        },
    ),
    "open requests": (
        "desk/rights_open.html",
        {
            "incoming_url": "/w/",
            "figures_url": "/c/",
            "lines": [LINE, {**LINE, "late": True, "days": 2}, {**LINE, "late": True, "silent": True, "days": 20}],
        },
    ),
    "requests from the website": (
        "desk/incoming_requests.html",
        {
            "back_url": "/v/",
            "lines": [{**LINE, "answer_by": DAY, "late": True}],
            "undelivered": [{"url": "/w/2/", "title": "Zien wat er bekend is", "since": DAY, "answer_by": DAY}],
        },
    ),
    "a request from the website": (
        "desk/incoming_request.html",
        {
            "back_url": "/w/",
            "title": "Zien wat er bekend is",
            "received_on": DAY,
            "answer_by": dt.date(2026, 12, 14),
            "by_mail": True,
            "undelivered_on": DAY,
            "said": SENT_IN,
            "form": MatchForm({}, for_another=True),
            "nothing_url": "/w/1/niets/",
        },
    ),
    "an answer that did not arrive": (
        "desk/incoming_undelivered.html",
        {
            "back_url": "/w/",
            "title": "Zien wat er bekend is",
            "received_on": DAY,
            "answer_by": dt.date(2026, 12, 14),
            "since": DAY,
            "said": SENT_IN,
            "form": UndeliveredForm({}),
        },
    ),
    "a request in a message": (
        "desk/incoming_in_message.html",
        {"back_url": "/m/1/", "form": InMessageForm({}, rights=[("access", "Inzien")])},
    ),
    "figures of requests": (
        "desk/request_figures.html",
        {
            "back_url": "/v/",
            "years": [{"year": 2025, "url": "/c/2025/"}, {"year": 2024, "url": "/c/2024/"}],
            "year": 2025,
            "total": "45",
            "tables": [{"title": "Wat is gevraagd", "rows": [("inzien", "30"), ("wissen", "niet vermeld")]}],
            "csv_url": "/c/2025.csv",
            "smallest": 10,
        },
    ),
    "a request on the website": (
        "site/request.html",
        {
            "organisation": {"name": "Zilverpad", "slug": "zilverpad"},
            "form": RequestForm({}, rights=["access", "erasure"]),
        },
    ),
    "a request that was sent": (
        "site/request_sent.html",
        {"organisation": {"name": "Zilverpad", "slug": "zilverpad"}},
    ),
}
