"""The form of a document to make: the fields of its kind of data, its language, and the text of a letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waarborg.desk.forms.records import Around, RecordForm
from waarborg.dossiers.catalogue import Entry

LANGUAGES = {"nl": gettext_lazy("Dutch"), "en": gettext_lazy("English")}


class PieceForm(RecordForm):
    """What is filled in for a document; checked by the service, which knows the rules."""

    def __init__(
        self, data: Any = None, *, entry: Entry, around: Around, languages: Sequence[str], asks_text: bool, **first: str
    ) -> None:
        super().__init__(data, entry=entry, around=around)
        if "trajectory" in self.fields:
            self.fields["trajectory"].initial = first.get("trajectory")
        if asks_text:
            self.fields["written"] = forms.CharField(
                label=_("Text"),
                help_text=_("An empty line begins a new paragraph."),
                widget=forms.Textarea(attrs={"rows": 12}),
                strip=True,
            )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the document"),
            choices=[(one, LANGUAGES[one]) for one in languages],
            initial=first.get("language"),
            widget=forms.RadioSelect if len(languages) > 1 else forms.HiddenInput,
        )
