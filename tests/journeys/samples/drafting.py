"""The studio: the regulation beside what holds it, and a draft on its way."""

import datetime as dt
import runpy
from pathlib import Path

from django import forms

DAY, NOON = dt.date(2027, 1, 1), dt.datetime(2026, 11, 23, 11, 0, tzinfo=dt.UTC)
EVERY = runpy.run_path(str(Path(__file__).parent / "every_page.py"))["EVERY_PAGE"]


class Day(forms.Form):
    """From which day."""

    base = forms.IntegerField(widget=forms.HiddenInput, initial=3)
    in_force_from = forms.DateField(label="Geldt vanaf", initial=DAY)


class Compare(forms.Form):
    """Which two texts are laid beside each other."""

    van = forms.ChoiceField(label="Vergelijk dit", choices=[("in-force", "versie die geldt")])
    naar = forms.ChoiceField(label="met dit", choices=[("draft", "concept 3")])


class Text(forms.Form):
    """The text."""

    base = forms.IntegerField(widget=forms.HiddenInput, initial=3)
    source = forms.CharField(
        label="Tekst van het reglement, als YAML", widget=forms.Textarea(attrs={"class": "wb-vast"})
    )


class Decision(forms.Form):
    """What is decided."""

    what = forms.CharField(widget=forms.HiddenInput, initial="f")
    answer = forms.ChoiceField(
        label="Wat besluit u?", choices=[("holds", "Ja, zo is het"), ("not", "Nee")], widget=forms.RadioSelect
    )
    explained = forms.CharField(label="Waarom", widget=forms.Textarea(attrs={"rows": 2}))


class Terms(forms.Form):
    """One term and one list."""

    base = forms.IntegerField(widget=forms.HiddenInput, initial=3)
    number = forms.IntegerField(label="7 Hoe lang wij bewaren (dossier): at_most", initial=2)
    unit = forms.ChoiceField(label="eenheid", choices=[("years", "jaren")])
    choices = forms.CharField(label="3 Plaatsing (fase): status", widget=forms.Textarea(attrs={"rows": 3}))
    lists = (1,)

    def rows(self) -> list[dict[str, forms.BoundField]]:
        """The term."""
        return [{"number": self["number"], "unit": self["unit"]}]

    def list_fields(self) -> list[forms.BoundField]:
        """The list."""
        return [self["choices"]]


MISTAKE = {"line": 12, "rule": "7/dossier", "said": "unknown word `ajar`"}
CHECKED = {"mistakes": [MISTAKE], "waiting": 0, "undecided": 0}
COUNTS = {"all": 3, "test": 1, "rule": 1, "register": 0, "definition": 1, "open": 0}
SENTENCE = {
    "id": "ZP-7.1",
    "says": "Reports stay two years at the most.",
    "held_by": ["7/dossier"],
    "tests": ["tests/apps/x.py::test_y"],
    "state": "test",
    "state_said": "waargemaakt door een geslaagde toets",
}
FINDING = {
    "id": "CNS-001",
    "severity": "error",
    "severity_said": "fout",
    "citation": "avg 7.2",
    "article": "5",
    "rule": "5/consent",
    "advice": "Vraag elke toestemming apart.",
    "asked": True,
    "state": "vraag zonder antwoord",
    "explained": None,
    "mended_by": None,
    "form": Decision(auto_id="id_f0_%s"),
}
DRAFT = {
    "number": 3,
    "made_by": "Mirjam Oosterling",
    "made_at": NOON,
    "day": DAY,
    "proposed_by": "",
    "proposed_at": None,
    "mistakes": 1,
    "waiting": 2,
    "undecided": 1,
    "can_go": False,
    "forward_url": "/v/",
    "approve_url": "",
    "decline_url": "",
    "own": False,
}
STUDIO = {
    "in_force": {"title": "Privacyreglement Zilverpad", "version": "2", "since": DAY, "url": "/r/"},
    "days": [{"day": DAY, "url": "/r/1/"}],
    "draft": DRAFT,
    "numbers": [
        {"number": 3, "why": "de tekst is gewijzigd", "by": "Mirjam", "at": NOON, "state": "", "decided_by": ""}
    ],
    "notice": ("client",),
    "changed_url": "/c/",
    "coverage": COUNTS,
    "form": Day(),
}

PAGES = {
    "studio": ("desk/studio.html", EVERY | STUDIO),
    "text of the regulation": (
        "desk/studio_text.html",
        EVERY | {"form": Text(), "checked": CHECKED, "draft": DRAFT},
    ),
    "terms of the regulation": ("desk/studio_terms.html", EVERY | {"form": Terms(), "draft": DRAFT}),
    "findings of law": (
        "desk/studio_findings.html",
        EVERY
        | {
            "draft": DRAFT,
            "waiting": [FINDING],
            "settled": [FINDING | {"form": None, "state": "aanvaard, op schrift", "explained": "Om deze reden."}],
            "undecided": [
                {
                    "articles": ["7"],
                    "rules": ["7/dossier", "7/report"],
                    "message": "different terms for report",
                    "form": Decision(auto_id="id_r0_%s"),
                }
            ],
        },
    ),
    "articles and what holds them": (
        "desk/studio_articles.html",
        EVERY
        | {
            "title": "Privacyreglement Zilverpad",
            "articles": [
                {
                    "number": "7",
                    "title": "Hoe lang wij bewaren",
                    "paragraphs": ["Na twee jaar is alles weg."],
                    "how": [{"rule": "dossier", "said": "Alle gegevens: hoogstens 2 jaar."}],
                    "by_hand": ["Een mens weegt of iets nog nodig is."],
                    "clauses": [SENTENCE],
                }
            ],
            "counts": COUNTS,
        },
    ),
    "sentences and what holds them": (
        "desk/studio_clauses.html",
        EVERY | {"clauses": [SENTENCE, SENTENCE | {"id": "ZP-7.2", "state": "open", "tests": []}], "counts": COUNTS},
    ),
    "what would change": (
        "desk/studio_compare.html",
        EVERY
        | {
            "form": Compare(),
            "before": "versie die geldt",
            "after": "concept 3",
            "living": {"open": 12, "closed": 3, "earlier": 4, "later": 1, "at_once": 2},
            "terms": [{"rule": "7 Bewaren (dossier)", "before": "2 jaar", "after": "1 jaar", "shorter": True}],
            "access": [{"who": "coach", "what": "lezen", "direction": "less", "data": "BSN"}],
            "articles": [
                {"number": "7", "title": "Bewaren", "how": "gewijzigd", "before": "Na 2 jaar.", "after": "Na 1 jaar."}
            ],
            "findings": 0,
        },
    ),
}
SAME_LOOK = {
    "studio without a draft": ("desk/studio.html", EVERY | STUDIO | {"draft": None, "numbers": []}),
    "a draft that was put forward": (
        "desk/studio.html",
        EVERY
        | STUDIO
        | {
            "draft": DRAFT
            | {
                "proposed_by": "Els",
                "proposed_at": NOON,
                "mistakes": 0,
                "waiting": 0,
                "undecided": 0,
                "can_go": True,
                "forward_url": "",
                "approve_url": "/a/",
                "decline_url": "/d/",
            }
        },
    ),
    "a text in which all is well": (
        "desk/studio_text.html",
        EVERY | {"form": Text(), "checked": {"mistakes": [], "waiting": 1, "undecided": 1}, "draft": DRAFT},
    ),
    "what would change when it cannot be read": (
        "desk/studio_compare.html",
        EVERY | {"form": Compare(), "before": "versie die geldt", "after": "concept 3", "mistakes": [MISTAKE]},
    ),
}
