"""One dossier and its parts."""

import datetime as dt

from django import forms

NOON = dt.datetime(2026, 11, 23, 11, 0, tzinfo=dt.UTC)
DOSSIER = {
    "dossier": {"url": "/dossiers/1/", "number": "ZP-2026-0147", "name": "Ilse Hartman", "born_on": dt.date(1989, 3, 14),
                "summary": "Werkfit maken voor UWV"},
    "tabs": [
        {"label": "Overzicht", "url": "/dossiers/1/", "current": True},
        {"label": "Gegevens", "url": "/dossiers/1/stukken/", "count": 38},
        {"label": "Toegang", "url": "/dossiers/1/toegang/"},
        {"label": "Wie keek", "url": "/dossiers/1/wie-keek/", "count": 0},
        {"label": "Bewaren", "url": "/dossiers/1/bewaren/"},
    ],
    "why": {
        "sentence": "U mag dit dossier zien: u bent de jobcoach van deze kandidaat.",
        "role": "jobcoach", "since": dt.date(2026, 1, 6),
        "articles": [{"number": "2.7", "title": "Toegang tot de dossiers", "sentence": "de begeleider ziet het dossier"}],
        "purpose": "begeleiding naar werk", "purpose_article": "2.2",
        "closed": [{"text": "gezondheid: er is geen toestemming", "article": {"number": "9", "law": "AVG"}}],
        "logged_at": NOON, "client_sees": True,
    },
}
OVERVIEW = DOSSIER | {
    "actions": [{"label": "Verslag maken", "url": "/x/", "icon": "pen"}, {"label": "Gegevens delen", "url": "/y/", "icon": "share"}],
    "phases": [{"label": "Intake", "note": "13 januari", "state": "done"},
               {"label": "Uitvoering", "note": "week 44 van 50", "state": "now"}, {"label": "Afronding", "note": "", "state": ""}],
    "hours": {"used": 41.5, "total": 60, "left": 18.5},
    "events": [
        {"icon": "pen", "title": "Gespreksverslag", "badge": "nog niet klaar", "text": "Ilse werkt nu drie ochtenden.",
         "at": NOON, "by": "Mirjam Oosterling", "url": "/z/", "url_label": "Afmaken"},
        {"icon": "eye", "legal": True, "title": "Daan Verkuil keek mee", "at": NOON, "article": "2.7"},
    ],
    "catalogue_article": "3",
    "categories": [
        {"label": "Naam en contact", "url": "/dossiers/1/naam/", "count": 1, "readers": "jobcoach, administratie",
         "retention": "2 jaar", "retention_article": "2.5"},
        {"label": "Gezondheid en belastbaarheid", "url": "", "count": 0, "closed": "geen toestemming", "closed_article": "2.6.3",
         "retention": "tot de toestemming stopt", "retention_article": "2.6.3"},
    ],
    "retention": [
        {"what": "het dossier", "on": dt.date(2029, 1, 5), "explanation": "2 jaar na het einde van de begeleiding",
         "article": "2.5", "action": "destroy"},
        {"what": "facturen", "on": dt.date(2033, 12, 31), "explanation": "7 kalenderjaren", "action": "destroy",
         "article": {"number": "52", "law": "AWR"}, "hold": "Er loopt een klacht."},
        {"what": "cijfers", "on": None, "explanation": "het traject loopt nog", "article": "1.2", "action": "anonymise"},
    ],
    "retention_url": "/dossiers/1/bewaren/",
    "access": [
        {"name": "Mirjam Oosterling", "role": "jobcoach", "what": "alles wat met toestemming mag", "articles": ["2.7"]},
        {"name": "Daan Verkuil", "role": "waarneming", "what": "alleen lezen", "until": NOON, "granted_by": "Joost van Elderen",
         "badge": "nog 4 dagen", "articles": ["2.7"]},
    ],
    "access_url": "/dossiers/1/toegang/", "looked_url": "/dossiers/1/wie-keek/",
    "consents": [{"label": "Gezondheid vastleggen", "given": True, "note": "sinds 6 januari 2026", "article": "2.6.3"},
                 {"label": "Onderzoek", "given": False, "note": "niet gegeven"}],
    "disclosures": [{"recipient": "UWV", "note": "6 keer, laatst 18 november"}],
}
RECORDS = [
    {"title": "Gespreksverslag 20 november", "fields": [{"label": "Doel", "value": "Voortgang"},
     {"label": "Afspraken", "value": "Vier ochtenden vanaf december.\nWerkgever belt."}], "source": "de kandidaat",
     "author": "Mirjam Oosterling", "recorded_at": NOON, "url_history": "/h/", "versions": 2, "url_correct": "/c/",
     "internal": True, "destroyed_on": dt.date(2029, 1, 5), "destroyed_article": "2.5", "purpose": "begeleiding naar werk"},
    {"title": "Gespreksverslag 2 november", "fields": [{"label": "Doel", "value": ""}], "source": "UWV",
     "author": "Mirjam Oosterling", "recorded_at": NOON, "restricted": "Beperkt: de kandidaat betwist dit.", "versions": 1},
]


