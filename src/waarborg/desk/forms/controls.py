"""The form with which a control is closed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from waarborg.controls.choices import Finding


class ControlForm(forms.Form):
    """What was found, or what is laid down; signed."""

    def __init__(self, data: Any = None, *, lays_down: bool, text: str = "") -> None:
        super().__init__(data)
        self.fields["outcome"] = forms.ChoiceField(
            label=_("How does it stand?"), choices=Finding.choices, widget=forms.RadioSelect
        )
        self.fields["text"] = forms.CharField(
            label=_("What is laid down?") if lays_down else _("What did you find?"),
            help_text=_("The whole text, as it holds from today.") if lays_down else _("Write no names of clients."),
            widget=forms.Textarea(attrs={"rows": 12 if lays_down else 5}),
            initial=text,
            max_length=20000,
        )
        self.fields["signed_as"] = forms.CharField(
            label=_("Sign with your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
        )
