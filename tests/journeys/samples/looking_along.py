"""A refusal, the question to look along, its decision, and the check afterwards; and what a role may see."""

import datetime as dt

from django import forms

NOON = dt.datetime(2026, 11, 23, 11, 0, tzinfo=dt.UTC)
ASKED = {
    "number": "MK-2026-014",
    "asker": "Daan Verkuil",
    "asker_role": "jobcoach",
    "dossier_number": "ZP-2025-0311",
    "reason": "Ik vervang de jobcoach",
    "explanation": "De kandidaat belt vanmiddag.",
    "wanted": "2 uur",
    "asked_at": NOON,
    "articles": ["2.7"],
}


class AskView(forms.Form):
    """Why, how long, whom."""

    reason = forms.ChoiceField(
        label="Waarom wilt u meekijken?",
        widget=forms.RadioSelect,
        choices=[("cover", "Ik vervang de jobcoach"), ("other", "Iets anders")],
    )
    minutes = forms.ChoiceField(
        label="Hoe lang heeft u nodig?", widget=forms.RadioSelect, choices=[("30", "30 minuten"), ("120", "2 uur")]
    )
    responsible = forms.ChoiceField(
        label="Aan wie vraagt u het?",
        widget=forms.RadioSelect,
        choices=[("j", "Joost van Elderen\nVerantwoordelijke. Is er vandaag.")],
    )
    explanation = forms.CharField(
        label="Leg kort uit waarom het nodig is",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Schrijf niets op over gezondheid. De kandidaat kan dit later lezen.",
    )


class Decide(forms.Form):
    """The answer of a responsible."""

    minutes = forms.ChoiceField(
        label="Hoe lang", widget=forms.RadioSelect, choices=[("30", "30 minuten"), ("120", "2 uur")]
    )
    reason = forms.CharField(label="Waarom", widget=forms.Textarea(attrs={"rows": 3}), required=False)


REFUSAL = {
    "refusal": {
        "subject": "Dossier ZP-2025-0311",
        "headline": "U mag dit dossier niet inzien",
        "reasons": [
            "U bent niet de jobcoach van deze kandidaat.",
            "Niemand heeft u toestemming gegeven om mee te kijken.",
        ],
        "articles": [
            {
                "number": "2.7",
                "title": "Toegang tot de dossiers",
                "text": "Alleen de direct verantwoordelijke begeleider mag het dossier inzien.",
            }
        ],
        "recorded": "Daan Verkuil probeerde dossier ZP-2025-0311 te openen. Geweigerd volgens artikel 2.7.",
    },
}
LISTED = ASKED | {"url": "/meekijken/1/", "article": "2.7"}

PAGES = {
    "refused": (
        "desk/refused.html",
        REFUSAL
        | {
            "form": AskView(),
            "form_url": "/meekijken/",
            "emergency": {"article": "2.6.1", "url": "/nood/", "sentence": "Dan mag u direct kijken."},
            "other_ways": [
                {
                    "question": "Heeft de jobcoach het antwoord?",
                    "answer": "Stuur een bericht.",
                    "url": "/b/",
                    "label": "Bericht sturen",
                }
            ],
            "conflict": "Artikel 2.7 en 2.8 zeggen iets anders. De strengste geldt.",
        },
    ),
    "refused, form with errors": ("desk/refused.html", REFUSAL | {"form": AskView({}), "form_url": "/meekijken/"}),
    "refused, no way": ("desk/refused.html", REFUSAL | {"repeated": True}),
    "view requests": (
        "desk/view_requests.html",
        {
            "waiting": [LISTED, LISTED | {"mine": True}],
            "reviews": [LISTED | {"ended_at": NOON, "due_on": dt.date(2026, 11, 30)}],
            "decided": [
                LISTED | {"granted": True, "decided_by": "Joost van Elderen", "decided_at": NOON, "until": NOON},
                LISTED | {"granted": False, "decided_by": "Joost van Elderen", "decided_at": NOON},
            ],
            "article": "2.7",
        },
    ),
    "view requests, none": ("desk/view_requests.html", {"waiting": []}),
    "view request to decide": (
        "desk/view_request.html",
        {"asked": ASKED, "back_url": "/meekijken/", "form": Decide(), "form_url": "/d/"},
    ),
    "view request, own": (
        "desk/view_request.html",
        {"asked": ASKED, "back_url": "/meekijken/", "may_not_decide": "U vroeg dit zelf."},
    ),
    "view request, decided": (
        "desk/view_request.html",
        {
            "asked": ASKED,
            "back_url": "/meekijken/",
            "view": {"ended_at": NOON, "review_url": "/r/"},
            "decision": {
                "granted": True,
                "by": "Joost van Elderen",
                "at": NOON,
                "until": NOON,
                "reason": "Vervanging klopt.",
            },
        },
    ),
    "view review": (
        "desk/view_review.html",
        {
            "asked": ASKED,
            "back_url": "/meekijken/",
            "view": {"started_at": NOON, "ended_at": NOON},
            "form": Decide(),
            "form_url": "/r/",
            "seen": [{"at": NOON, "what": "naam en contact", "article": "2.7"}],
        },
    ),
    "view review, done": (
        "desk/view_review.html",
        {
            "asked": ASKED,
            "back_url": "/meekijken/",
            "view": {"started_at": NOON, "ended_at": NOON},
            "seen": [],
            "finding": {"fits": False, "by": "Joost van Elderen", "at": NOON, "note": "Te veel gelezen."},
        },
    ),
    "my access": (
        "desk/my_access.html",
        {
            "roles": ["jobcoach"],
            "actions": ["Lezen", "Toevoegen", "Delen"],
            "rows": [
                {
                    "category": "Naam en contact",
                    "cells": [
                        {"label": "Lezen", "state": "yes", "articles": ["2.7"]},
                        {"label": "Toevoegen", "state": "if", "text": "u werkt aan dit traject", "articles": ["2.7"]},
                        {"label": "Delen", "state": "no", "text": "", "articles": ["2.6.1"]},
                    ],
                }
            ],
            "giving": [
                {"text": "aan gemeente, UWV, vanwege wettelijke plicht", "kinds": ["Naam", "Adres"], "article": "2.6.1"}
            ],
            "sentences": [{"text": "U geeft nooit gegevens door de telefoon.", "article": "2.7"}],
        },
    ),
}
