"""The records of one category, the form that makes and corrects them, and their history."""

import datetime as dt

from django import forms

from waarborg.desk.forms.records import RevealForm

NOON = dt.datetime(2026, 11, 23, 11, 0, tzinfo=dt.UTC)
RECORDS = [
    {
        "title": "Gespreksverslag 20 november",
        "fields": [
            {"label": "Doel", "value": "Voortgang"},
            {"label": "Afspraken", "value": "Vier ochtenden vanaf december.\nWerkgever belt."},
        ],
        "source": "de kandidaat",
        "author": "Mirjam Oosterling",
        "recorded_at": NOON,
        "url_history": "/h/",
        "versions": 2,
        "url_correct": "/c/",
        "internal": True,
        "destroyed_on": dt.date(2029, 1, 5),
        "destroyed_article": "2.5",
        "purpose": "begeleiding naar werk",
    },
    {
        "title": "Gespreksverslag 2 november",
        "fields": [{"label": "Doel", "value": ""}],
        "source": "UWV",
        "author": "Mirjam Oosterling",
        "recorded_at": NOON,
        "restricted": "Beperkt: de kandidaat betwist dit.",
        "versions": 1,
        "origin": {"label": "van UWV", "article": "4"},
        "expired_on": dt.date(2026, 1, 1),
        "url_reveal": "/r/",
    },
]
GATE = {
    "missing": 2,
    "conditions": [
        {"label": "Een uitzondering in de wet", "met": True, "article": {"number": "30", "law": "UAVG"}},
        {"label": "toestemming gezondheid", "met": False, "article": "3", "next": "Vraag het de kandidaat."},
        {
            "label": "geheimhouding getekend",
            "met": False,
            "article": "2.6.3",
            "next": "Teken eerst.",
            "url": "/verklaring/",
            "url_label": "Naar de verklaring",
        },
    ],
}


class Report(forms.Form):
    """A record as the catalogue would make it."""

    held_on = forms.DateField(label="Datum", widget=forms.DateInput(attrs={"type": "date"}))
    goal = forms.CharField(label="Doel van het gesprek", help_text="Schrijf niets op over gezondheid.")
    agreements = forms.CharField(label="Afspraken", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    kind = forms.ChoiceField(label="Soort", choices=[("", "Kies een soort"), ("1", "op kantoor")])
    source = forms.ChoiceField(
        label="Van wie komt dit?", choices=[("client", "de kandidaat"), ("uwv", "UWV")], widget=forms.RadioSelect
    )
    topics = forms.MultipleChoiceField(
        label="Onderwerpen",
        choices=[("w", "werk"), ("s", "scholing")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    internal = forms.BooleanField(label="Interne aantekening", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)


FORM = {
    "back_url": "/dossiers/1/",
    "readers": "jobcoach",
    "destroyed": {"on": dt.date(2029, 1, 5), "article": "2.5"},
    "category": {"label": "Gespreksverslagen", "article": "3", "explanation": "Wat in een gesprek is afgesproken."},
}


class Move(forms.Form):
    """To which dossier."""

    number = forms.CharField(label="Nummer van het juiste dossier")
    reason = forms.CharField(label="Waarom verplaatst u dit?", widget=forms.Textarea)


PAGES = {
    "record move": ("desk/record_move.html", FORM | {"form": Move({"number": ""})}),
    "record that was moved": (
        "desk/records.html",
        {
            "category": FORM["category"],
            "records": [
                RECORDS[0] | {"fields": [], gone: NOON.date(), "url_history": "", "url_correct": ""}
                for gone in ("moved_on", "erased_on")
            ],
        },
    ),
    "records": (
        "desk/records.html",
        {
            "category": FORM["category"],
            "records": RECORDS,
            "restricted": [{"label": "Gespreksverslag", "since": NOON, "article": "avg 18", "lifts_on": NOON.date()}],
            "add_url": "/n/",
            "reveal_form": RevealForm(),
            "gate": GATE,
        },
    ),
    "records, none": (
        "desk/records.html",
        {
            "category": FORM["category"],
            "records": [],
            "not_addable": {"text": "U mag hier niets toevoegen.", "article": "2.7"},
        },
    ),
    "record form": ("desk/record_form.html", FORM | {"form": Report()}),
    "record form with errors": (
        "desk/record_form.html",
        FORM
        | {
            "form": Report({"goal": ""}),
            "correcting": True,
            "article": {"number": "16", "law": "AVG"},
            "warning": "Geen diagnose.",
        },
    ),
    "record history": (
        "desk/record_history.html",
        FORM
        | {
            "record": {"title": "Gespreksverslag"},
            "versions": [
                {
                    "number": 2,
                    "author": "Mirjam Oosterling",
                    "source": "de kandidaat",
                    "recorded_at": NOON,
                    "reason": "verschrijving",
                    "fields": [
                        {"label": "Doel", "before": "Voortgang", "after": "Plaatsing", "changed": True},
                        {"label": "Soort", "after": "op kantoor", "changed": False},
                    ],
                },
                {
                    "number": 1,
                    "author": "Mirjam Oosterling",
                    "source": "de kandidaat",
                    "recorded_at": NOON,
                    "fields": [{"label": "Doel", "after": "Voortgang", "changed": False}],
                },
            ],
        },
    ),
}
