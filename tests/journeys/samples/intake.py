"""The intake: its steps, its consents, its ends."""

import datetime as dt

from django import forms

from waarborg.desk.forms.intake import ForWhomForm, ObjectionForm

ART_3 = {"number": "3", "law": "", "title": "Wie bij de gegevens kan", "text": "", "url": "/reglement/#art-3"}
DAY = dt.date(2026, 11, 20)
DOSSIER = {"name": "Robin Proefpersoon", "number": "HIE-2026-0001", "url": "/dossiers/HIE-2026-0001/"}
REGULATION = {"url": "/reglement/hier/"}


class HandOut(forms.Form):
    """How the regulation was given."""

    how = forms.ChoiceField(
        label="Hoe is het gegeven?",
        choices=[("in_person", "in persoon"), ("email", "per e-mail")],
        widget=forms.RadioSelect,
    )
    on = forms.DateField(label="Op welke dag?")
    received = forms.BooleanField(label="Ik heb het reglement gekregen.", help_text="De cliënt vinkt dit zelf aan.")
    record_id = forms.ChoiceField(label="De scan", choices=[("", "Geen")], required=False)


class Consent(forms.Form):
    """One answer."""

    answer = forms.ChoiceField(
        label="Wat is het antwoord?",
        choices=[("yes", "Ja, vindt het goed"), ("no", "Nee, vindt het niet goed")],
        widget=forms.RadioSelect,
    )
    recipients = forms.MultipleChoiceField(
        label="Aan wie?",
        choices=[("employer", "werkgever"), ("uwv", "UWV")],
        widget=forms.CheckboxSelectMultiple,
    )
    mandate_seen_on = forms.DateField(label="Wanneer zag u de machtiging?", required=False)


class Unstarted(forms.Form):
    """Why it does not start."""

    reason = forms.ChoiceField(
        label="Waarom begint het niet?", choices=[("", "Kies"), ("not_started", "Niet begonnen")]
    )
    on = forms.DateField(label="Sinds wanneer?")


class Typed(forms.Form):
    """A kind of data."""

    name = forms.CharField(label="Naam")


def step(title: str, state: str, **more: object) -> dict[str, object]:
    """A line of the overview."""
    url = "" if state == "shut" else "/dossiers/HIE-2026-0001/intake/reglement/"
    return {"title": title, "state": state, "url": url, "note": "", "article": None, **more}


STEP = {
    "dossier": DOSSIER,
    "intake_url": "/dossiers/HIE-2026-0001/intake/",
    "step": step("Naam en contact", "open"),
    "place": 2,
    "total": 9,
    "before_url": "/1/",
    "after_url": "/3/",
    "minor": True,
}
WORDING = {
    "title": "Toestemming om vast te leggen",
    "fact": "storage_consent",
    "article": ART_3,
    "lines": [
        "Ik vind het goed dat Hier mijn gegevens vastlegt en bewaart.",
        "Het gaat over: Intakegesprek, Plan.",
        "Ik mag mijn toestemming altijd intrekken. Wij stoppen meteen.",
    ],
    "state": "",
}
ANSWER = {
    "state": "given",
    "from_on": DAY,
    "until_on": None,
    "ended_on": None,
    "who": "een vertegenwoordiger",
    "purposes": ["Werk vinden"],
    "proof": "op papier getekend, bewaard in het papieren dossier",
    "lines": ["Ik vind het goed dat Hier mijn gegevens vastlegt en bewaart.", "Ik mag nee zeggen."],
    "fingerprint": "0f" * 32,
    "mandate_seen_on": DAY,
    "form": "schriftelijk",
    "recipients": ["werkgever"],
    "kinds": ["Plan"],
}
GIVEN = [{"on": DAY, "how": "in persoon", "proof": "getekend op dit scherm", "since": DAY, "by": "Anna"}]
RECORD = {"title": "Robin", "fields": [{"label": "Naam", "value": "Robin"}], "occurred_on": DAY}
STEPS = [
    step("Naam en contact", "done"),
    step("Het reglement, voor de cliënt", "open", note="De intake wacht erop.", article=ART_3),
    step("Intakegesprek", "shut", note="kan nog niet worden vastgelegd", article=ART_3),
]
OVERVIEW = {
    "dossier": DOSSIER,
    "steps": STEPS,
    "done": 1,
    "total": 3,
    "consents_url": "/toestemmingen/",
    "letters_url": "/brieven/",
    "intake_url": "/intake/",
}

