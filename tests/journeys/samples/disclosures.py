"""Giving data to somebody else: the list, the way out with what may go, and one that is ready."""

import datetime as dt
from typing import Any

from waarborg.desk.forms.approvals import ApproveForm
from waarborg.desk.forms.disclosures import GiveForm, RefuseForm, WayForm
from waarborg.desk.forms.overseeing import FileForm, LookBackForm, PeriodForm
from waarborg.desk.forms.principals import AssuranceForm, OtherPartyForm

NUMBER = "ZP-2026-0147"
AT = dt.datetime(2026, 11, 20, 9, 5, tzinfo=dt.UTC)
RECIPIENTS = [("principal", "Opdrachtgever"), ("employer", "Werkgever")]
WAY = {"recipient": "principal", "purpose": "guidance", "ground": "written_consent", "channel": "one_time_link"}
FURTHER = {
    "purpose": [("guidance", "Begeleiding naar werk"), ("invoicing", "Facturering")],
    "ground": [("written_consent", "Schriftelijke toestemming"), ("contract", "Uitvoering van de overeenkomst")],
    "channel": [("one_time_link", "Eenmalige link"), ("letter", "Brief")],
}
ONE: dict[str, Any] = {
    "url": "/d/1/",
    "name": "UWV Vlietdam",
    "recipient": "opdrachtgever",
    "kinds": ["Voortgangsverslag", "Plan"],
    "purpose": "Begeleiding naar werk",
    "ground": "schriftelijke toestemming",
    "channel": "eenmalige link",
    "articles": ["2.6.1"],
    "state_label": "staat klaar",
    "why": "",
    "prepared_at": AT,
    "prepared_by": "Mirjam Oosterling",
    "given_at": AT,
    "given_by": "Mirjam Oosterling",
    "by_link": True,
    "fetched_at": None,
    "fetch_until": AT + dt.timedelta(days=7),
}
DOSSIER = {"dossier": {"name": "Robin Proefpersoon", "number": NUMBER, "url": "/dossiers/1/"}}
ACTS = {name: f"/d/1/{name}/" for name in ("akkoord", "verteld", "geven", "stoppen")}
APPROVAL: dict[str, Any] = {
    "url": "/d/akkoord/1/",
    "title": "Drie brieven geschreven",
    "kind": "Voortgangsverslag",
    "on": AT.date(),
    "version": 2,
    "article": "5.2",
    "state": "given",
    "state_label": "akkoord zoals het er staat",
    "approved": True,
    "was_approved": False,
}
SAID = {
    "version": 1,
    "of_now": False,
    "state_label": "akkoord zoals het er staat",
    "who": "de persoon zelf",
    "form": "ondertekend op papier",
    "on": AT.date(),
    "asked_by": "Mirjam Oosterling",
    "wording": "Ik heb dit gelezen en vind goed dat het zo naar anderen gaat.",
    "kept_at": "Map van maart",
}
REVIEW: dict[str, Any] = {
    **ONE,
    "number": NUMBER,
    "why": "het ging weg vanwege acuut gevaar",
    "article": "2.6.1",
    "due_on": AT.date(),
    "overdue": False,
    "outcome": "",
    "right": False,
}
PAGES = {
    "links that still work": (
        "desk/open_links.html",
        {
            "lines": [
                {
                    "url": "/d/1/",
                    "withdraw_url": "/d/1/intrekken/",
                    "who": "Gemeente Vlietdam",
                    "recipient": "opdrachtgever",
                    "number": NUMBER,
                    "given_by": "Mirjam Oosterling",
                    "made_at": AT,
                    "expires_at": AT,
                    "wrong_codes": 2,
                }
            ]
        },
    ),
    "disclosures": (
        "desk/disclosures.html",
        {
            "number": NUMBER,
            "back_url": "/dossiers/1/",
            "waiting": [ONE],
            "given": [ONE, {**ONE, "fetched_at": AT}],
            "rest": [{**ONE, "why": "de toestemming is ingetrokken", "state_label": "gestopt"}],
            "give_url": "/d/nieuw/",
            "refuse_form": RefuseForm(recipients=RECIPIENTS),
            "refuse_url": "/d/niet/",
        },
    ),
    "disclosures, none": (
        "desk/disclosures.html",
        {
            "number": NUMBER,
            "back_url": "/dossiers/1/",
            "refuse_form": RefuseForm(recipients=RECIPIENTS),
            "refuse_url": "/d/niet/",
        },
    ),
    "disclosure to choose": (
        "desk/disclosure_new.html",
        {
            "closed_list": [
                {"label": "Uitkering", "fields": ["Soort", "Sinds"], "article": "2.6.3", "lacking": True, "too_old": 1},
                {"label": "Naam", "fields": ["Naam"], "article": "2.6.3", "lacking": False, "too_old": 0},
            ],
            "number": NUMBER,
            "way_form": WayForm(WAY, recipients=RECIPIENTS, further=FURTHER),
            "form": GiveForm(
                None,
                way=WAY,
                party="",
                statements=[("necessity_recorded", "De noodzaak is opgeschreven", "Waarom is dat zo?")],
            ),
            "post_url": "/d/nieuw/",
            "kinds": [
                {
                    "label": "Voortgangsverslag",
                    "article": "2.6.1",
                    "items": [
                        {
                            "id": "1",
                            "ticked": True,
                            "title": "Drie brieven geschreven",
                            "on": AT.date(),
                            "fields": [{"label": "Gedaan"}, {"label": "Resultaat"}],
                            "too_old": False,
                            "needs_second": True,
                            "tells": "afterwards",
                            "files": ["Bestand (.pdf)"],
                            "stay": ["Bijlage (.docx)"],
                            "with_file": True,
                        },
                        {
                            "id": "2",
                            "ticked": False,
                            "title": "Eerste verslag",
                            "on": AT.date(),
                            "fields": [{"label": "Gedaan"}],
                            "too_old": True,
                            "needs_second": False,
                            "tells": "",
                        },
                    ],
                }
            ],
            "closed": [
                {"label": "Belastbaarheid", "articles": ["2.6.3"], "missing": ["De kandidaat heeft niet ingestemd."]}
            ],
            "party": "UWV Vlietdam",
            "assured": ["de ontvanger is bevoegd"],
        },
    ),
    "disclosure, nothing may go": (
        "desk/disclosure_new.html",
        {
            "number": NUMBER,
            "way_form": WayForm(WAY, recipients=RECIPIENTS, further=FURTHER),
            "form": GiveForm(None, way=WAY, party="UWV Vlietdam", statements=[]),
            "post_url": "/d/nieuw/",
            "kinds": [],
            "closed": [{"label": "Belastbaarheid", "articles": ["2.6.3"], "missing": []}],
            "party": "",
        },
    ),
    "other organisations": (
        "desk/parties.html",
        {
            "parties": [{"url": "/o/1/", "name": "Bakkersopleiding Vlietdam", "kind": "opleider"}],
            "may_record": True,
            "form": OtherPartyForm(),
        },
    ),
    "organisation and what was made sure of": (
        "desk/principal.html",
        {
            "principal": {"name": "Bakkersopleiding Vlietdam", "kind": "opleider", "sends": False},
            "assurances": [
                {
                    "label": "aan geheimhouding gebonden",
                    "shown_by": "Overeenkomst van 3 maart 2026",
                    "from_on": AT.date(),
                    "review_on": AT.date(),
                    "ended_on": None,
                    "holds": True,
                    "end_url": "/o/1/einde/",
                }
            ],
            "assurance_form": AssuranceForm(),
            "assure_url": "/o/1/nagegaan/",
            "may_record": True,
        },
    ),
    "disclosure that waits": (
        "desk/disclosure.html",
        {
            "number": NUMBER,
            "back_url": "/d/",
            "one": ONE,
            "items": [
                {"label": "Voortgangsverslag", "number": 2, "fields": ["Gedaan", "Resultaat"], "article": "2.6.1"}
            ],
            "reasons": [{"label": "Waarom", "text": "Nodig voor de opdracht."}],
            "waits": True,
            "needs_second": True,
            "may_agree": True,
            "acts": ACTS,
            "copy_url": "/d/1/kopie/",
            "address": "iemand@voorbeeld.invalid",
        },
    ),
    "disclosure that went": (
        "desk/disclosure.html",
        {
            "number": NUMBER,
            "back_url": "/d/",
            "one": ONE,
            "items": [{"label": "Plan", "number": 1, "fields": ["Doel"], "article": "2.6.1"}],
            "reasons": [],
            "waits": False,
            "acts": ACTS,
            "code": "12345678",
            "agreed_by": "Joris Veldkamp",
            "client_told_at": AT,
        },
    ),
    "what asks approval": (
        "desk/approvals.html",
        {**DOSSIER, "items": [APPROVAL, {**APPROVAL, "approved": False, "state_label": "nog niet gevraagd"}]},
    ),
    "approval to write down": (
        "desk/approval.html",
        {
            **DOSSIER,
            "item": {**APPROVAL, "approved": False, "state": None, "state_label": "nog niet gevraagd"},
            "fields": [{"label": "Gedaan", "value": "Drie brieven geschreven"}],
            "history": [SAID],
            "form": ApproveForm(None, version=2, scans=[("1", "Ondertekend verslag")]),
            "ask_url": "/d/akkoord/1/vragen/",
        },
    ),
    "what left the agency": (
        "desk/given_register.html",
        {
            "form": PeriodForm(
                {"from_on": "2026-01-01", "until_on": "2026-11-20", "recipient": ""}, recipients=RECIPIENTS
            ),
            "file_form": FileForm(purposes=FURTHER["purpose"]),
            "file_url": "/gegeven/bestand/",
            "lines": [
                {**ONE, "at": AT, "items": 2, "to_review": True},
                {**ONE, "at": AT, "items": 1, "outcome": "goed"},
                {**ONE, "at": None, "on": AT.date(), "what": "Van klacht K2026-004", "kinds": []},
            ],
            "more": True,
            "reviews_url": "/gegeven/nakijken/",
        },
    ),
    "givings to look back on": (
        "desk/giving_reviews.html",
        {
            "waiting": [REVIEW, {**REVIEW, "overdue": True}],
            "done": [{**REVIEW, "outcome": "minder was genoeg geweest", "reviewed_by": "Joris", "reviewed_at": AT}],
            "register_url": "/gegeven/",
        },
    ),
    "a giving to look back on": (
        "desk/giving_review.html",
        {
            "one": REVIEW,
            "reasons": [{"label": "direct gevaar", "text": "De kandidaat was niet meer te bereiken."}],
            "form": LookBackForm(),
            "back_url": "/gegeven/nakijken/",
        },
    ),
}