class Report(forms.Form):
    """A record as the catalogue would make it."""

    held_on = forms.DateField(label="Datum", widget=forms.DateInput(attrs={"type": "date"}))
    goal = forms.CharField(label="Doel van het gesprek", help_text="Schrijf niets op over gezondheid.")
    agreements = forms.CharField(label="Afspraken", widget=forms.Textarea(attrs={"rows": 4}), required=False)
    kind = forms.ChoiceField(label="Soort", choices=[("", "Kies een soort"), ("1", "op kantoor")])
    source = forms.ChoiceField(label="Van wie komt dit?", choices=[("client", "de kandidaat"), ("uwv", "UWV")],
                               widget=forms.RadioSelect)
    topics = forms.MultipleChoiceField(label="Onderwerpen", choices=[("w", "werk"), ("s", "scholing")],
                                       widget=forms.CheckboxSelectMultiple, required=False)
    internal = forms.BooleanField(label="Interne aantekening", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)


FORM = {"dossier": DOSSIER["dossier"], "back_url": "/dossiers/1/", "readers": "jobcoach", "destroyed": {"on": dt.date(2029, 1, 5),
        "article": "2.5"}, "category": {"label": "Gespreksverslagen", "article": "3", "explanation": "Wat in een gesprek is afgesproken."}}
ENTRIES = [
    {"at": NOON, "who": "Daan Verkuil", "role": "jobcoach", "what": "naam en contact", "why": "waarneming", "article": "2.7",
     "minutes": 14},
    {"at": NOON, "who": "Fenna Brakel", "role": "administratie", "what": "gespreksverslagen", "why": "", "article": "2.7",
     "refused": True},
]

PAGES = {
    "dossier": ("desk/dossier.html", OVERVIEW),
    "dossier, closed and nameless": ("desk/dossier.html", OVERVIEW | {
        "dossier": {"url": "/dossiers/1/", "number": "ZP-2024-0012", "name": "", "closed_on": dt.date(2025, 1, 1)},
        "phases": [], "hours": None, "events": [], "consents": [], "disclosures": [], "retention": []}),
    "records": ("desk/records.html", DOSSIER | {"category": FORM["category"], "records": RECORDS, "add_url": "/n/"}),
    "records, none": ("desk/records.html", DOSSIER | {"category": FORM["category"], "records": [],
                      "not_addable": {"text": "U mag hier niets toevoegen.", "article": "2.7"}}),
    "record form": ("desk/record_form.html", FORM | {"form": Report()}),
    "record form with errors": ("desk/record_form.html", FORM | {"form": Report({"goal": ""}), "correcting": True,
                                "article": {"number": "16", "law": "AVG"}, "warning": "Geen diagnose."}),
    "record history": ("desk/record_history.html", FORM | {"record": {"title": "Gespreksverslag"}, "versions": [
        {"number": 2, "author": "Mirjam Oosterling", "source": "de kandidaat", "recorded_at": NOON, "reason": "verschrijving",
         "fields": [{"label": "Doel", "before": "Voortgang", "after": "Plaatsing", "changed": True},
                    {"label": "Soort", "after": "op kantoor", "changed": False}]},
        {"number": 1, "author": "Mirjam Oosterling", "source": "de kandidaat", "recorded_at": NOON,
         "fields": [{"label": "Doel", "after": "Voortgang", "changed": False}]}]}),
    "who looked": ("desk/who_looked.html", DOSSIER | {"entries": ENTRIES, "older_url": "/o/", "sealed": {"at": NOON}, "article": "2.7"}),
    "who looked, nobody": ("desk/who_looked.html", DOSSIER | {"entries": []}),
    "who has access": ("desk/who_has_access.html", DOSSIER | {
        "holders": [OVERVIEW["access"][0] | {"since": dt.date(2026, 1, 6), "sentence": "Begeleider van dit traject."},
                    OVERVIEW["access"][1] | {"sentence": "Vervangt de begeleider."}],
        "closed_roles": [{"role": "beheerder", "sentence": "Beheert accounts, leest geen dossiers.", "articles": ["2.1"]}]}),
    "retention": ("desk/retention.html", DOSSIER | {
        "holds": [{"text": "Er loopt een klacht.", "article": "4"}],
        "terms": [{"what": "Gespreksverslagen", "count": 21, "starts": "einde van de begeleiding", "starts_on": dt.date(2027, 1, 5),
                   "term": "2 jaar", "on": dt.date(2029, 1, 5), "action": "destroy", "article": "2.5"},
                  {"what": "Facturen", "count": 1, "starts": "einde van het jaar", "term": "7 jaar", "on": None, "hold": "wacht op de klacht",
                   "article": {"number": "52", "law": "AWR", "url": "/wet/"}}]}),
}
