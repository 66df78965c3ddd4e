"""Clients out of Excel: handed in, columns, a dry run, parked rows."""

import datetime as dt

from django import forms

NOON = dt.datetime(2026, 11, 23, 11, 0, tzinfo=dt.UTC)
ADDRESS = {name: f"/invoer/1/{name}/" for name in ("one", "columns", "report", "confirm", "undo", "end")}


class Handed(forms.Form):
    """A file."""

    file = forms.FileField(label="Excel- of CSV-bestand", help_text="De eerste rij zegt wat elke kolom is.")
    documents = forms.FileField(label="Documenten in een zip-bestand", required=False)


class Columns(forms.Form):
    """What two columns are, and what holds for all rows."""

    column_0 = forms.ChoiceField(
        label="Achternaam", choices=[("", "komt er niet in"), ("Contactgegevens", [("a", "Naam"), ("b", "Postcode")])]
    )
    column_1 = forms.ChoiceField(label="Haarkleur", choices=[("", "komt er niet in")], required=False)
    works_on_it = forms.ChoiceField(
        label="Wie werkt eraan?", choices=[("today", "Ik, alleen vandaag"), ("me", "Ik")], widget=forms.RadioSelect
    )

    @property
    def columns(self) -> list[forms.BoundField]:
        """The columns."""
        return [self["column_0"], self["column_1"]]

    @property
    def rest(self) -> list[forms.BoundField]:
        """The rest."""
        return [self["works_on_it"]]


class Confirm(forms.Form):
    """That it comes in."""

    announced = forms.CharField(widget=forms.HiddenInput)
    park = forms.BooleanField(label="Zet rijen apart waaraan iets ontbreekt", required=False)
    known = forms.BooleanField(label="Ik weet wat er niet in komt")


STANDING = {
    "rows": 5000,
    "done": 1800,
    "coming_in": 4812,
    "staying_out": 188,
    "parked": 12,
    "failed": False,
    "busy": False,
    "at": NOON,
    "kept_until": NOON + dt.timedelta(days=1),
    "url": ADDRESS,
    "imports_url": "/invoer/",
    "parked_url": "/invoer/geparkeerd/",
    "name": "kandidaten-2026.xlsx",
}
LINE = {
    "column": "BSN",
    "said": "Dit is geen burgerservicenummer.",
    "article": "3",
    "times": 125,
    "rows": "9, 49",
    "more": 123,
}
GROUPS = [
    {"title": "Rijen die er niet in komen", "icon": "cross-round", "lines": [LINE | {"column": ""}]},
    {"title": "Kolommen die er niet in komen", "icon": "cross-round", "lines": [LINE | {"rows": ""}]},
    {"title": "Cellen die leeg blijven", "icon": "warning", "lines": [LINE]},
]

PAGES = {
    "imports": (
        "desk/imports.html",
        {
            "form": Handed(),
            "imports": [{"url": "/invoer/1/", "at": NOON, "rows": 5000, "state": "geprobeerd", "busy": False}],
            "template_url": "/invoer/sjabloon/",
            "parked_url": "/invoer/geparkeerd/",
        },
    ),
    "import-columns": ("desk/import_columns.html", STANDING | {"form": Columns()}),
    "import-trying": ("desk/import_one.html", STANDING | {"state": "trying", "state_label": "bezig", "busy": True}),
    "import-tried": (
        "desk/import_one.html",
        STANDING
        | {"state": "tried", "state_label": "geprobeerd", "groups": GROUPS, "form": Confirm({"announced": "x"})},
    ),
    "import-done": ("desk/import_one.html", STANDING | {"state": "done", "state_label": "ingelezen"}),
    "parked-rows": (
        "desk/parked_rows.html",
        {
            "rows": [
                {
                    "row": 5,
                    "said": "Deze opdrachtgever is hier niet bekend.",
                    "goes_on": NOON.date(),
                    "cells": [{"label": "Naam", "value": "Ömer Yıldız"}],
                    "end_url": "/invoer/geparkeerd/1/weg/",
                }
            ],
            "imports_url": "/invoer/",
            "download_url": "/invoer/geparkeerd/lijst/",
            "end_url": "/invoer/geparkeerd/weg/",
        },
    ),
}
SAME_LOOK = {
    "imports-empty": ("desk/imports.html", {"form": Handed(), "imports": [], "template_url": "/", "parked_url": "/"}),
    "import-failed": (
        "desk/import_one.html",
        STANDING | {"state": "received", "state_label": "ontvangen", "failed": True},
    ),
    "parked-rows-empty": ("desk/parked_rows.html", {"rows": [], "imports_url": "/"}),
}
