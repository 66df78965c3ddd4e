"""Documents from templates: which there are, the form beside one, and one that is made."""

from typing import Any

from django import forms

CATEGORY = {"label": "Voortgangsverslag", "article": "3.2", "explanation": ""}
DOCUMENT: dict[str, Any] = {
    "title": "Voortgangsverslag",
    "language": "nl",
    "organisation": "Zilverpad Re-integratie",
    "parts": [
        {"shape": "paragraph", "lines": ["Dit verslag gaat over Ilse Hartman."]},
        {"shape": "heading", "lines": ["Het traject"]},
        {"shape": "items", "lines": ["Opdrachtgever: UWV", "Begonnen op: 5 januari 2026"]},
        {"shape": "fields", "rows": [["Gedaan", "Drie brieven geschreven.\nEen gesprek gevoerd."]]},
        {"shape": "table", "rows": [["Soort tijd", "Uren"], ["Gesprek", "3:30 uur"], ["Samen", "3:30 uur"]]},
    ],
    "empty": [
        {"label": "dag van de plaatsing", "closed": False},
        {"label": "Uren", "closed": True, "article": "4.1"},
    ],
}


class Report(forms.Form):
    """What is filled in for a document."""

    done = forms.CharField(label="Gedaan", widget=forms.Textarea(attrs={"rows": 5}))
    language = forms.ChoiceField(
        label="Taal van het stuk", choices=[("nl", "Nederlands"), ("en", "Engels")], widget=forms.RadioSelect
    )


NUMBER = "ZP-2026-0147"
PAGES = {
    "documents to make": (
        "desk/pieces.html",
        {
            "number": NUMBER,
            "back_url": "/dossiers/1/",
            "article": "3.2",
            "choices": [
                {"label": "Plan", "category": CATEGORY, "url": "/p/"},
                {"label": "Voortgangsverslag", "category": CATEGORY, "url": ""},
                {"label": "Voortgang", "category": None, "url": ""},
            ],
        },
    ),
    "document to make": (
        "desk/piece_make.html",
        {
            "form": Report(),
            "template": "Voortgangsverslag",
            "category": CATEGORY,
            "back_url": "/dossiers/1/",
            "readers": "jobcoach",
            "warning": "Schrijf niets op over gezondheid.",
            "document": DOCUMENT,
        },
    ),
    "document made": (
        "desk/piece.html",
        {
            "number": NUMBER,
            "name": "Ilse Hartman",
            "category": CATEGORY,
            "back_url": "/dossiers/1/",
            "document": DOCUMENT,
            "taking": [{"form": "pdf", "url": "/t/"}, {"form": "docx", "url": "/u/"}],
            "not_taken": [],
            "stays_in": [{"label": "de naam van de cliënt", "article": "4.1"}],
            "others": [{"label": "Eindverslag (Nederlands)", "url": "/o/"}],
        },
    ),
    "document that stays in": (
        "desk/piece.html",
        {
            "number": NUMBER,
            "name": "",
            "category": CATEGORY,
            "back_url": "/dossiers/1/",
            "document": DOCUMENT | {"empty": []},
            "taking": [],
            "not_taken": ["4.1"],
            "stays_in": [],
            "others": [],
        },
    ),
}


class OneTemplate(forms.Form):
    """A template that is being changed."""

    nl = forms.CharField(label="Naam in het Nederlands")
    serves_as = forms.ChoiceField(label="Wordt bewaard als", choices=[("plan", "Plan")])
    text_nl = forms.CharField(label="Tekst in het Nederlands", widget=forms.Textarea(attrs={"rows": 22}))
    retired = forms.BooleanField(label="Niet meer te kiezen", required=False)


PAGES |= {
    "templates of documents": (
        "desk/templates.html",
        {
            "proposes": True,
            "new_url": "/n/",
            "article": "3.2",
            "templates": [
                {"label": "Plan", "kind": "Plan", "article": "3.2", "own": True, "languages": "nl", "url": "/p/"},
                {"label": "Brief", "kind": "", "article": "", "own": False, "languages": "nl, en", "retired": True},
            ],
        },
    ),
    "template of a document": (
        "desk/template.html",
        {
            "form": OneTemplate({"text_nl": "# Plan\n{this}"}),
            "called": "Plan",
            "legend": [{"title": "Alleen op een regel", "words": [("{this}", "alles wat voor dit stuk is ingevuld")]}],
            "kinds": [{"title": "Contact", "article": "3.2", "words": [("{contact.name}", "Naam")]}],
        },
    ),
}