PAGES = {
    "intake": (
        "desk/intake.html",
        OVERVIEW
        | {
            "next_url": "/2/",
            "next_title": "Het reglement, voor de cliënt",
            "blocks": [STEPS[1]],
            "start_url": "/beginnen/",
            "ends_url": "/stopt/",
            "principal": "UWV Vlietdam",
            "minor": True,
            "mistakes": ["Artikel 0: geef eerst het reglement aan de cliënt, en leg dat vast."],
        },
    ),
    "intake, a kind of data": (
        "desk/intake_kind.html",
        STEP
        | {
            "category": {"label": "Naam en contact", "article": ART_3, "explanation": ""},
            "records": [RECORD],
            "records_url": "/gegevens/contact/",
            "form": Typed({"name": ""}),
            "warning": "Niets over gezondheid.",
            "readers": "jobcoach",
        },
    ),
    "intake, the regulation": (
        "desk/intake_regulation.html",
        STEP
        | {
            "whom": "client",
            "version": {"title": "Privacyreglement", "number": "1", "since": DAY},
            "given": GIVEN,
            "told": ART_3,
            "blocks": True,
            "signed": True,
            "form": HandOut({"how": ""}),
        },
    ),
    "intake, addresses": (
        "desk/intake_address.html",
        STEP
        | {
            "addresses": [
                {
                    "id": number,
                    "title": "Contactgegevens",
                    "fields": [{"label": "E-mail", "value": "robin@voorbeeld.invalid"}],
                    "confirmed_on": on,
                    "records_url": "/gegevens/contact/",
                }
                for number, on in ((1, None), (2, DAY))
            ]
        },
    ),
    "intake, a consent": (
        "desk/intake_consent.html",
        STEP | {"consent": WORDING, "answers": [ANSWER], "form": Consent({"answer": ""})},
    ),
    "intake, it does not start": (
        "desk/intake_ends.html",
        {
            "dossier": DOSSIER,
            "intake_url": "/intake/",
            "form": Unstarted({"reason": ""}),
            "terms": [{"what": "Intakegesprek", "on": DAY, "explanation": "", "article": ART_3}],
        },
    ),
}
CONSENT = {
    "title": "Toestemming om vast te leggen",
    "state": "given",
    "article": ART_3,
    "answer": ANSWER,
    "ask_url": "/toestemmingen/storage_consent/",
    "withdraw_url": "/toestemmingen/storage_consent/intrekken/",
    "withdrawing": ["Wij stoppen meteen."],
    "rests": ["Intakegesprek", "Plan"],
    "one_case": False,
}
PAGES["consents"] = (
    "desk/consents.html",
    {
        "minor": True,
        "consents": [
            CONSENT,
            CONSENT
            | {"title": "Toestemming voor onderzoek", "answer": {}, "withdraw_url": "", "one_case": True, "rests": []},
            CONSENT | {"title": "Enquête", "answer": ANSWER | {"state": "refused"}, "withdraw_url": "", "rests": []},
        ],
        "object_url": "/bezwaar/",
        "objection_articles": ["2.6.5"],
        "objection": {"from_on": DAY, "who": "de cliënt", "form": "schriftelijk"},
        "lift_url": "/bezwaar/voorbij/",
    },
)
PAGES["an objection"] = (
    "desk/objection.html",
    {"articles": ["2.6.5"], "form": ObjectionForm(forms_taken=("any_form", "written"))},
)
SAME_LOOK = {
    "intake that is over": ("desk/intake.html", OVERVIEW),
    "a consent outside the intake": (
        "desk/consent_ask.html",
        {
            "consent": WORDING,
            "answers": [ANSWER | {"state": "withdrawn", "ended_on": DAY}],
            "for_whom": ForWhomForm(initial={"to": "2"}, parties=[("2", "Kantoor Noord (werkgever)")]),
            "form": Consent(),
        },
    ),
    "intake, the regulation for the principal": (
        "desk/intake_regulation.html",
        STEP
        | {
            "whom": "principal",
            "version": {"title": "Privacyreglement", "number": "", "since": DAY},
            "form": HandOut(),
        },
    ),
    "no consents": ("desk/consents.html", {"consents": []}),
}

PAGES["the regulation changed"] = (
    "desk/regulation_changed.html",
    {
        "rows": [{"url": "/1/", "number": "HIE-2026-0001", "name": "Robin Proefpersoon", "got": DAY}],
        "since": dt.date(2026, 11, 25),
        "article": ART_3,
        "by_mail": True,
    },
)
SAME_LOOK["the regulation goes to all"] = (
    "desk/regulation_changed.html",
    {"rows": [], "since": DAY, "busy": True, "url": "/1/", "standing": {"done": 20, "total": 240, "sent": 18}},
)
SAME_LOOK["everybody has the regulation"] = ("desk/regulation_changed.html", {"rows": [], "since": DAY})
