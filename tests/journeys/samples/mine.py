"""A client's own pages, how somebody comes in, and how staff let them in."""

import datetime as dt
from typing import Any

from waarborg.desk.forms.admission import AgainForm, ClientForm, DeathForm, RepresentativeForm
from waarborg.portal.mine.forms import (
    AddressForm,
    ApprovalAnswerForm,
    CodeForm,
    ConsentForm,
    LetterCodeForm,
    MessageForm,
    OwnWordsForm,
    RequestForm,
    WhomForm,
)

DAY = dt.date(2026, 11, 20)
NOON = dt.datetime(2026, 11, 20, 11, 0, tzinfo=dt.UTC)
MOMENT = dt.datetime(2026, 11, 20, 9, 5, tzinfo=dt.UTC)
ARTICLE = {"number": "9", "title": "Inzage"}
HERE: dict[str, Any] = {"acting": "", "number": "ZP-2026-0147", "may_choose": False, "until_on": None}
FOR_A_CHILD = {**HERE, "acting": "Als ouder", "may_choose": True, "until_on": DAY}
COMER: dict[str, Any] = {
    "who": "Vera Proef",
    "acting": "een ouder",
    "seen": "Gezagsregister",
    "seen_on": DAY,
    "by_mail": True,
    "kinds": ["Plan"],
    "only_reads": True,
    "from_on": DAY,
    "until_on": DAY,
    "runs": True,
    "has_been": True,
    "has_phone": True,
    "url": "/opnieuw/",
    "stop_url": "/stoppen/",
    "phone_url": "/telefoon/",
}
START: dict[str, Any] = {
    "here": HERE,
    "tab": "start",
    "name": "Ilse Hartman",
    "guides": ["Mirjam Oosterling"],
    "next": {"starts_at": MOMENT, "minutes": 45, "with": "Mirjam Oosterling", "place": "Stationsplein 1"},
    "waits": [{"title": "Wij vroegen u iets", "about": "Een kopie", "url": "/mijn/brieven/"}],
    "trajectories": [{"type": "Werkfit maken", "phase": "Lopend"}],
    "closed_on": None,
    "reads": 12,
}
RECORD: dict[str, Any] = {
    "title": "Drie gesprekken",
    "on": DAY,
    "fields": [
        {"label": "Verslag", "value": "Wij spraken over werk.\nDaarna maakten wij een plan.", "covered": False},
        {"label": "BSN", "value": "••••••333", "covered": True},
        {"label": "Stuk", "value": "", "covered": False, "is_file": True, "url": "/mijn/bestanden/1/"},
    ],
    "note": "Op verzoek",
    "source": "uzelf",
    "author": "Mirjam Oosterling",
    "purpose": "Begeleiding naar werk",
    "restricted": True,
    "until_on": DAY,
    "until_article": ARTICLE,
    "said": [{"heading": "Verklaring (de persoon zelf, 20 november 2026)", "words": "Zo was het niet."}],
    "say_url": "/mijn/gegevens/plan/1/woorden/",
}
GIVEN: dict[str, Any] = {
    "name": "Bakkerij De Korenaar",
    "recipient": "werkgever",
    "kinds": ["Plaatsing", "Plan"],
    "purpose": "Begeleiding naar werk",
    "ground": "schriftelijke toestemming",
    "articles": [ARTICLE],
    "on": DAY,
}
GIVEN_ELSEWHERE: list[dict[str, Any]] = [
    {
        **GIVEN,
        "name": "Rechtsbijstand Proef",
        "recipient": "verzekeraar",
        "kinds": ["Van klacht K2026-004", "De klacht"],
        "purpose": "Klachten behandelen",
    },
    {
        **GIVEN,
        "name": "UWV Vlietdam",
        "recipient": "opdrachtgever",
        "kinds": ["Dat uw gegevens in datalek 2026-3 zaten; niemand staat erin bij naam"],
        "purpose": "",
        "ground": "",
    },
]
REQUEST: dict[str, Any] = {
    "url": "/mijn/verzoeken/1/",
    "title": "Een kopie krijgen",
    "received_on": DAY,
    "due_on": DAY,
    "paused": False,
    "late": False,
    "ended_on": None,
    "outcome": "",
}
WAYS = [{"title": "Ga naar de rechter", "article": ARTICLE}]
CONSENT: dict[str, Any] = {
    "title": "Gegevens aan anderen geven",
    "article": ARTICLE,
    "state": "given",
    "since": DAY,
    "ended_on": None,
    "by": "een ouder",
    "recipients": ["werkgever"],
    "url": "/mijn/toestemming/1/",
    "stop_url": "/stoppen/",
}
PAGES = {
    "mine, consents": (
        "portal/mine/consents.html",
        {
            "here": HERE,
            "tab": "consents",
            "consents": [
                CONSENT,
                {**CONSENT, "state": "refused", "stop_url": "", "title": "Onderzoek"},
                {**CONSENT, "state": "withdrawn", "ended_on": DAY, "stop_url": "", "title": "Gezondheid"},
                {**CONSENT, "state": "", "stop_url": "", "title": "Wat anderen vertellen"},
            ],
            "objection": {"since": None, "by": "", "articles": [ARTICLE], "stop_url": "/stop/", "again_url": "/weer/"},
        },
    ),
    "mine, approvals": (
        "portal/mine/approvals.html",
        {
            "here": HERE,
            "tab": "consents",
            "approvals": [
                {
                    "title": "Drie gesprekken",
                    "kind": "Voortgangsverslag",
                    "article": ARTICLE,
                    "state": "gevraagd",
                    "waits": waits,
                    "given": not waits,
                    "on": DAY,
                    "url": "/mijn/akkoord/1/",
                    "end_url": "/mijn/akkoord/1/intrekken/",
                }
                for waits in (True, False)
            ],
        },
    ),
    "mine, one approval": (
        "portal/mine/approval.html",
        {
            "here": HERE,
            "tab": "consents",
            "title": "Drie gesprekken",
            "kind": "Voortgangsverslag",
            "article": ARTICLE,
            "fields": [{"label": "Verslag", "value": "Wij spraken over werk.", "covered": False}],
            "wording": "Ik heb dit gelezen en vind goed dat het zo naar anderen gaat.",
            "form": ApprovalAnswerForm({"answer": ""}, version=2),
        },
    ),
    "mine, one consent": (
        "portal/mine/consent.html",
        {
            "here": HERE,
            "tab": "consents",
            "consent": {
                "title": "Gegevens aan anderen geven",
                "article": ARTICLE,
                "lines": [
                    "Ik vind goed dat Zilverpad de gegevens hieronder geeft.",
                    "Waarvoor: Begeleiding naar werk.",
                ],
            },
            "agreed": ["Ik vind goed dat Zilverpad de gegevens hieronder geeft.", "Ik mag nee zeggen."],
            "answerable": True,
            "givers": [],
            "state": "",
            "form": ConsentForm(
                {"answer": ""},
                recipients=[("employer", "werkgever")],
                kinds=[("plan", "Plan")],
                purposes=[("guidance", "Begeleiding naar werk")],
                confirmed=("information_given", "free_choice"),
            ),
        },
    ),
    "mine, download everything": (
        "portal/mine/download.html",
        {
            "here": HERE,
            "tab": "requests",
            "here_url": "/mijn/downloaden/",
            "kinds": ["access", "portability"],
            "busy": True,
            "begun": [
                {"title": "Alles", "done": 125, "busy": True, "failed": False, "request_url": ""},
                {"title": "Alles", "done": 300, "busy": False, "failed": False, "request_url": "/mijn/verzoeken/1/"},
                {"title": "Om mee te nemen", "done": 0, "busy": False, "failed": True, "request_url": ""},
            ],
            "ready": [
                {
                    "title": "Alles wat wij hebben",
                    "given_at": MOMENT,
                    "until": MOMENT,
                    "files": [{"title": "om te lezen: PDF", "size": 84211, "url": "/mijn/opgehaald/1/pdf/"}],
                }
            ],
        },
    ),
    "mine, requests": (
        "portal/mine/requests.html",
        {
            "here": HERE,
            "tab": "requests",
            "open": [REQUEST, {**REQUEST, "paused": True}, {**REQUEST, "late": True}],
            "ready": [
                {
                    "title": "Alles wat er is",
                    "given_at": NOON,
                    "until": DAY,
                    "files": [{"title": "om te lezen: pdf", "size": 48210, "url": "/f/"}],
                }
            ],
            "ended": [{**REQUEST, "ended_on": DAY, "outcome": "ingewilligd"}],
            "may_ask": True,
            "new_url": "/nieuw/",
            "copy_url": "/kopie/",
            "statement_url": "/verklaring/",
            "object_url": "/bezwaar/",
            "ways": WAYS,
        },
    ),
    "mine, one request": (
        "portal/mine/request.html",
        {
            "here": HERE,
            "comes": [{"starts_at": MOMENT, "with": "Mirjam Oosterling", "place": "Kantoor"}],
            "tab": "requests",
            **REQUEST,
            "words": "Ik wil een kopie.\nVan alles.",
            "asked_by": "een ouder",
            "articles": [ARTICLE],
            "steps": [{"title": "Wij ontvingen het", "on": DAY, "words": "Wat bedoelt u?"}],
            "letters": [{"title": "een verzoek dat binnenkwam", "url": "/mijn/brieven/1/"}],
            "withdraw_url": "/intrekken/",
            "replied_url": "/beantwoord/",
            "court_until": DAY,
            "object_url": "/bezwaar/",
            "ways": WAYS,
        },
    ),
    "mine, who looked": (
        "portal/mine/who_looked.html",
        {
            "here": HERE,
            "tab": "data",
            "lines": [
                {"sentence": "Uw coach Anna las uw plan.", "looked": True, "refused": False},
                {"sentence": "Iemand (administratie) las niets.", "looked": True, "refused": True},
            ],
            "older_url": "/mijn/wie-keek/?voor=1",
            "switch_url": "/mijn/wie-keek/?wie=anderen",
        },
    ),
    "mine, to whom": (
        "portal/mine/given.html",
        {"here": HERE, "tab": "data", "given": [GIVEN, *GIVEN_ELSEWHERE], "waiting": [{**GIVEN, "on": None}]},
    ),
    "mine, the trajectory": (
        "portal/mine/trajectory.html",
        {
            "here": HERE,
            "tab": "trajectory",
            "guides": ["Mirjam Oosterling"],
            "deciding": [
                {
                    "name": "Vera Proef",
                    "acting": "gemachtigde",
                    "only_reads": True,
                    "until_on": DAY,
                    "stop_url": "/stop/",
                }
            ],
            "trajectories": [
                {
                    "type": "Werkfit maken",
                    "phase": "Lopend",
                    "principal": "UWV",
                    "started_on": DAY,
                    "planned_end_on": DAY,
                    "ended_on": None,
                }
            ],
            "ahead": [{"starts_at": MOMENT, "minutes": 45, "with": "Mirjam", "place": "Kamer 2"}],
            "before": [{"starts_at": MOMENT, "minutes": 45, "with": "Mirjam", "state": "gehouden"}],
        },
    ),
    "mine, at a glance": ("portal/mine/start.html", START),
    "mine, what is known": (
        "portal/mine/data.html",
        {
            "here": FOR_A_CHILD,
            "tab": "data",
            "kinds": [{"url": "/mijn/gegevens/plan/", "label": "Plan", "count": 2, "newest_on": DAY}],
            "empty": [{"label": "Gezondheid", "key": "health"}],
            "closed": [{"label": "Werkaantekening", "article": ARTICLE}],
        },
    ),
    "mine, one kind": (
        "portal/mine/kind.html",
        {"here": HERE, "tab": "data", "label": "Gespreksverslag", "article": ARTICLE, "records": [RECORD]},
    ),
    "own pages, in a dossier": (
        "desk/admission.html",
        {
            "comers": [COMER, {**COMER, "runs": False}],
            "client_in": False,
            "client_form": ClientForm({"way": ""}),
            "death_form": DeathForm({"on": ""}),
            "again_form": AgainForm(),
        },
    ),
    "own pages, who decides": (
        "desk/admission_other.html",
        {"form": RepresentativeForm(kinds=[("plan", "Plan"), ("identity", "Wie het is")])},
    ),
    "own pages, a letter": (
        "desk/admission_letter.html",
        {
            "number": "ZP-2026-0147",
            "agency": "Zilverpad",
            "code": "ABCD-EFGH-JKMN-PQRS",
            "login": "mijn-0a1b2c3d",
            "expires_at": MOMENT,
            "address": "https://waarborg.voorbeeld.nl/mijn/brief/",
        },
    ),
    "coming in": ("portal/mine/in_start.html", {"form": AddressForm({"address": "niets"})}),
}
SAME_LOOK = {
    "mine, own words": (
        "portal/mine/own_words.html",
        {
            "here": HERE,
            "tab": "data",
            "label": "Plan",
            "category": "plan",
            "fields": [{"label": "Doel", "value": "Werk"}],
            "form": OwnWordsForm({"words": ""}),
        },
    ),
    "mine, asking": (
        "portal/mine/request_new.html",
        {
            "here": HERE,
            "tab": "requests",
            "back_url": "/mijn/verzoeken/",
            "form": RequestForm(
                {"right": ""}, rights=[("copy", "Een kopie krijgen"), ("erasure", "Iets laten wissen")]
            ),
        },
    ),
    "mine, a message": (
        "portal/mine/message.html",
        {"here": HERE, "tab": "trajectory", "form": MessageForm({"subject": ""})},
    ),
    "mine, letters": (
        "portal/mine/letters.html",
        {"here": HERE, "tab": "data", "letters": [{"url": "/1/", "title": "Een afspraak", "made_at": MOMENT}]},
    ),
    "mine, for whom": (
        "portal/mine/for_whom.html",
        {"here": FOR_A_CHILD, "tab": "", "form": WhomForm(choices=[("1", "Voor uzelf, dossier 1")])},
    ),
    "coming in, a code": ("portal/mine/in_code.html", {"form": CodeForm({"code": ""})}),
    "coming in, a letter": ("portal/mine/in_letter.html", {"form": LetterCodeForm({"code": ""})}),
    "coming in, welcome": ("portal/mine/in_welcome.html", {}),
    "coming in, over": ("portal/mine/in_over.html", {"what": "link"}),
}
