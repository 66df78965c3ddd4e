"""The letters to clients: what each says, one that is being changed, and how they look."""

import datetime as dt

from django import forms

DAY = dt.date(2026, 11, 23)


class OneLetter(forms.Form):
    """A letter that is being changed."""

    title = forms.CharField(label="Titel", initial="Wij hebben meer tijd nodig")
    text = forms.CharField(label="Tekst", widget=forms.Textarea(attrs={"rows": 22, "class": "wb-vast"}))


class Style(forms.Form):
    """How letters look."""

    colour = forms.CharField(label="Kleur", initial="#0b5c6b", widget=forms.ColorInput)
    logo_file = forms.FileField(label="Logo (png of jpeg)", required=False)
    address = forms.CharField(label="Adres", widget=forms.Textarea(attrs={"rows": 3}))


PAGES = {
    "letters to clients": (
        "desk/letter_texts.html",
        {
            "proposes": True,
            "house": [("Kleur", "#0b5c6b"), ("Logo", "Ja"), ("Onder de naam", "Dorpsplein 1, 1234 AB Vlietdam")],
            "letters": [
                {
                    "label": "meer tijd voor een verzoek",
                    "texts": [
                        {
                            "language": "Nederlands",
                            "code": "nl",
                            "title": "Wij hebben meer tijd nodig",
                            "own": True,
                            "url": "/b/",
                            "example_url": "/v/",
                            "proposed_url": "/p/",
                        },
                        {
                            "language": "Engels",
                            "code": "en",
                            "title": "We need more time",
                            "url": "/e/",
                            "example_url": "/w/",
                        },
                    ],
                }
            ],
        },
    ),
    "a letter to clients": (
        "desk/letter_text.html",
        {
            "form": OneLetter({"title": "Wij hebben meer tijd nodig", "text": "Op {received} vroeg u ons iets."}),
            "label": "meer tijd voor een verzoek",
            "language": "Nederlands",
            "code": "nl",
            "own": True,
            "groups": [{"title": "Moet erin blijven", "words": [("{reasons}", "waarom het langer duurt (AVG 12.3)")]}],
        },
    ),
    "how letters look": ("desk/letter_style.html", {"form": Style(), "logo": True}),
}


class Leave(forms.Form):
    """What need not be told."""

    notices = forms.MultipleChoiceField(
        label="Wat hoeft niet verteld te worden?",
        widget=forms.CheckboxSelectMultiple,
        choices=[("1", "Uitkering, van opdrachtgever"), ("2", "Keuring, van bedrijfsarts")],
    )
    reason = forms.CharField(label="Waarom?", widget=forms.Textarea(attrs={"rows": 3}))


PAGES["notices to a client"] = (
    "desk/notices.html",
    {
        "number": "ZP-2026-0012",
        "back_url": "/dossiers/ZP-2026-0012/",
        "letters_url": "/b/",
        "form": Leave(),
        "writes": True,
        "of_age_since": DAY,
        "open": [
            {
                "says": "Uitkering, van opdrachtgever",
                "kind": "gegevens die van een ander kwamen",
                "article": "avg 14",
                "opened_on": DAY,
                "due_on": DAY,
                "late": True,
                "has_letter": True,
            }
        ],
        "ended": [{"says": "Keuring, van bedrijfsarts", "state": "verteld", "ended_on": DAY, "reason": "Zwijgplicht"}],
    },
)
