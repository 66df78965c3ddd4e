"""Forms of registers: what is asked of one, and a text that a person writes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from waarborg.desk.forms.principals import day
from waarborg.kernel import clock
from waarborg.registers.tables import LARGEST, MOST, Asked

ASKS: dict[str, tuple[str, ...]] = {
    "toegang": ("on",),
    "aantallen": ("since", "on"),
    "bewerkingen": ("since", "on"),
    "bezoek": ("since", "on"),
    "steekproef": ("word", "most"),
}
"""What can be asked, by register."""


class AskedForm(forms.Form):
    """A day, a period, or the word of a sample; nothing of it has to be filled in."""

    def __init__(self, data: Any = None, *, which: str) -> None:
        super().__init__(data)
        made = {
            "since": day(label=_("From which day?"), required=False),
            "on": day(label=_("On which day, or until which?"), required=False),
            "word": forms.CharField(
                label=_("The word of the sample"),
                help_text=_("Said by who controls. Whoever uses the same word gets the same sample."),
                max_length=40,
                required=False,
            ),
            "most": forms.IntegerField(label=_("How many?"), min_value=1, max_value=LARGEST, required=False),
        }
        for name in ASKS.get(which, ()):
            self.fields[name] = made[name]

    def asked(self) -> Asked:
        """What is asked; what does not fit is as if nobody asked it."""
        said = self.cleaned_data if self.is_valid() else {}
        return Asked(
            on=said.get("on") or clock.today(),
            since=said.get("since"),
            word=said.get("word") or "",
            most=said.get("most") or MOST,
        )


class TextForm(forms.Form):
    """A text in versions."""

    def __init__(self, data: Any = None, *, text: str = "") -> None:
        super().__init__(data)
        self.fields["text"] = forms.CharField(
            label=_("The whole text, as it holds from today"),
            help_text=_("Write no names of clients. Earlier versions stay."),
            widget=forms.Textarea(attrs={"rows": 18}),
            max_length=40000,
            initial=text,
        )
