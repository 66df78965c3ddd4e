"""The way of working and the trajectories of a dossier."""

import datetime as dt
import runpy
from pathlib import Path

from django import forms

from waarborg.desk.forms.practice import ComplaintTermsForm

DAY, NOON = dt.date(2026, 11, 23), dt.datetime(2026, 11, 23, 11, 0, tzinfo=dt.UTC)
EVERY = runpy.run_path(str(Path(__file__).parent / "every_page.py"))["EVERY_PAGE"]


class Base(forms.Form):
    """A version that is being changed."""

    base = forms.IntegerField(widget=forms.HiddenInput, initial=3)


class Line(forms.Form):
    """One line of a list."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)
    nl = forms.CharField(label="In het Nederlands", required=False)
    declarable = forms.IntegerField(label="Declarabel, in procenten", min_value=0, max_value=100)
    retired = forms.BooleanField(label="Niet meer te kiezen", required=False)


class Kind(Base):
    """A kind of trajectory."""

    nl = forms.CharField(label="In het Nederlands")
    closing = forms.MultipleChoiceField(
        label="Waar naar gekeken wordt",
        choices=[("a", "De uitkomst"), ("b", "Papier")],
        widget=forms.CheckboxSelectMultiple,
    )


class Assign(forms.Form):
    """A colleague who covers."""

    account = forms.ChoiceField(label="Collega", choices=[("", "Kies een collega"), ("1", "Els Vos, jobcoach")])
    until_on = forms.DateField(
        label="Tot en met", widget=forms.DateInput(attrs={"type": "date"}), help_text="Het eindigt vanzelf."
    )
    part = forms.MultipleChoiceField(
        label="Alleen deze soorten", choices=[("a", "Plan"), ("b", "Verslag")], widget=forms.CheckboxSelectMultiple
    )


class Why(forms.Form):
    """A reason."""

    reason = forms.CharField(label="Waarom?", widget=forms.Textarea(attrs={"rows": 2}))


class Start(forms.Form):
    """The start with its list."""

    started_on = forms.DateField(label="Eerste dag", widget=forms.DateInput(attrs={"type": "date"}))
    item0_in = forms.BooleanField(label="Op de lijst", required=False)
    item0_subject = forms.CharField(label="Wat")

    @property
    def about(self):
        """The fields about the start."""
        return [self["started_on"]]

    @property
    def rows(self):
        """The lines of the list."""
        return [{"called": {"label": "Werkplan"}, "fields": [self["item0_in"], self["item0_subject"]]}]


class Close(forms.Form):
    """The end with what is weighed and looked at."""

    ended_on = forms.DateField(label="Laatste dag", widget=forms.DateInput(attrs={"type": "date"}))
    outcome = forms.ChoiceField(label="Uitkomst", choices=[("", "Nog niet gekozen"), ("a", "Betaald werk")])
    needed = forms.ChoiceField(
        label="Gespreksverslag (12)",
        choices=[("keep", "Is nog nodig"), ("let_go", "Is niet meer nodig")],
        widget=forms.RadioSelect,
    )
    end_tasks = forms.BooleanField(label="De open taken vervallen")

    @property
    def about(self):
        """How it ended."""
        return [self["ended_on"], self["outcome"]]

    @property
    def weighing(self):
        """What is weighed."""
        return [self["needed"]]

    @property
    def looked_at(self):
        """What was looked at."""
        return [self["end_tasks"]]


LINES = forms.formset_factory(Line, extra=1)
ONE = {
    "id": "0190",
    "type": "Werkfit maken",
    "principal": "UWV",
    "runs": True,
    "phases": [
        {"label": "Aanmelding", "state": "done"},
        {"label": "Werkfit maken", "state": "now"},
        {"label": "Klaar", "state": ""},
    ],
    "facts": [{"label": "Doel", "value": "Betaald werk"}],
    "days": [{"label": "Eerste dag", "on": DAY}, {"label": "Laatste dag", "on": None}],
    "hours": {
        "spent": "8:10",
        "granted": "10:00",
        "left": "1:50",
        "part": 8.2,
        "of": 10,
        "percent": 82,
        "nearly": True,
        "over": False,
    },
    "workers": [
        {"name": "Mirjam Oosterling", "from_on": DAY, "until_on": None, "covers_for": "", "part": [], "end_url": "/e/"},
        {
            "name": "Els Vos",
            "from_on": DAY,
            "until_on": DAY,
            "covers_for": "Mirjam Oosterling",
            "part": ["Plan"],
            "end_url": "/f/",
        },
    ],
    "tasks": [
        {"label": "Werkplan", "due_on": DAY, "role": "", "report": True, "article": "2.4", "late": True, "url": "/p/"},
        {"label": "Bellen", "due_on": None, "role": "administratie", "report": False},
    ],
    "done": [{"label": "Eerste gesprek", "due_on": DAY, "role": "", "report": False}],
    "asks": ["Opdracht: Kenmerk"],
    "asked_to_hand_over": True,
    "actions": [{"label": "Wijzigen", "url": "/w/"}, {"label": "Overdragen", "url": "/o/"}],
}
FORM = {"number": "ZP-2026-0147", "name": "Ilse Hartman", "type": "Werkfit maken", "back_url": "/t/"}

PAGES = {
    "way of working": (
        "desk/practice.html",
        {
            "practice": {"number": 3, "version": {"state": "vastgesteld door Els Vos"}},
            "article": "2.1",
            "proposal": {
                "number": 4,
                "by": "Mirjam",
                "at": NOON,
                "own": False,
                "changes": ["Doelen: nieuw, ‘Eigen bedrijf’"],
                "approve_url": "/a/",
                "decline_url": "/d/",
            },
            "types": [
                {
                    "label": "Werkfit maken",
                    "retired": False,
                    "phases": "Aanmelding, Intake",
                    "tasks": 3,
                    "reports": 2,
                    "url": "/t/1/",
                }
            ],
            "new_url": "/nieuw/",
            "templates": ["Plan", "Brief aan de cliënt"],
            "told": {"by_name": False},
            "complaints": {"rows": [("Besluiten binnen", "zes weken")]},
            "decides": True,
            "lists": [
                {"label": "Doelen", "items": ["Betaald werk", "Opleiding"], "url": "/l/1/"},
                {"label": "Uitkomsten", "items": [], "url": "/l/2/"},
            ],
            "versions": [
                {"number": 3, "by": "Mirjam", "at": NOON, "state": "vastgesteld door Els Vos", "decided_at": NOON}
            ],
            "proposes": True,
            "daily": [{"label": "Geen contact: na zoveel dagen", "value": "14"}],
            "daily_url": "/h/",
            "own_letters": 2,
        },
    ),
    "terms of complaints": (
        "desk/practice_complaints.html",
        {
            "form": ComplaintTermsForm(words={"confirm_within": "Ontvangst bevestigen binnen"}),
            "all_forms": [],
            "own": False,
            "rows": [("Ontvangst bevestigen binnen", "twee weken")],
        },
    ),
    "reminders": ("desk/practice_daily.html", {"form": Kind(), "all_forms": []}),
    "a list": (
        "desk/practice_list.html",
        {"title": "Soorten tijd", "form": Base(), "lines": LINES(prefix="lines"), "all_forms": []},
    ),
    "a kind of trajectory": (
        "desk/practice_type.html",
        {
            "form": Kind(),
            "phases": LINES(prefix="phases"),
            "tasks": LINES(prefix="tasks"),
            "reports": LINES(prefix="reports"),
            "all_forms": [],
        },
    ),
    "trajectories": (
        "desk/trajectories.html",
        {"trajectories": [ONE], "new_url": "/n/", "exclusions_url": "/u/", "close_url": "/c/"},
    ),
    "assign": ("desk/trajectory_form.html", FORM | {"form": Assign(), "title": "Wie eraan werkt"}),
    "start": ("desk/trajectory_start.html", FORM | {"form": Start()}),
    "kept out": (
        "desk/exclusions.html",
        {
            "number": "ZP-2026-0147",
            "form": Why(),
            "kept": [
                {
                    "id": "01900000-0000-7000-8000-000000000001",
                    "name": "Els Vos",
                    "since": NOON,
                    "reason": "Nicht",
                    "lifted_at": None,
                    "lifted_because": "",
                },
                {
                    "id": "01900000-0000-7000-8000-000000000002",
                    "name": "Jan Bos",
                    "since": NOON,
                    "reason": "Buurman",
                    "lifted_at": NOON,
                    "lifted_because": "Verhuisd",
                },
            ],
        },
    ),
    "summary": (
        "desk/summary.html",
        {
            "title": "Werkfit maken",
            "name": "Ilse Hartman",
            "made_on": "23 november 2026",
            "number": "ZP-2026-0147",
            "back_url": "/t/",
            "print_url": "/p/",
            "facts": [{"label": "Fase", "value": "Werkfit maken"}],
            "sections": [{"title": "Plan", "on": "1 november 2026", "fields": [{"label": "Doel", "value": "Werk"}]}],
            "tasks": [{"label": "Werkplan", "due_on": "1 december 2026"}],
        },
    ),
    "closing": (
        "desk/closing.html",
        FORM
        | {
            "form": Close(),
            "kind": "Werkfit maken",
            "blockers": [{"text": "‘Eindverslag’ is er nog niet.", "article": "1.1", "url": "/e/"}],
            "open_tasks": ["Werkplan"],
            "kept_by_statute": [{"title": "Facturen", "article": "2.5"}],
            "weighed_by": ["2.5"],
            "consents": [{"text": "toestemming om te bewaren", "article": "2.6", "until_on": DAY}],
            "unanswered": [{"text": "toestemming om te delen", "article": "2.6", "until_on": None}],
            "paper_article": "2.7",
            "on": DAY,
            "terms": [
                {"what": "Plan", "on": DAY, "article": "2.5"},
                {"what": "Uren", "on": None, "explanation": "nog geen dag"},
            ],
        },
    ),
}
SAME_LOOK = {
    "way of working as it came": (
        "desk/practice.html",
        {"practice": {"number": 0, "version": None}, "types": [], "lists": [], "versions": [], "new_url": "/"},
    ),
    "no trajectories": ("desk/trajectories.html", {"trajectories": []}),
    "asking to hand over": ("desk/trajectory_form.html", FORM | {"form": Why(), "title": "Overdragen", "asking": True}),
    "closing the dossier": ("desk/closing.html", FORM | {"form": Close(), "kind": "", "on": DAY, "terms": []}),
}
